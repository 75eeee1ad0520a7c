"""A site that others built, from the archive of a workflow: unpacked where it harms nothing.

The archive is a stranger's.  No name in it leads out of the folder, nothing in it is a link, and
how much it unpacks to is bounded before a byte is written.
"""

import zipfile
from pathlib import Path, PurePosixPath
from stat import S_IFMT, S_ISLNK, S_ISREG

from kb.model.misuse import Misuse

MOST_FILES, MOST_BYTES = 200_000, 2**30
PIECE = 2**16
# What pages of strangers may ask for: what lies beside them, and nothing of another host.
POLICY = "default-src 'self' 'unsafe-inline' data: blob:; form-action 'none'; base-uri 'self'"


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack an archive into a folder; the folder in it that holds the site."""
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise Misuse(f"{archive} holds more than a site: over {MOST_BYTES // 2**20} MiB")
            for entry in entries:
                write(packed, entry, folder, archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        raise Misuse(f"{archive} cannot be unpacked: {error}") from None
    for site in (folder, folder / "site"):
        if (site / "index.html").is_file():
            return site
    raise Misuse(f"{archive} holds no site: there is no index.html at its root or in site/")


def write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, archive: Path) -> None:
    """Write one file of an archive below a folder, as long as it says."""
    name = PurePosixPath(entry.filename)
    mode = entry.external_attr >> 16
    odd = name.is_absolute() or ".." in name.parts or "\\" in entry.filename or ":" in name.parts[0]
    if odd or "\0" in entry.orig_filename or not entry.filename.isprintable():
        raise Misuse(f"{archive}: the name {entry.filename!r} leads out of the archive")
    if S_ISLNK(mode) or (S_IFMT(mode) and not S_ISREG(mode)):
        raise Misuse(f"{archive}: {entry.filename!r} is no plain file")
    target = folder.joinpath(*name.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(entry) as source, target.open("xb") as file:
        left = entry.file_size
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise Misuse(f"{archive}: {entry.filename!r} is longer than it says")
            file.write(piece)
