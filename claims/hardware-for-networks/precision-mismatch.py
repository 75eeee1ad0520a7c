"""Which number format a published peak belongs to, from how many units a processor has and its clock.

A unit does so many multiplications with addition each cycle, which count as two operations.
The numbers are the makers': NVIDIA 2020 and 2022 for the graphics processors (four tensor
cores in each multiprocessor), Lie 2023 for the clock of the wafer, and 850,000 cores of four
multipliers each for the wafer.
"""

from typing import Literal

Processor = Literal["h100", "a100", "wafer"]

# units, multiplications of 16 bits a cycle in each, clock in hertz, rate at 8 bits over that at 16
PROCESSORS = {
    "h100": (132 * 4, 512, 1.83e9, 2),
    "a100": (108 * 4, 256, 1.41e9, 2),
    "wafer": (850_000, 4, 1.1e9, 1),
}


def rate(processor):
    """Dense operations a second at 16 bits."""
    units, products, clock, _ = PROCESSORS[processor]
    return 2 * units * products * clock


def measure(
    seed: int, processor: Processor = "h100", published: float = 512.0, processors: int = 256
) -> dict:
    """The published peak of each processor over its rates, and the total at 16 bits over 16 wafers.

    `published` is the peak of all `processors` in petaflops.  Nothing is drawn at random.
    """
    each = published * 1e15 / processors
    return {
        "over_16_bits": each / rate(processor),
        "over_8_bits": each / (rate(processor) * PROCESSORS[processor][3]),
        "like_for_like": processors * rate(processor) / (16 * rate("wafer")),
    }
