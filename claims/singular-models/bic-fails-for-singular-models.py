"""How the marginal likelihood of a reduced-rank regression grows with log n.

F_n = -log of the marginal likelihood, less n L_n at the truth, is found by
thermodynamic integration over Gibbs samples.  Schwarz (1978) gives it the slope
d/2 in log n; counting only directions that change the product gives
H (M + N - H) / 2 where H is below M and N; Watanabe (2009) gives
lambda log n - (m - 1) log log n, with lambda and m from Aoyagi and Watanabe
(2005).
"""

from typing import Literal, get_args

import numpy as np

from reduced_rank import energies, free_energy, full_energies, learning_coefficient, statistics

Model = Literal["product", "full"]


def measure(
    seed: int,
    model: Model = "product",
    inputs: int = 3,
    outputs: int = 3,
    hidden: int = 2,
    rank: int = 0,
    signal: float = 1.0,
    least_n: float = 300.0,
    most_n: float = 30_000.0,
    sizes: int = 3,
    data_sets: int = 16,
    temperatures: int = 22,
    sweeps: int = 400,
) -> dict:
    """Slope of F_n in log n, and the slopes that three accounts expect.

    `model` is product (y = B A x) or full (y = W x, regular).  The truth has
    `rank` singular values equal to `signal`.  The same standardised noise serves
    every n, so that its part of F_n drops out of the slope; F_n is averaged over
    `data_sets` data sets.
    """
    if model not in get_args(Model):
        raise ValueError(f"unknown model: {model}")
    rng = np.random.default_rng(seed)
    truth = np.zeros((outputs, inputs))
    truth[np.arange(rank), np.arange(rank)] = signal
    ns = np.geomspace(least_n, most_n, sizes)
    noise = rng.standard_normal((data_sets, outputs, inputs))
    cells = [statistics(rng, n, inputs, outputs, truth, z) for n in ns for z in noise]
    beta = np.concatenate([np.geomspace(1e-3 / n, 1, temperatures) for n in ns for _ in noise])
    data = [np.repeat(np.array(part), temperatures, axis=0) for part in zip(*cells)]
    if model == "full":
        energy = full_energies(beta, *data)
        exponent, multiplicity, count = inputs * outputs / 2, 1, inputs * outputs / 2
        parameters = inputs * outputs
    else:
        energy = energies(rng, beta, *data, hidden, sweeps)
        exponent, multiplicity = learning_coefficient(inputs, outputs, hidden, rank)
        widest = min(hidden, inputs, outputs)
        count = widest * (inputs + outputs - widest) / 2
        parameters = hidden * (inputs + outputs)
    chains = (len(cells), temperatures)
    free = [free_energy(b, e) for b, e in zip(beta.reshape(chains), energy.reshape(chains))]
    free = np.array(free).reshape(sizes, data_sets).mean(axis=1)
    theory = exponent * np.log(ns) - (multiplicity - 1) * np.log(np.log(ns))
    shown = {"measured": free, "by_bic": parameters / 2 * np.log(ns), "by_theory": theory}
    shown = {name: y - y[0] for name, y in shown.items()}
    return {
        "slope": float(np.polyfit(np.log(ns), free, 1)[0]),
        "theory_slope": float(np.polyfit(np.log(ns), theory, 1)[0]),
        "bic_slope": parameters / 2,
        "count_slope": count,
        "learning_coefficient": float(exponent),
        "multiplicity": float(multiplicity),
        "free_energy": float(free[-1]),
        "curves": {name: {"x": ns, "y": y} for name, y in shown.items()},
    }
