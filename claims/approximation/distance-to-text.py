"""How far random texts are from the nearest of some stored ones, in letters to be changed.

Edits are changes, insertions and deletions, and the distance is the least number of them
(Levenshtein).  A model with a fixed context sees the last letters of a text only.
"""

from typing import Literal, get_args

import numpy as np

Context = Literal["fixed", "unlimited"]


def edits(one, many):
    """Edit distance of one text (letters,) from each of many of one length (texts, letters)."""
    texts, letters = many.shape
    row = np.tile(np.arange(letters + 1), (texts, 1))
    places = np.arange(letters + 1)
    for count, letter in enumerate(one, start=1):
        change = row[:, :-1] + (many != letter)
        best = np.minimum(row[:, 1:] + 1, change)
        whole = np.hstack([np.full((texts, 1), count), best])
        # an insertion adds one for each place to the right, so the least of (value - place) runs on
        row = np.minimum.accumulate(whole - places, axis=1) + places
    return row[:, -1]


def measure(
    seed: int,
    context: Context = "fixed",
    letters: int = 20,
    longer: int = 80,
    alphabet: int = 50,
    stored: int = 200,
    asked: int = 40,
) -> dict:
    """Mean least distance for texts of `letters` and of `longer` letters, and how many times the first the second is.

    Stored texts have `letters` letters, the length of the context, if it is fixed.
    """
    if context not in get_args(Context):
        raise ValueError(f"unknown context: {context}")
    rng = np.random.default_rng(seed)
    known = rng.integers(alphabet, size=(stored, letters))
    means = []
    for length in (letters, longer):
        texts = rng.integers(alphabet, size=(asked, length))
        seen = texts[:, -letters:] if context == "fixed" else texts
        means.append(float(np.mean([edits(text, known).min() for text in seen])))
    return {
        "distance": means[1],
        "growth": means[1] / max(means[0], 1e-12),
        "share": means[0] / letters,
    }
