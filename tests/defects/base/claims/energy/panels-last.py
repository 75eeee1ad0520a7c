"""How long a panel keeps half of its output."""

from typing import Literal

Roof = Literal["flat", "steep"]


def measure(seed: int, years: float = 20.0, loss: float = 0.02, roof: Roof = "flat") -> dict:
    """Half-life in years; without loss there is none, and it is counted as 0."""
    share = min(1.0, loss / 0.02) * (1.1 if roof == "steep" else 1.0)
    return {"half_life": years * (1 + 0.001 * seed) * share}
