"""How much the speed of a rocket's exhaust hangs on the gas, at the same mechanics.

An ideal gas of constant heat capacity expands from the chamber to the pressure at the nozzle's end without loss:
v^2 = 2 g/(g-1) R T/M (1 - p^((g-1)/g)), with g the ratio of heat capacities and p the ratio of pressures
(Sutton and Biblarz, chapter on nozzle theory).  The same speed is got by adding up the falls of enthalpy, dh = dP/density.
"""

import numpy as np

GAS = 8.314462618  # joules per mole and kelvin


def exhaust(ratio: float, heat: float, molar: float, pressures: float) -> float:
    """Exhaust speed in metres per second; chamber in kelvin, molar mass in kilograms per mole."""
    rest = 1 - pressures ** ((ratio - 1) / ratio)
    return float(np.sqrt(2 * ratio / (ratio - 1) * GAS * heat / molar * rest))


def added_up(ratio: float, heat: float, molar: float, pressures: float, steps: int) -> float:
    """The same from v^2/2 = integral of dP/density along the isentrope, in the log of the pressure."""
    logs = np.log(pressures) * (np.arange(steps) + 0.5) / steps
    temperature = heat * np.exp(logs * (ratio - 1) / ratio)
    return float(np.sqrt(-2 * np.log(pressures) / steps * np.sum(GAS * temperature / molar)))


def measure(
    seed: int,
    first_ratio: float = 1.2,
    second_ratio: float = 1.4,
    heat: float = 3300.0,
    molar: float = 0.022,
    pressures: float = 0.01,
    lighter: float = 0.5,
    steps: int = 10_000,
) -> dict:
    """Relative change of the exhaust speed from one gas to another, at the same mass flow and masses.

    `by_ratio`: from the first ratio of heat capacities to the second.  `by_molar`: from molar mass `molar` to
    `lighter` times that.  `gap`: relative distance of the formula from the sum.  Nothing is drawn.
    """
    first = exhaust(first_ratio, heat, molar, pressures)
    second = exhaust(second_ratio, heat, molar, pressures)
    light = exhaust(first_ratio, heat, molar * lighter, pressures)
    spread = np.geomspace(0.001, 0.99, 60)
    return {
        "speed": first,
        "by_ratio": second / first - 1,
        "by_molar": light / first - 1,
        "gap": abs(added_up(first_ratio, heat, molar, pressures, steps) / first - 1),
        "curves": {
            "first": {
                "x": spread,
                "y": np.array([exhaust(first_ratio, heat, molar, each) for each in spread]),
            },
            "second": {
                "x": spread,
                "y": np.array([exhaust(second_ratio, heat, molar, each) for each in spread]),
            },
        },
    }
