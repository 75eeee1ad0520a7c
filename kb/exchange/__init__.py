"""Other formats: a base written as what other programs read, and what that loses."""
