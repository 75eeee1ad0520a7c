"""Knowledge in forms that other programs and other people's machines can use."""
