"""The environment variables of a run: what it must not depend on is fixed, or told in versions."""

import os

KEPT = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # some processors crash without them
FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}


def kept() -> dict[str, str]:
    """Variables of the user's that are handed on; they decide the last digits of a product."""
    return {name: os.environ[name] for name in KEPT if name in os.environ}
