"""How often the estimator of volumes is wrong, flagged and not, on losses with known lambda and m.

python -m bench.volumes            # 20 seeds of every loss, about 8 CPU minutes
python -m bench.volumes 100 105    # other seeds
"""

import sys

from tests.helpers.known_volumes import KNOWN, estimate, is_off
from tests.helpers.topic_scripts import helper


def main(first: int = 0, last: int = 20) -> None:
    """Print one line a loss, and the totals."""
    volume = helper("singular-models", "volume")
    total = [0, 0, 0, 0]
    print(f"{'loss':26} lambda m  unflagged  off  off and unflagged")
    for name, known in KNOWN.items():
        found = [estimate(volume, known, seed) for seed in range(first, last)]
        off = [is_off(known, each) for each in found]
        sure = [each["mixed"] == 1 for each in found]
        row = [len(found), sum(sure), sum(off), sum(map(all, zip(sure, off, strict=True)))]
        total = [one + other for one, other in zip(total, row, strict=True)]
        about = f"{known.exponent:.4f} {known.multiplicity}"
        print(f"{name:26} {about} {row[1]:5} of {row[0]} {row[2]:5} {row[3]:5}", flush=True)
    print("in all {} estimates: {} unflagged, {} off, {} off and unflagged".format(*total))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
