"""Arguments kept as code: claims, links between them, and evidence that can fail."""

__version__ = "0.1.0"
