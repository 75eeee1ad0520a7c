"""What ``prepare`` returns, as bytes: arrays by name, in numpy's own format (npz).

Only a confined process makes arrays of such bytes, or bytes of arrays; whoever keeps them looks
at their number only.  Equal arrays give equal bytes, so two runs can be compared by them.
"""

import io
import os
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.demos.running.result import Fault, kind_of, name_of

if TYPE_CHECKING:
    import numpy as np

FILE = "prepared.npz"  # in the scratch folder of a run
MOST_BYTES = 32 * 2**20
MOST_ARRAYS = 1000
NUMBERS = "biuf"  # kinds of numpy's types: truths, whole numbers and floats


def packed(result: object) -> bytes:
    """The bytes of what ``prepare`` returned; Fault if it is not a dict of arrays of numbers."""
    import numpy as np

    if not isinstance(result, dict):
        raise Fault(f"prepare returned {kind_of(result)}, not a dict of arrays")
    if len(result) > MOST_ARRAYS:
        raise Fault(f"prepare returned {len(result):,} arrays; at most {MOST_ARRAYS:,} are allowed")
    arrays = {name_of(name, "the array"): _array(name, value) for name, value in result.items()}
    size = sum(array.nbytes for array in arrays.values())
    if size > MOST_BYTES - 2**20:  # their names and shapes need some room too
        raise Fault(f"prepare returned {size / 2**20:.0f} MiB; at most 31 are allowed")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(arrays):
            # without a date, so that equal arrays give equal bytes
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as file:
                np.lib.format.write_array(file, arrays[name])
    return content.getvalue()


def _array(name: object, value: object) -> "np.ndarray[Any, Any]":
    import numpy as np

    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        array = np.asarray(None)
    if array.dtype.kind not in NUMBERS:
        raise Fault(f"the array {name_of(name, 'the array')} is no array of real numbers")
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)


def unpacked(path: Path) -> dict[str, "np.ndarray[Any, Any]"]:
    """The arrays in a file of such bytes; nothing can be written to them."""
    import numpy as np

    with np.load(path) as archive:  # which by itself makes no other objects
        arrays = {name: archive[name] for name in archive.files}
    for array in arrays.values():
        array.setflags(write=False)
    return arrays


def taken(folder: str) -> bytes:
    """What a run left of this kind in its scratch folder; Fault if it is no plain file of a size.

    The run may have put anything there.
    """
    try:
        file = os.open(Path(folder, FILE), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        raise Fault("prepared nothing") from None
    with os.fdopen(file, "rb") as found:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise Fault("prepared nothing")
        content = found.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Fault(f"prepared more than {MOST_BYTES // 2**20} MiB")
    return content
