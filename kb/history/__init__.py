"""What git knows: when claims and predictions came, changed and went."""
