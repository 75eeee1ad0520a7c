"""Where boxes, symbols and lines lie."""
