"""What a change of a base changes."""
