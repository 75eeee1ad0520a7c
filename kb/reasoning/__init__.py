"""What follows, what clashes, what stands."""
