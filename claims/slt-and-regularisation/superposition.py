"""The toy model of superposition: its loss, its posterior, and the phases in it.

One feature at a time, at one of `grid` strengths mu in (0, 1), is squeezed through fewer numbers
and read out again, x -> relu(W'Wx + b); the loss is the summed squared error, averaged over
features and strengths (Elhage 2022; as a Bayesian model, Chen 2023).  Populations of parameters
are arrays theta (hidden + 1, features, count): the columns of W, and b in the last row.

The posterior is exp(-n loss) under a standard normal prior.  A point is in phase k if descent
from there ends with k features represented and all others switched off.  Whatever the phases
are, d log share_k / dn = <loss> - <loss>_k, with means over the posterior and over its part in k.
"""

import numpy as np

ACCEPTED = 0.65  # the share of proposals accepted at which step sizes aim
DESCENT = 60  # steps of descent that tell a phase


def loss_and_slopes(theta, grid=8):
    """Loss (count,) and gradient, of the shape of theta."""
    w, b = theta[:-1], theta[-1]
    features, count = b.shape
    mu = ((np.arange(grid) + 0.5) / grid).astype(theta.dtype)
    # Read-out j of feature i at strength mu, over mu: shape (grid, j, i, count).
    out = (w[:, :, None] * w[:, None]).sum(axis=0) + (b / mu[:, None, None])[:, :, None]
    np.maximum(out, 0, out=out)
    own = np.arange(features)
    silent = out[:, own, own] <= 0
    out[:, own, own] -= ~silent  # now the error over mu; where silent, 0: it has no slope
    squares = np.einsum("gjin,gjin->gn", out, out) + silent.sum(axis=1)
    weights = np.stack([mu, mu**2]) / (grid * features)
    by_bias, by_product = (weights @ out.reshape(grid, -1)).reshape(2, features, features, count)
    both = 2 * (by_product + by_product.swapaxes(0, 1))
    slopes = [(both * row).sum(axis=1) for row in w] + [2 * by_bias.sum(axis=1)]
    return mu**2 @ squares / (grid * features), np.stack(slopes)


def descend(theta, steps=DESCENT, grid=8):
    """Gradient descent whose step grows while the loss falls; theta and loss (count,)."""
    rate = np.ones(theta.shape[-1], theta.dtype)
    loss, slopes = loss_and_slopes(theta, grid)
    for _ in range(steps):
        trial = theta - rate * slopes
        trial_loss, trial_slopes = loss_and_slopes(trial, grid)
        better = trial_loss <= loss
        theta = np.where(better, trial, theta)
        slopes = np.where(better, trial_slopes, slopes)
        loss = np.where(better, trial_loss, loss)
        rate = np.minimum(rate * np.where(better, 1.1, 0.5), 1000).astype(theta.dtype)
    return theta, loss


def phase(theta, grid=8):
    """The phase of each point (count,); -1 where a feature is neither represented nor off."""
    end, _ = descend(theta, grid=grid)
    represented = (end[:-1] ** 2).sum(axis=0) + end[-1] > 0.5  # read out by half, at strength 1
    off = ~represented & (end[-1] < 0.01)
    return np.where((represented | off).all(axis=0), represented.sum(axis=0), -1)


def langevin(theta, n, moves, step, rng, grid=8):
    """Metropolis-adjusted Langevin moves; theta, its loss, and the share accepted."""
    loss, slopes = loss_and_slopes(theta, grid)
    accepted = 0.0
    for _ in range(moves):
        noise = rng.standard_normal(theta.shape, dtype=theta.dtype)
        trial = theta - step * (n * slopes + theta) + np.sqrt(2 * step, dtype=theta.dtype) * noise
        trial_loss, trial_slopes = loss_and_slopes(trial, grid)
        back = theta - trial + step * (n * trial_slopes + trial)
        gain = n * (loss - trial_loss) + ((theta**2 - trial**2 + noise**2) / 2).sum(axis=(0, 1))
        gain -= (back**2).sum(axis=(0, 1)) / (4 * step)
        take = np.log(rng.random(gain.shape)) < gain
        theta, slopes = np.where(take, trial, theta), np.where(take, trial_slopes, slopes)
        loss = np.where(take, trial_loss, loss)
        accepted += take.mean() / moves
    return theta, loss, accepted


