"""What is packed beside the code: templates, styles and scripts, the manual, the frame's terms."""

from pathlib import Path


def packed(name: str) -> Path:
    """The file or folder of that name, in a checkout as where kb is installed."""
    return Path(__file__).parent / name
