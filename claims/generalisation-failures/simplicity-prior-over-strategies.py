"""Which of two cues of unequal simplicity small networks follow, when both give the label away.

Cue A is one coordinate whose sign is the label, which a straight line reads.  Cue B is two coordinates whose
signs have the label as their product, which no straight line reads.  Networks are trained where
the cues agree and asked where they do not.
"""

from typing import Literal, get_args

import numpy as np

Form = Literal["line", "product"]


def cue(rng, labels, form):
    """Coordinates that give `labels` (rows,) away, shape (rows, 1 or 2); sizes are uniform on [0.5, 1.5]."""
    sizes = rng.uniform(0.5, 1.5, (len(labels), 1 if form == "line" else 2))
    if form == "line":
        return labels[:, None] * sizes
    first = rng.choice([-1.0, 1.0], len(labels))
    return np.stack([first, first * labels], axis=1) * sizes


def rows_of(rng, rows, form, scale, agree):
    """Inputs with cue A in the given form and cue B, a product, times `scale`; and the label by cue A.

    Where `agree` is -1 cue B says the opposite of cue A.
    """
    labels = rng.choice([-1.0, 1.0], rows)
    first, second = cue(rng, labels, form), cue(rng, labels * agree, "product")
    return np.hstack([first, scale * second]).astype(np.float32), labels.astype(np.float32)


def scores(weights, inputs):
    """Outputs of all networks, shape (networks, rows), and their hidden layers."""
    into, shift, out, offset = weights
    hidden = np.maximum(inputs @ into + shift, 0)
    return (hidden @ out)[..., 0] + offset, hidden


def trained(rng, inputs, labels, starts, width, steps, rate):
    """`starts` networks trained side by side by full-batch Adam (Kingma and Ba 2015) on the logistic loss."""
    wide = inputs.shape[1]
    weights = [
        rng.standard_normal((starts, wide, width)) * np.sqrt(2 / wide),
        np.zeros((starts, 1, width)),
        rng.standard_normal((starts, width, 1)) * np.sqrt(2 / width),
        np.zeros((starts, 1)),
    ]
    weights = [part.astype(np.float32) for part in weights]
    slow = [np.zeros_like(part) for part in weights]
    square = [np.zeros_like(part) for part in weights]
    for step in range(1, steps + 1):
        output, hidden = scores(weights, inputs)
        pull = -labels / (1 + np.exp(np.clip(labels * output, -80, 80))) / len(labels)
        behind = pull[..., None] * weights[2].swapaxes(1, 2) * (hidden > 0)
        slopes = [
            inputs.T @ behind,
            behind.sum(1, keepdims=True),
            hidden.swapaxes(1, 2) @ pull[..., None],
            pull.sum(1, keepdims=True),
        ]
        for part, slope, mean, var in zip(weights, slopes, slow, square):
            mean += 0.1 * (slope - mean)
            var += 0.001 * (slope**2 - var)
            part -= rate * mean / (1 - 0.9**step) / (np.sqrt(var / (1 - 0.999**step)) + 1e-8)
    return weights


def measure(
    seed: int,
    form: Form = "line",
    scale: float = 5.0,
    flip: float = 0.0,
    rows: int = 300,
    starts: int = 8,
    width: int = 16,
    steps: int = 1200,
    rate: float = 0.03,
    asked: int = 1000,
) -> dict:
    """Share of conflicting rows on which networks side with cue A: mean and spread over their starts.

    `form` is that of cue A: line (simpler than cue B) or product (as simple); `scale` is the size of
    cue B against cue A, `flip` the share of training rows in which cue A is wrong.  Also the worst
    logistic training loss in nats and the worst accuracy on fresh rows where the cues agree.
    """
    if form not in get_args(Form):
        raise ValueError(f"unknown form: {form}")
    rng = np.random.default_rng(seed)
    inputs, labels = rows_of(rng, rows, form, scale, 1)
    if flip:
        wrong = rng.random(rows) < flip
        other, other_first = rows_of(rng, rows, form, scale, -1)
        inputs = np.where(wrong[:, None], other, inputs)
        labels = np.where(wrong, -other_first, labels)
    fresh, fresh_labels = rows_of(rng, asked, form, scale, 1)
    clash, clash_first = rows_of(rng, asked, form, scale, -1)
    weights = trained(rng, inputs, labels, starts, width, steps, rate)
    follow = (scores(weights, clash)[0] * clash_first > 0).mean(1)
    losses = np.logaddexp(0, -scores(weights, inputs)[0] * labels).mean(1)
    right = (scores(weights, fresh)[0] * fresh_labels > 0).mean(1)
    return {
        "follow": float(follow.mean()),
        "spread": float(follow.std(ddof=1)),
        "worst_training_loss": float(losses.max()),
        "worst_accuracy": float(right.min()),
        "curves": {"follow": {"x": np.linspace(0, 1, starts), "y": np.sort(follow)}},
    }
