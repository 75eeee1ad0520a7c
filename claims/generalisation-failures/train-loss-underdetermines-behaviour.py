"""How far solutions of one training set, equally good on it, part ways elsewhere.

`model: net` trains many small ReLU networks on the same rows, in which two cues
both give the label away; they differ in their random start only.  Each is then
shown rows in which the cues disagree, and the share it decides by cue A is counted.
`model: linear` is the case that can be computed: gradient descent for least
squares never moves a start w0 in the directions X does not span, so it ends in
w0 + pinv(X)(y - X w0).
"""

from typing import Literal, get_args

import numpy as np

Model = Literal["net", "linear"]


def two_cues(rng, rows, scale, agree):
    """Labels and cue values; cue B has the label's sign where `agree` is 1, the opposite where -1.

    Returns inputs (rows, 2) and labels (rows,) in {-1, 1}; magnitudes are uniform on [0.5, 1.5].
    """
    labels = rng.choice([-1.0, 1.0], rows)
    sizes = rng.uniform(0.5, 1.5, (rows, 2))
    return labels[:, None] * sizes * np.stack([np.ones(rows), scale * agree], axis=1), labels


def scores(weights, inputs):
    """Outputs of every network on every row, shape (networks, rows), and the hidden layer."""
    into, shift, out, offset = weights
    hidden = np.maximum(np.einsum("rd,sdh->srh", inputs, into) + shift[:, None], 0)
    return np.einsum("srh,sh->sr", hidden, out) + offset[:, None], hidden


def log_loss(margins):
    """Mean logistic loss of each network in nats; margins have shape (networks, rows)."""
    return np.logaddexp(0, -margins).mean(axis=1)


def train(rng, inputs, labels, starts, width, steps, rate):
    """`starts` networks trained side by side by full-batch Adam (Kingma and Ba 2015) on the logistic loss."""
    weights = [
        rng.standard_normal((starts, inputs.shape[1], width)) * np.sqrt(2 / inputs.shape[1]),
        np.zeros((starts, width)),
        rng.standard_normal((starts, width)) * np.sqrt(2 / width),
        np.zeros(starts),
    ]
    slow = [np.zeros_like(part) for part in weights]
    square = [np.zeros_like(part) for part in weights]
    for step in range(1, steps + 1):
        output, hidden = scores(weights, inputs)
        pull = -labels / (1 + np.exp(np.clip(labels * output, -500, 500))) / len(labels)
        behind = pull[:, :, None] * weights[2][:, None] * (hidden > 0)
        slopes = [
            np.einsum("rd,srh->sdh", inputs, behind),
            behind.sum(1),
            np.einsum("srh,sr->sh", hidden, pull),
            pull.sum(1),
        ]
        for part, slope, mean, var in zip(weights, slopes, slow, square):
            mean += 0.1 * (slope - mean)
            var += 0.001 * (slope**2 - var)
            part -= rate * mean / (1 - 0.9**step) / (np.sqrt(var / (1 - 0.999**step)) + 1e-8)
    return weights


def networks(rng, rows, scale, flip, starts, width, steps, rate):
    """Fit and conflict behaviour of networks that differ in their start only."""
    agree = np.where(rng.random(rows) < flip, -1.0, 1.0)
    inputs, labels = two_cues(rng, rows, scale, agree)
    fresh, fresh_labels = two_cues(rng, 2000, scale, np.ones(2000))
    clash, cue_a = two_cues(rng, 2000, scale, -np.ones(2000))
    weights = train(rng, inputs, labels, starts, width, steps, rate)
    follow = (scores(weights, clash)[0] * cue_a > 0).mean(axis=1)
    return {
        "worst_training_loss": float(log_loss(scores(weights, inputs)[0] * labels).max()),
        "worst_accuracy": float((scores(weights, fresh)[0] * fresh_labels > 0).mean(axis=1).min()),
        "mean_follow": float(follow.mean()),
        "spread": float(follow.std(ddof=1)),
        "range": float(follow.max() - follow.min()),
        "curves": {"follow": {"x": np.linspace(0, 1, starts), "y": np.sort(follow)}},
    }


def interpolators(rng, rows, dimensions, spanned, starts):
    """Training loss and disagreement of the limits of gradient descent from different starts."""
    basis = np.linalg.qr(rng.standard_normal((dimensions, dimensions)))[0][:, :spanned]
    inputs = rng.standard_normal((rows, spanned)) @ basis.T
    truth = rng.standard_normal(dimensions)
    begun = rng.standard_normal((starts, dimensions))
    moved = np.linalg.lstsq(inputs, inputs @ (truth - begun).T, rcond=1e-10)[0].T
    ended = begun + moved
    return {
        "worst_training_loss": float((((ended - truth) @ inputs.T) ** 2).mean(axis=1).max()),
        "disagreement": float(2 * ended.var(axis=0, ddof=1).sum()),
        "shifted_risk": float(((ended - truth) ** 2).sum(axis=1).mean()),
    }


def measure(
    seed: int,
    model: Model = "net",
    rows: int = 400,
    scale: float = 1.0,
    flip: float = 0.0,
    starts: int = 24,
    width: int = 4,
    steps: int = 1500,
    rate: float = 0.1,
    dimensions: int = 10,
    spanned: int = 5,
) -> dict:
    """Worst training loss over the starts, and how much the solutions differ off the training set.

    Nets: `follow` is the share of 2000 conflict rows on which a network sides with
    cue A; `flip` is the share of training rows whose cue B is reversed, `scale` its
    size against cue A.  Linear: inputs lie in `spanned` of `dimensions` directions;
    disagreement is the mean squared difference of two solutions on inputs with unit
    variance in every direction, 2 (dimensions - spanned) in expectation.
    """
    if model not in get_args(Model):
        raise ValueError(f"unknown model: {model}")
    rng = np.random.default_rng(seed)
    if model == "linear":
        return interpolators(rng, rows, dimensions, spanned, starts)
    return networks(rng, rows, scale, flip, starts, width, steps, rate)
