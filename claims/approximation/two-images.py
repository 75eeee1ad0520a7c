"""The dimension of what one setting of weights makes, and of what all settings together make.

A generator x = V tanh(U z + c) turns a latent z of k numbers into data.  For fixed weights its image
in data space has the rank of dx/dz at generic z.  As the weights vary, the map from latents to data
varies in as many directions as d(outputs at many latents)/d(weights) has rank; the distribution of
the data in somewhat fewer, since turning a normal latent leaves it as it is.
"""

import numpy as np


def rank(matrix):
    """Number of singular values above a billionth of the largest, and the least of them over it."""
    values = np.linalg.svd(matrix, compute_uv=False)
    kept = values[values > 1e-9 * values.max(initial=0)]
    return len(kept), float(kept.min(initial=1) / max(kept.max(initial=0), 1e-300))


def slopes(into, shift, out, latents):
    """Jacobians of the outputs by latent (latents, outputs, k) and by weights (latents * outputs, weights)."""
    state = np.tanh(latents @ into + shift)
    gain = 1 - state**2
    by_latent = np.einsum("kn,ln,nd->ldk", into, gain, out)
    by_shift = np.einsum("ln,nd->ldn", gain, out)
    by_into = np.einsum("ldn,lk->ldkn", by_shift, latents)
    eye = np.eye(out.shape[1])
    by_out = np.einsum("ln,de->ldne", state, eye)
    rows = by_shift.shape[0] * by_shift.shape[1]
    parts = [part.reshape(rows, -1) for part in (by_into, by_shift, by_out)]
    return by_latent, np.hstack(parts)


def measure(seed: int, latent: int = 2, width: int = 8, outputs: int = 8, draws: int = 60) -> dict:
    """Rank in data space (the most over latents), rank over weights, and the number of weights.

    `thinnest` is the least singular value over weights that counts, as a share of the largest.
    """
    rng = np.random.default_rng(seed)
    into, shift = rng.standard_normal((latent, width)), rng.standard_normal(width)
    out = rng.standard_normal((width, outputs)) / np.sqrt(width)
    by_latent, by_weight = slopes(into, shift, out, rng.standard_normal((draws, latent)))
    moved, thinnest = rank(by_weight)
    return {
        "data_dimension": max(rank(each)[0] for each in by_latent),
        "weight_dimension": moved,
        "weights": by_weight.shape[1],
        "thinnest": thinnest,
    }
