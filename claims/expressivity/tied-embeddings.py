"""How far models with one matrix for both ends, or two, stay from a known law of token pairs.

The law is a chain whose logits are drawn; models are fitted to the law itself, so what remains
is what they cannot express.  Without a middle part the logits of a tied model are symmetric and
positive semi-definite, so its chain is reversible, and no two tokens can each prefer the other
to themselves.
"""

from typing import Literal, get_args

import numpy as np
from scipy.special import softmax, xlogy

from tying import Model, fitted, log_chances

Kind = Literal["two-spans", "one-span", "aligned"]
Models = Literal["all", "linear"]


def logits(rng, kind, tokens, rank, spread):
    """Logits of the chain, shape (tokens, tokens), scaled to that standard deviation.

    Of a product of two random factors (two-spans), of A M A' with one factor for both sides but a
    random map M between (one-span), or of A A' (aligned).
    """
    factor = rng.standard_normal((tokens, rank))
    other = {
        "two-spans": lambda: rng.standard_normal((tokens, rank)),
        "one-span": lambda: factor @ rng.standard_normal((rank, rank)),
        "aligned": lambda: factor,
    }[kind]()
    table = factor @ other.T
    return spread * table / max(table.std(), 1e-12)


def stationary(chain):
    """The stationary law of a chain with positive entries, shape (tokens,)."""
    tokens = len(chain)
    system = np.vstack([chain.T - np.eye(tokens), np.ones(tokens)])
    return np.linalg.lstsq(system, np.append(np.zeros(tokens), 1), rcond=None)[0].clip(0)


def measure(
    seed: int,
    kind: Kind = "two-spans",
    models: Models = "all",
    tokens: int = 10,
    rank: int = 10,
    size: int = 10,
    hidden: int = 20,
    spread: float = 1.5,
    starts: int = 1,
    iterations: int = 500,
) -> dict:
    """Kullback-Leibler divergence of the law from the best fit found, in nats per token, model by model.

    tied, tied_bias (with an output bias), untied, tied_linear (a linear map in the middle) and
    tied_block (a feed-forward block with `hidden` units).  `rank` is that of the law's logits,
    `size` the number of dimensions of the models; `linear` leaves out all but untied and tied_linear.
    """
    if kind not in get_args(Kind) or models not in get_args(Models):
        raise ValueError(f"unknown kind or models: {kind}, {models}")
    rng = np.random.default_rng(seed)
    chain = softmax(logits(rng, kind, tokens, rank, spread), axis=1)
    weight = stationary(chain)
    joint = weight[:, None] * chain
    entropy = -float((weight[:, None] * xlogy(chain, chain)).sum())
    fits = {
        "untied": Model(tokens, size, False, bias=False),
        "tied_linear": Model(tokens, size, True, "linear", bias=False),
    }
    if models == "all":
        fits |= {
            "tied": Model(tokens, size, True, bias=False),
            "tied_bias": Model(tokens, size, True),
            "tied_block": Model(tokens, size, True, "block", hidden, bias=False),
        }
    excess = {}
    for name, model in fits.items():
        flat = fitted(rng, model, joint, starts, iterations)
        excess[name] = -float((joint * log_chances(flat, model)).sum()) - entropy
    return excess
