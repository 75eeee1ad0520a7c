"""Authors' words and numbers become sealed HTML."""
