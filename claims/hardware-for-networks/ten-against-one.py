"""How much longer ten devices take for a step than one device with their total peak."""

import numpy as np
from network import ring


def measure(
    seed: int,
    work: float = 1e15,
    devices: int = 10,
    peak: float = 1e15,
    message: float = 2e9,
    bandwidth: float = 12.5e9,
    latency: float = 5e-6,
    overlap: bool = False,
) -> dict:
    """Time of a step of `work` operations on the devices over that on one, and the same for other sizes.

    Each device has a `peak` in operations a second, the one has `devices` times it.  The
    devices add up a gradient of `message` bytes over a ring of links of `bandwidth` bytes a
    second, after the computing or, with `overlap`, wholly during it.
    """
    wires = ring(devices, message, bandwidth, latency)

    def ratio(operations):
        computing = operations / (devices * peak)
        return (max(computing, wires) if overlap else computing + wires) / computing

    sizes = np.logspace(14, 18, 17)
    return {
        "ratio": ratio(work),
        "curves": {"ratio": {"x": sizes, "y": [ratio(size) for size in sizes]}},
    }
