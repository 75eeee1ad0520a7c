"""A landscape with two exact solutions and a ridge between them that noise can cross.

Three parameters t, u, v and four orthonormal features; a target that is noise, truth 0.  Left of
the middle the third and fourth outputs are those of a product, (u v, 0), right of it those of a
plane, (u, v).  The first two vanish at `reach` on either side.  There are two of them because
with one, both the slope and the noise of its gradient vanish on the ridge: no small step crosses.
"""

from typing import NamedTuple

import numpy as np


class Shape(NamedTuple):
    """Where the solutions lie and what is between them."""

    middle: float  # t of the ridge
    reach: float  # distance in t from the ridge to either solution
    ridge: float  # first output on the ridge; the loss there is ridge**2 / 2
    twist: float  # size of the second output relative to the first, at a solution
    dial: float  # half the width in t over which product turns into plane
    plane: bool  # False: the product on both sides


def outputs(theta, shape):
    """The four outputs, shape (4, k), at theta (3, k), and what their slopes need."""
    t, u, v = theta
    q = (t - shape.middle) / shape.reach
    gate = shape.ridge * (q * q - 1) / (q * q + 1)
    gate_slope = shape.ridge * 4 * q / (q * q + 1) ** 2 / shape.reach
    turned = np.clip((t - shape.middle) / (2 * shape.dial) + 0.5, 0, 1) * shape.plane
    share = turned * turned * (3 - 2 * turned)  # of the plane
    share_slope = 3 * turned * (1 - turned) / shape.dial
    mix = v + share * (1 - v)
    found = np.stack([gate, shape.twist * q * gate, u * mix, share * v])
    return found, (q, gate, gate_slope, share, share_slope, mix)


def slope(theta, pull, parts, shape):
    """Gradient (3, k) of a loss whose gradient in the outputs is `pull` (4, k)."""
    _, u, v = theta
    q, gate, gate_slope, share, share_slope, mix = parts
    twisted = shape.twist * (gate / shape.reach + q * gate_slope)
    turning = share_slope * (pull[2] * u * (1 - v) + pull[3] * v)
    return np.stack(
        [
            pull[0] * gate_slope + pull[1] * twisted + turning,
            pull[2] * mix,
            pull[2] * u * (1 - share) + pull[3] * share,
        ]
    )


def draw(rng, size, runs, noise):
    """A data set of `size` rows for each run: four features and the target, (size, 5, runs)."""
    rows = rng.standard_normal((size, 5, runs))
    rows[:, 4] *= noise
    return rows


def moments(rows):
    """Mean products of the features, (4, 4, k), and of features with target, (4, k)."""
    products = np.einsum("nir,njr->ijr", rows, rows, optimize=True) / len(rows)
    return products[:4, :4], products[:4, 4]


class Crossings:
    """Counts passages from one side's shape all the way to the other's, for each run."""

    def __init__(self, t, shape):
        self.shape, self.left, self.count = shape, t < shape.middle, np.zeros(t.size)

    def look(self, t):
        """Note on which side each run is; inside the dial it counts as where it was."""
        beyond = np.abs(t - self.shape.middle) > self.shape.dial
        now = np.where(beyond, t < self.shape.middle, self.left)
        self.count += now != self.left
        self.left = now


def descend(rng, groups, theta, rate, steps, shape, fresh=0.0):
    """Stochastic gradient descent; `groups` are (rows, batch), theta (groups, 3, k).

    Rows are drawn with replacement.  Runs of a group share the order of the rows, not the rows.
    With `fresh`, each row has that much new noise for a target whenever it is drawn.
    Returns the last t, (groups, k), not finite where a run diverged, and each run's crossings.
    """
    runs = theta.shape[-1]
    theta = np.concatenate(list(theta), axis=1)
    orders = [rng.integers(len(rows), size=(steps, batch)) for rows, batch in groups]
    crossings = Crossings(theta[0], shape)
    pull = np.empty((4, theta.shape[1]))
    for step in range(steps):
        found, parts = outputs(theta, shape)
        for g, (rows, batch) in enumerate(groups):
            mine = slice(g * runs, (g + 1) * runs)
            x = rows[orders[g][step]]
            target = fresh * rng.standard_normal((batch, runs)) if fresh else x[:, 4]
            error = np.einsum("bir,ir->br", x[:, :4], found[:, mine]) - target
            pull[:, mine] = np.einsum("bir,br->ir", x[:, :4], error) / batch
        theta = theta - rate * slope(theta, pull, parts, shape)
        if step % 10 == 9:
            crossings.look(theta[0])
    return theta[0].reshape(-1, runs), crossings.count.reshape(-1, runs)


def langevin(rng, known, heat, theta, rate, steps, precision, shape):
    """Langevin dynamics on the mean loss of all rows, at a temperature `heat` (k,) for each run.

    `known` are moments, theta (3, k); the prior is N(0, 1 / precision).  With heat noise**2 / n
    it samples the posterior, up to the size of a step.  Returns the last t and the crossings.
    """
    products, towards = known
    crossings = Crossings(theta[0], shape)
    kick, shrink = np.sqrt(2 * rate * heat), 1 - rate * precision * heat
    for step in range(steps):
        found, parts = outputs(theta, shape)
        pull = np.einsum("ijr,jr->ir", products, found) - towards
        theta = theta * shrink - rate * slope(theta, pull, parts, shape)
        theta = theta + kick * rng.standard_normal(theta.shape)
        if step % 10 == 9:
            crossings.look(theta[0])
    return theta[0], crossings.count


def posterior_share(known, heat, precision, shape, grid=(100, 201)):
    """Posterior probability of t left of the middle, (k,): u by hand, t and v on a grid."""
    wide = 5 / np.sqrt(precision)
    cell = 2 * wide / grid[0]
    first = np.floor((-wide - shape.middle) / cell)  # the middle lies between two cells
    t = shape.middle + (first + np.arange(grid[0] + 1) + 0.5) * cell
    t, v = np.meshgrid(t, np.linspace(-wide, wide, grid[1]))
    theta = np.stack([t.ravel(), np.zeros(t.size), v.ravel()])
    found, (*_, mix) = outputs(theta, shape)
    left = theta[0] < shape.middle
    prior = -precision * (theta[0] ** 2 + theta[2] ** 2) / 2
    shares = []
    for products, towards in zip(np.moveaxis(known[0], -1, 0), known[1].T, strict=True):
        loss = ((products @ found - 2 * towards[:, None]) * found).sum(axis=0) / 2
        lean = mix * (products[2] @ found - towards[2]) / heat  # slope in u at u = 0
        stiff = precision + products[2, 2] * mix**2 / heat
        log = prior - loss / heat + lean**2 / (2 * stiff) - np.log(stiff) / 2
        weight = np.exp(log - log.max())
        shares.append(weight[left].sum() / weight.sum())
    return np.array(shares)
