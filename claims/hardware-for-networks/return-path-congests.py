"""How long machines take to hand in gradients and get new weights, by how the network carries them."""

from typing import Literal, get_args

from network import exchange

Scheme = Literal["broadcast", "star", "tree", "binomial", "ring"]
COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def measure(
    seed: int,
    scheme: Scheme = "broadcast",
    machines: int = 64,
    fewer: int = 8,
    message: float = 2e9,
    bandwidth: float = 12.5e9,
    latency: float = 5e-6,
    chunks: int = 256,
    computing: float = 2.0,
) -> dict:
    """Seconds for one exchange among `machines`, and how many times those among `fewer` that is.

    `message` is in bytes (2e9: a thousand million weights of two bytes), `bandwidth` in bytes
    a second for each port, `latency` in seconds for each message.  `efficiency` is the
    share of a step spent computing when that takes `computing` seconds and nothing overlaps.
    """
    if scheme not in get_args(Scheme):
        raise ValueError(f"unknown scheme: {scheme}")

    def seconds(count):
        return float(exchange(scheme, count, message, bandwidth, latency, chunks))

    many = seconds(machines)
    shown = [count for count in COUNTS if count > 1]
    return {
        "seconds": many,
        "growth": many / seconds(fewer),
        "efficiency": computing / (computing + many),
        "curves": {"seconds": {"x": shown, "y": [seconds(count) for count in shown]}},
    }
