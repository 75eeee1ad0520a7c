"""How much arithmetic a fetched word serves, by the order in which a product is worked out."""

from typing import Literal

from traffic import flops, words_moved

Order = Literal["streamed", "by_column", "by_row", "tiled", "own_matrices"]


def measure(
    seed: int,
    order: Order = "streamed",
    size: int = 64,
    columns: int = 32,
    cache: int = 4096,
    block: int = 0,
    curve: bool = False,
) -> dict:
    """Words moved, operations per word, and the growth of the latter over that of one column.

    The product is Y = A X with A of size x size and X of size x columns; `cache` is in
    words, `block` is the side of a tile.  Nothing is drawn at random.  `closed_form` is
    n^2 + 3 n B for n = size and B = columns: A once, X once, Y fetched and written back.
    """
    words = words_moved(order, size, columns, cache, block)
    single = words_moved(order, size, 1, cache, block)
    intensity = flops(size, columns) / words
    found = {
        "words": words,
        "flops_per_word": intensity,
        "growth": intensity / (flops(size, 1) / single),
        "closed_form": size * size + 3 * size * columns,
    }
    if curve:
        tried = [count for count in (1, 2, 4, 8, 16, 32, 48, 64) if count <= size]
        heights = [
            flops(size, count) / words_moved(order, size, count, cache, block) for count in tried
        ]
        found["curves"] = {"flops_per_word": {"x": tried, "y": heights}}
    return found
