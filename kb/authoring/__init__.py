"""New files for authors, and the blanks that are in them."""
