"""Othello on a 4x4 board: the rules on bitboards, and every unfinished game.

Discs start on cells 6 and 9 (the first mover's) and 5 and 10, counted row by row.
A side without a move must pass; the game is over when neither side can move.
Unfinished games of 0 to 12 tokens number 1, 4, 12, 44, 128, 424, 1256, 3620, 9104,
19916, 36104, 48380, 29268: 148,261 in all, which stand at 52,511 different boards
(seen by the player to move).
"""

import numpy as np

CELLS = 16
START_MINE, START_THEIRS = 1 << 6 | 1 << 9, 1 << 5 | 1 << 10
SQUARES = tuple(cell for cell in range(CELLS) if cell not in (5, 6, 9, 10))
PASS = len(SQUARES)  # tokens 0 to 11 are the playable squares
TOKENS = PASS + 1


def rays(cell):
    """The lines of at least two cells that leave a cell, as lists of bits."""
    row, column = divmod(cell, 4)
    for down, right in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
        line = []
        r, c = row + down, column + right
        while 0 <= r < 4 and 0 <= c < 4:
            line.append(1 << (4 * r + c))
            r, c = r + down, c + right
        if len(line) > 1:
            yield line


RAYS = {cell: list(rays(cell)) for cell in SQUARES}


def captures(mine, theirs, cell):
    """Bits turned over by the mover's disc on `cell`; zero where the move is not legal."""
    taken = np.zeros_like(mine)
    for line in RAYS[cell]:
        run, open_run = np.zeros_like(mine), np.ones(mine.shape, bool)
        for bit in line:
            taken |= np.where(open_run & (mine & bit > 0), run, 0)
            open_run &= theirs & bit > 0
            run = run | bit
    return np.where((mine | theirs) & (1 << cell) == 0, taken, 0)


def legal_tokens(mine, theirs):
    """Which of the 13 tokens may come next, as booleans (positions, 13); none when the game is over."""
    moves = np.stack([captures(mine, theirs, cell) > 0 for cell in SQUARES], axis=1)
    replies = np.any([captures(theirs, mine, cell) > 0 for cell in SQUARES], axis=0)
    return np.column_stack([moves, ~moves.any(axis=1) & replies])


def enumerate_prefixes(depth):
    """Every unfinished game of 0 to `depth` tokens, one dictionary per length.

    `tokens` (count, length) holds the sequence, `mine` and `theirs` (count,) the board
    as bits from the side of the player to move, `legal` (count, 13) the next tokens.
    """
    mine, theirs = np.array([START_MINE]), np.array([START_THEIRS])
    tokens = np.zeros((1, 0), dtype=np.uint8)
    levels = []
    for length in range(depth + 1):
        legal = legal_tokens(mine, theirs)
        going_on = legal.any(axis=1)
        tokens, mine, theirs, legal = (each[going_on] for each in (tokens, mine, theirs, legal))
        levels.append({"tokens": tokens, "mine": mine, "theirs": theirs, "legal": legal})
        if length == depth:
            break
        grown, owners, others = [], [], []
        for token in range(TOKENS):
            at = np.flatnonzero(legal[:, token])
            if token == PASS:
                taken, placed = 0, 0
            else:
                taken, placed = captures(mine[at], theirs[at], SQUARES[token]), 1 << SQUARES[token]
            grown.append(np.column_stack([tokens[at], np.full(len(at), token, np.uint8)]))
            owners.append(theirs[at] & ~taken)  # the other side moves next
            others.append(mine[at] | taken | placed)
        tokens, mine, theirs = np.concatenate(grown), np.concatenate(owners), np.concatenate(others)
    return levels


def board_labels(mine, theirs):
    """The state of each cell for the player to move: 0 theirs, 1 empty, 2 mine; (positions, 16)."""
    bits = np.arange(CELLS)
    return 1 + (mine[:, None] >> bits & 1) - (theirs[:, None] >> bits & 1)


def one_hot_moves(tokens, length):
    """Sequences padded to `length` and flattened to (positions, length * 13), float32."""
    out = np.zeros((len(tokens), length, TOKENS), np.float32)
    rows, columns = np.indices(tokens.shape)
    out[rows, columns, tokens] = 1
    return out.reshape(len(tokens), -1)
