"""Knowledge becomes sentences, for the terminal and for pages alike."""
