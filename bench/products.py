"""Record how long products of matrices take on this machine, for a demonstration that judges them.

python -m bench.products > claims/hardware-for-networks/timed_record.py   # 3 minutes or more

kb runs a demonstration twice and wants the same to the last bit, remembers what it gave, and
takes over what other machines measured; so no script beside a claim may read the clock.  This
one reads it, once, and writes down what it saw; the demonstration imports the record.  All products
are timed in turn in each round, in an order drawn anew, so that whatever else the machine does
meets them alike; a session has matrices of its own.
"""

import os

if __name__ == "__main__":  # before numpy is imported, which reads it once
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

SIDE, COLUMNS, BLOCK, CORE = 4096, 64, 160, 256  # of the matrix, of what it meets, of small ones
SESSIONS, ROUNDS = 10, 11
Products = dict[str, tuple[int, Callable[[], object]]]


def products(rng: np.random.Generator) -> Products:
    """By name: how many operations (multiplications and additions) it does, and what does it."""
    matrix = rng.standard_normal((SIDE, SIDE))
    whole = matrix.ravel()
    columns = rng.standard_normal((COLUMNS, SIDE))
    inputs = np.ascontiguousarray(columns.T)
    blocks = whole[: SIDE**2 // BLOCK**2 * BLOCK**2].reshape(-1, BLOCK, BLOCK)
    short = rng.standard_normal(BLOCK)
    first, second = rng.standard_normal((2, CORE, CORE))
    once = 2 * SIDE**2
    return {
        "read": (once, lambda: whole @ whole),  # each number comes once, as in matrix times vector
        "peak": (40 * CORE**3, lambda: [first @ second for _ in range(20)]),
        "vector": (once, lambda: matrix @ columns[0]),
        "shared": (COLUMNS * once, lambda: matrix @ inputs),
        "one_by_one": (COLUMNS * once, lambda: [matrix @ column for column in columns]),
        "fresh": (2 * blocks.size, lambda: [block @ short for block in blocks]),
        "again": (2 * blocks.size, lambda: [block @ short for block in blocks[::-1]]),
        "same": (2 * blocks.size, lambda: [blocks[0] @ short for _ in blocks]),
    }


def model() -> str:
    """What the processor calls itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    """Print the record as a helper module: nanoseconds of each product, a line a round."""
    rng = np.random.default_rng(2026)
    names = list(products(rng))
    day = datetime.now(UTC).date()
    print(f'"""Nanoseconds of each product, recorded on {day} by bench/products.py on:')
    print()
    print(f"{model()}, {os.cpu_count()} processors, {platform.system()}.")
    print(f"One thread, numpy {np.__version__}, numbers of 64 bits.")
    print("The second line of the table says how many operations a product has.")
    print('"""')
    print()
    print('TABLE = """')
    print(",".join(["session", "round", *names]))
    print(",".join(["-1", "-1", *(str(count) for count, _ in products(rng).values())]))
    for session in range(SESSIONS):
        made = products(rng)
        for turn in range(-1, ROUNDS):  # the first warms up and is not written down
            spent = {}
            for name in rng.permutation(names):
                start = time.perf_counter_ns()
                made[name][1]()
                spent[name] = time.perf_counter_ns() - start
            if turn >= 0:
                print(",".join(map(str, [session, turn, *(spent[name] for name in names)])))
        print(f"session {session} is done", file=sys.stderr, flush=True)
    print('"""')


if __name__ == "__main__":
    main()
