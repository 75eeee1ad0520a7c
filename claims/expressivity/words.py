"""Pairs of neighbouring words in a text that comes with Python: the reference topics of its help.

The text is the module `pydoc_data.topics` of the Python that runs the script, about 50,000 words
of documentation once repeated paragraphs are left out; other versions differ a little.
"""

import re
from collections import Counter
from functools import cache

import numpy as np
from pydoc_data.topics import topics


@cache
def paragraphs():
    """The different paragraphs, each as a tuple of words (runs of letters, in small letters)."""
    blocks = (block for text in topics.values() for block in re.split(r"\n\s*\n", text))
    return sorted({tuple(re.findall("[a-z]+", block.lower())) for block in blocks} - {()})


def pairs(tokens):
    """Neighbouring words that are both among the most frequent `tokens`, and the paragraph of each pair.

    Shapes (pairs, 2) and (pairs,); words are numbered from the most frequent.
    """
    frequent = Counter(word for block in paragraphs() for word in block).most_common(tokens)
    number = {word: index for index, (word, _) in enumerate(frequent)}
    found = [
        (number[word], number[after], index)
        for index, block in enumerate(paragraphs())
        for word, after in zip(block, block[1:])
        if word in number and after in number
    ]
    table = np.array(found, dtype=int).reshape(-1, 3)
    return table[:, :2], table[:, 2]


def siblings(rng, found):
    """For every pair, its second word and the second word of a pair drawn with the same first word.

    Neither of the two comes first, so their joint law is the same both ways, and it is a mixture
    of independent couples: a positive semi-definite table.
    """
    order = np.argsort(found[:, 0], kind="stable")
    first = found[order, 0]
    start, end = np.searchsorted(first, first), np.searchsorted(first, first, side="right")
    drawn = start + (rng.random(len(first)) * (end - start)).astype(int)
    return np.stack([found[order, 1], found[order[drawn], 1]], axis=1)


def table(found, tokens):
    """How often each word comes after each, shape (tokens, tokens)."""
    counts = np.zeros((tokens, tokens))
    np.add.at(counts, (found[:, 0], found[:, 1]), 1)
    return counts
