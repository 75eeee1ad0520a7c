"""Models that give the next token from one token, with one matrix for both ends or two, and their gradient.

A token's embedding goes through a middle part to the residual stream z, and the logits are
z times the output matrix, which is the embedding itself if the model is tied.  The middle is
nothing, a linear map added to the stream, or a feed-forward block of ReLUs added to it.
A table `counts[i, j]` says how often (or with what weight) token j comes after token i.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax


@dataclass(frozen=True)
class Model:
    """The shape of a model; `middle` is none, linear or block, and only a block has hidden units."""

    tokens: int
    size: int
    tied: bool
    middle: str = "none"
    hidden: int = 0
    bias: bool = True

    def shapes(self):
        """Shapes of embedding, output matrix (unless tied), middle, and output bias (if there is one)."""
        ends = [(self.tokens, self.size)] * (1 if self.tied else 2)
        middle = {
            "none": [],
            "linear": [(self.size, self.size)],
            "block": [
                *[(self.size, self.hidden), (self.hidden,)],
                *[(self.hidden, self.size), (self.size,)],
            ],
        }[self.middle]
        return [*ends, *middle, *([(self.tokens,)] if self.bias else [])]

    def views(self, flat):
        """One vector cut into arrays of those shapes, as (embedding, output, middle, bias)."""
        shapes = self.shapes()
        ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
        parts = [part.reshape(shape) for part, shape in zip(np.split(flat, ends), shapes)]
        bias = parts.pop() if self.bias else None
        embedding = parts.pop(0)
        output = embedding if self.tied else parts.pop(0)
        return embedding, output, parts, bias

    def start(self, rng, norm):
        """A random start: embeddings of about that norm, layers by their fan-in, no biases."""
        parts = []
        for index, shape in enumerate(self.shapes()):
            scale = (
                norm / np.sqrt(self.size) if index < (1 if self.tied else 2) else shape[0] ** -0.5
            )
            parts.append(scale * rng.standard_normal(shape) * (len(shape) == 2))
        return np.concatenate([part.ravel() for part in parts])


def stream(embedding, middle):
    """The residual stream z, shape (tokens, size), and the activations of a block's hidden units."""
    if len(middle) == 1:
        return embedding + embedding @ middle[0], None
    if not middle:
        return embedding, None
    first, shift, second, offset = middle
    active = np.maximum(embedding @ first + shift, 0)
    return embedding + active @ second + offset, active


def log_chances(flat, model):
    """Log probability of each next token after each token, shape (tokens, tokens)."""
    embedding, output, middle, bias = model.views(flat)
    scores = stream(embedding, middle)[0] @ output.T
    return log_softmax(scores if bias is None else scores + bias, axis=1)


def slopes(flat, model, counts):
    """Cross-entropy in nats per counted pair, and its gradient as one vector."""
    embedding, output, middle, bias = model.views(flat)
    z, active = stream(embedding, middle)
    scores = z @ output.T
    logs = log_softmax(scores if bias is None else scores + bias, axis=1)
    total = counts.sum()
    pull = (counts.sum(axis=1)[:, None] * np.exp(logs) - counts) / total
    by_z, by_output = pull @ output, pull.T @ z
    by_embedding, by_middle = by_z, []
    if active is not None:
        by_active = by_z @ middle[2].T * (active > 0)
        by_embedding = by_z + by_active @ middle[0].T
        by_middle = [
            *[embedding.T @ by_active, by_active.sum(axis=0)],
            *[active.T @ by_z, by_z.sum(axis=0)],
        ]
    elif middle:
        by_embedding, by_middle = by_z + by_z @ middle[0].T, [embedding.T @ by_z]
    ends = [by_embedding + by_output] if model.tied else [by_embedding, by_output]
    parts = [*ends, *by_middle, *([pull.sum(axis=0)] if bias is not None else [])]
    return -float((counts * logs).sum() / total), np.concatenate([part.ravel() for part in parts])


def fitted(rng, model, counts, starts, iterations, penalty=0.0):
    """The best of several L-BFGS fits to the counts, with half the penalty times the squared weights."""

    def cost(flat):
        loss, gradient = slopes(flat, model, counts)
        return loss + 0.5 * penalty * flat @ flat, gradient + penalty * flat

    options = {"maxiter": iterations, "maxfun": 2 * iterations, "ftol": 1e-13, "gtol": 1e-8}
    found = [
        minimize(cost, model.start(rng, 1.0), jac=True, method="L-BFGS-B", options=options)
        for _ in range(starts)
    ]
    return min(found, key=lambda each: each.fun).x


def early_stopped(rng, model, counts, valid, rates, steps, every, patience):
    """Weights with the least loss on `valid` along runs of Adam (Kingma and Ba 2015), one a rate.

    All counts are one batch.  The loss on `valid` is looked at in the beginning and after every so
    many steps; a run ends when `patience` looks in a row brought less than 1e-4 nats, or after `steps`.
    Embeddings start with a norm of about 0.55, that of GPT-2 (0.02 times the root of 768).
    Returns the weights, and whether one of the runs was still getting better at its end.
    """
    begun = model.start(rng, 0.55)
    best, lowest, unfinished = begun, slopes(begun, model, valid)[0], False
    for rate in rates:
        flat, slow, square = begun.copy(), np.zeros_like(begun), np.zeros_like(begun)
        here, looks = np.inf, 0
        for step in range(1, steps + 1):
            slope = slopes(flat, model, counts)[1]
            slow += 0.1 * (slope - slow)
            square += 0.001 * (slope**2 - square)
            flat -= rate * slow / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            if step % every:
                continue
            loss = slopes(flat, model, valid)[0]
            here, looks = (loss, 0) if loss < here - 1e-4 else (here, looks + 1)
            if loss < lowest:
                best, lowest = flat.copy(), loss
            if looks == patience:
                break
        unfinished |= looks < patience
    return best, unfinished
