"""What stands: attacks, labels, extensions, strengths, and what would flip it."""
