"""What a change of the base changes: conclusions first, then what to read again, then words."""
