"""What clashes, and the smallest reason why."""