def anneal(rng, features, hidden, sizes, particles, moves=12, ratio=1.25, grid=8):
    """Posterior samples at each of `sizes`, rising: {n: (theta, loss)}, and the least acceptance.

    Sequential Monte Carlo from the prior: weigh, resample, move, with the step tuned at each level.
    """
    theta = rng.standard_normal((hidden + 1, features, particles), dtype=np.float32)
    loss, _ = loss_and_slopes(theta, grid)
    ladder = np.unique([*np.arange(np.log(0.25), np.log(sizes[-1]), np.log(ratio)), *np.log(sizes)])
    reached, tuning, least, found = 0.0, 0.2, 1.0, {}
    for n in np.exp(ladder):
        weight = np.exp(-(n - reached) * (loss - loss.min()))
        places = (rng.random() + np.arange(particles)) / particles * weight.sum()
        theta = theta[..., np.searchsorted(weight.cumsum(), places).clip(max=particles - 1)]
        theta, loss, accepted = langevin(theta, n, moves, tuning / (1 + 0.3 * n), rng, grid)
        reached, tuning, least = n, tuning * np.exp(accepted - ACCEPTED), min(least, accepted)
        for size in sizes:
            if np.isclose(n, size):
                found[size] = theta, loss
    return found, least


def minima(rng, features, hidden, live, count, grid=8, tries=60, steps=300):
    """`count` points of least loss in a phase, and that loss; what is free there is left as drawn."""
    starts = 0.1 * rng.standard_normal((hidden + 1, features, tries)).astype(np.float32)
    starts[:-1, :live] /= np.sqrt((starts[:-1, :live] ** 2).sum(axis=0))
    starts[:-1, live:] = 0
    starts[-1, live:] = -np.abs(rng.standard_normal((features - live, tries)))
    ends, losses = descend(starts, steps, grid)
    good = phase(ends, grid) == live
    if not good.any():
        raise ValueError(f"no minimum with {live} of {features} features was found")
    least = losses[good].min()
    best = np.flatnonzero(good & (losses < least + 1e-4))
    return ends[..., np.resize(best, count)], float(least)


def confined(rng, theta, n, stretches, moves=40, grid=8):
    """Chains that each keep to the phase they start in: mean losses (count,) and the share kept.

    A stretch of moves that ends in another phase is undone, which leaves the posterior within the
    phase invariant.  Each mean is over the second half; a share kept (count,) near 0 says that a
    chain has hardly moved, and its mean is worth nothing.
    """
    home, tuning, losses, kept = phase(theta, grid), 0.25, [], []
    loss, _ = loss_and_slopes(theta, grid)
    for _ in range(stretches):
        trial, trial_loss, accepted = langevin(theta, n, moves, tuning / (1 + 0.3 * n), rng, grid)
        tuning *= np.exp(0.3 * (accepted - ACCEPTED))
        stay = phase(trial, grid) == home
        theta, loss = np.where(stay, trial, theta), np.where(stay, trial_loss, loss)
        losses.append(loss)
        kept.append(stay)
    return np.mean(losses[stretches // 2 :], axis=0), np.mean(kept, axis=0)


def exponent(losses, least, n, kept, enough=0.1):
    """n (<loss> - least) over chains, and its standard error; (None, None) if it is no exponent.

    That is so if the chains kept less than `enough` of their stretches, or found losses below the
    least of their phase: then they have left it, and the difference is no measure of complexity.
    """
    if kept.mean() < enough or losses.mean() < least:
        return None, None
    return float(n * (losses.mean() - least)), float(n * losses.std(ddof=1) / losses.size**0.5)
