"""How many words go between memory and a cache while a matrix product is worked out, counted exactly.

The cache is fully associative, its lines hold one word, it throws out what was used
longest ago, and a changed word is written back when it leaves.  A sum is kept in a
register until its inner loop ends, so an element of the result is touched once for each
inner loop.  Hong and Kung 1981 give the least traffic that any order can reach.
"""

from collections import OrderedDict


class Cache:
    """A cache of `capacity` words, which counts the words that it fetches and writes back."""

    def __init__(self, capacity):
        self.capacity, self.held, self.words = capacity, OrderedDict(), 0

    def touch(self, address, changed=False):
        """Read a word, or change it."""
        held = self.held
        if address in held:
            held.move_to_end(address)
            held[address] |= changed
            return
        self.words += 1
        held[address] = changed
        if len(held) > self.capacity:
            self.words += held.popitem(last=False)[1]

    def total(self):
        """Words moved so far, with the changed ones that are still to be written back."""
        return self.words + sum(self.held.values())


def streamed(cache, size, columns, block=0):
    """Each weight meets all columns at once and is done with."""
    inputs, results = size * size, size * (size + columns)
    for row in range(size):
        for inner in range(size):
            cache.touch(row * size + inner)
            for column in range(columns):
                cache.touch(inputs + inner * columns + column)
        for column in range(columns):
            cache.touch(results + row * columns + column, True)


def by_column(cache, size, columns, block=0, own_weights=False):
    """One column after the other; with `own_weights` each has a matrix of its own."""
    inputs = size * size * (columns if own_weights else 1)
    results = inputs + size * columns
    for column in range(columns):
        weights = column * size * size if own_weights else 0
        for row in range(size):
            for inner in range(size):
                cache.touch(weights + row * size + inner)
                cache.touch(inputs + inner * columns + column)
            cache.touch(results + row * columns + column, True)


def by_row(cache, size, columns, block=0):
    """The textbook loop: one element of the result after the other, along each row."""
    tiled(cache, size, columns, 0)


def tiled(cache, size, columns, block):
    """Square tiles of `block`; 0 is one tile for all."""
    inputs, results = size * size, size * (size + columns)
    block = block or max(size, columns)
    for first_row in range(0, size, block):
        rows = range(first_row, min(first_row + block, size))
        for first_column in range(0, columns, block):
            some_columns = range(first_column, min(first_column + block, columns))
            for first_inner in range(0, size, block):
                inners = range(first_inner, min(first_inner + block, size))
                for row in rows:
                    for column in some_columns:
                        for inner in inners:
                            cache.touch(row * size + inner)
                            cache.touch(inputs + inner * columns + column)
                        cache.touch(results + row * columns + column, True)


def own_matrices(cache, size, columns, block=0):
    """One column after the other, each with a matrix of its own."""
    by_column(cache, size, columns, own_weights=True)


ORDERS = {
    "streamed": streamed,
    "by_column": by_column,
    "by_row": by_row,
    "tiled": tiled,
    "own_matrices": own_matrices,
}


def words_moved(order, size, columns, capacity, block=0):
    """Words between memory and cache for Y = A X, with A of size x size and X of size x columns."""
    cache = Cache(capacity)
    ORDERS[order](cache, size, columns, block)
    return cache.total()


def flops(size, columns):
    """Multiplications and additions of the product."""
    return 2 * size * size * columns
