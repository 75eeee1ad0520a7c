"""How many tokens must use each weight before a machine computes rather than waits, by published figures."""

from typing import Literal

Machine = Literal["wafer_memory", "wafer_link", "h100_memory", "h100_link"]

# dense peak at 16 bits in operations a second, bandwidth in bytes a second
MACHINES = {
    "wafer_memory": (7.5e15, 20e15),  # Andromeda's 120 petaflops on 16; 20 petabytes a second
    "wafer_link": (7.5e15, 1.2e12 / 8),  # 1.2 terabits a second
    "h100_memory": (989.4e12, 3.35e12),
    "h100_link": (989.4e12, 64e9),  # a link to a host, one way
}


def measure(
    seed: int, machine: Machine = "wafer_link", columns: int = 1, bytes_each: float = 2.0
) -> dict:
    """Tokens at which arithmetic takes as long as the weights, and the share of the peak for `columns`.

    A token does two operations with each weight, which is `bytes_each` bytes long (the ridge of
    Williams, Waterman and Patterson 2009).  Nothing is drawn at random.
    """
    peak, bandwidth = MACHINES[machine]
    tokens = peak / (2 * bandwidth / bytes_each)
    return {"tokens": tokens, "share": min(1.0, columns / tokens)}
