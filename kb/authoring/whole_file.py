"""Write a file over another so that nothing is lost half-way."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Write over a file that is there: it is as before or wholly new, also where the disk is full.

    Of a link, the file that it leads to is written.
    """
    path = path.resolve()
    with path.open("r+b") as before:  # one that may not be written is not replaced either
        mode = os.fstat(before.fileno()).st_mode & 0o777
    beside = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".kb-", delete=False) as opened:
            beside = Path(opened.name)
            opened.write(content)
        beside.chmod(mode)
        beside.replace(path)
    except OSError as error:
        if beside:
            beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
