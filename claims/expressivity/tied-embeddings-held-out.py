"""What one matrix for both ends costs on text that was not trained on, in nats per word.

Two models give the next word of a text from the word before it: embedding, a feed-forward
block, output.  They differ in one thing: the output matrix of the first is its embedding, that
of the second is its own.  Each is trained on some paragraphs, stopped where it does best on
others, at the rate that does best there, and compared on the rest.
"""

from typing import Literal, get_args

import numpy as np

from tying import Model, early_stopped, slopes
from words import pairs, siblings, table

Pairs = Literal["neighbours", "siblings"]
RATES = (0.01, 0.03)


def measure(
    seed: int,
    kind: Pairs = "neighbours",
    tokens: int = 128,
    size: int = 8,
    hidden: int = 32,
    bias: bool = True,
    share: float = 0.6,
    steps: int = 4_000,
    every: int = 20,
    patience: int = 10,
) -> dict:
    """Held-out loss of the tied model minus that of the untied one, and what the untied one gains.

    `share` of the paragraphs are trained on; the rest is halved into those that choose where to
    stop (and one of two rates) and those that both are judged on.  No hidden units: no block.
    `unfinished` counts models of which a run was still getting better after `steps`.
    `siblings` are couples of words that follow the same word, drawn inside each part.
    """
    if kind not in get_args(Pairs):
        raise ValueError(f"unknown kind: {kind}")
    rng = np.random.default_rng(seed)
    found, paragraph = pairs(tokens)
    place = rng.permutation(paragraph.max() + 1)[paragraph] / (paragraph.max() + 1)
    parts = [found[place < share], found[(place >= share) & (place < (1 + share) / 2)]]
    parts.append(found[place >= (1 + share) / 2])
    if kind == "siblings":
        parts = [siblings(rng, part) for part in parts]
    if not all(len(part) for part in parts):
        raise ValueError("a part of the text has no pair of such words: take more tokens")
    trained, valid, held_out = (table(part, tokens) for part in parts)
    losses, unfinished = {}, 0
    for name, tied in (("tied", True), ("untied", False)):
        model = Model(tokens, size, tied, "block" if hidden else "none", hidden, bias)
        best, late = early_stopped(rng, model, trained, valid, RATES, steps, every, patience)
        losses[name] = slopes(best, model, held_out)[0]
        unfinished += late
    shares = (trained.sum(axis=0) + 1) / (trained.sum() + tokens)
    frequencies = -float(held_out.sum(axis=0) @ np.log(shares) / held_out.sum())
    return {
        "cost": losses["tied"] - losses["untied"],
        "gain": frequencies - losses["untied"],
        "unfinished": unfinished,
        "tied_loss": losses["tied"],
        "untied_loss": losses["untied"],
    }
