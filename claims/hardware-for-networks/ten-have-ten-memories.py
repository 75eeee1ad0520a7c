"""How long ten devices take for a step of training, over one device with ten times their peak.

A device takes the longer of its arithmetic and its traffic with memory (the roofline of
Williams, Waterman and Patterson 2009); communication comes on top and overlaps with nothing.
"""

from functools import partial
from typing import Literal, get_args

from network import ring

Partition = Literal["replicated", "sharded"]
Batch = Literal["shared", "each"]

FLOPS = 6  # for each weight and token: two forward, four backward
USES = 3  # each weight is read forward, read backward, and its gradient written
BYTES = 2  # of a number of 16 bits
EXCHANGES = 4  # sums of results in each layer when weights are sharded: two forward, two backward


def alone(weights, tokens, peak, memory):
    """Seconds that one device takes for all tokens with the weights that it holds."""
    return max(FLOPS * weights * tokens / peak, USES * BYTES * weights / memory)


def times(
    tokens, partition, batch, devices, peak, memory, big_memory, link, latency, layers, width
):
    """Seconds of the big device, of the small ones, and of the latter's communication."""
    weights = 12 * layers * width**2
    passes = devices if batch == "each" else 1
    one = passes * alone(weights, tokens, peak * devices, memory * big_memory)
    if partition == "sharded":
        ten = passes * alone(weights / devices, tokens, peak, memory)
        wires = passes * EXCHANGES * layers * ring(devices, BYTES * tokens * width, link, latency)
    else:
        ten = alone(weights, passes * tokens / devices, peak, memory)
        wires = ring(devices, BYTES * weights, link, latency)
    return one, ten, wires


def measure(
    seed: int,
    partition: Partition = "replicated",
    batch: Batch = "shared",
    communicate: bool = False,
    tokens: int = 100,
    devices: int = 10,
    peak: float = 1e15,
    memory: float = 3e12,
    big_memory: float = 1.0,
    link: float = 450e9,
    latency: float = 5e-6,
    layers: int = 40,
    width: int = 5120,
) -> dict:
    """Time of the small devices over that of the big one, for the same tokens.

    `peak` is in operations a second and `memory` and `link` in bytes a second, of one small
    device; the big one has `devices` times its peak and `big_memory` times its memory
    bandwidth.  A transformer has about 12 width^2 weights a layer.  `replicated`: each device
    has all weights and a share of the tokens, and gradients are added up over a ring.
    `sharded`: each has a share of every layer and all tokens.  `shared` batch: `tokens` in
    a step; `each`: no device takes more than `tokens` in a pass, and a step has one for each
    small device, so that the big one makes as many passes.
    """
    if partition not in get_args(Partition) or batch not in get_args(Batch):
        raise ValueError(f"unknown partition or batch: {partition}, {batch}")
    timed = partial(
        times, partition=partition, batch=batch, devices=devices, peak=peak, memory=memory,
        big_memory=big_memory, link=link, latency=latency, layers=layers, width=width,
    )  # fmt: skip
    one, ten, wires = timed(tokens)
    counts = [1, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000]
    ratios = [(each[1] + each[2] * communicate) / each[0] for each in map(timed, counts)]
    return {
        "ratio": (ten + wires * communicate) / one,
        "communication": wires / one,
        "curves": {"ratio": {"x": counts, "y": ratios}},
    }
