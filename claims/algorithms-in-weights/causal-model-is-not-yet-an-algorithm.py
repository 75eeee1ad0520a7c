"""Whether a state that a network forms and uses has been worked out, or looked up.

Each pair of tokens has a state, and the answers to a question depend on the pair through its state
alone.  The states are dealt out to the pairs at random, so that nothing but a table of pairs can hold
them; or they follow from the first token.  A network in two stages is trained on some pairs with
some questions.  Then the state in its code is edited: what sets the codes of another state apart
from those of its own, on average, is added to the code.
"""

from typing import Literal, get_args

import numpy as np
from relay import answer, encode, fresh, train

Rule = Literal["random", "first", "stateless"]


def world(rng, rule, tokens, states, questions, bits):
    """States of all pairs (tokens^2,), answers by state and of pairs (..., questions, bits), +1 or -1.

    `stateless`: the answers to each question are drawn for every pair by itself.
    """
    state = rng.permutation(np.arange(tokens**2) % states)
    if rule == "first":
        state = np.arange(tokens**2) // tokens % states
    by_state = rng.choice([-1.0, 1.0], (states, questions, bits))
    if rule == "stateless":
        return state, by_state, rng.choice([-1.0, 1.0], (tokens**2, questions, bits))
    return state, by_state, by_state[state]


def edits(rng, codes, state, group):
    """For each row another state, and the mean code of that state's group less that of its own group.

    `group` says which rows' codes are averaged for a state; with the true states it is the edit, with
    shuffled ones a control.  States that no row has are not chosen.
    """
    present = np.unique(state)
    means = np.zeros((state.max() + 1, codes.shape[1]))
    for each in present:
        means[each] = codes[group == each].mean(axis=0)
    at = np.searchsorted(present, state)
    step = rng.integers(1, max(len(present), 2), len(state))
    goal = present[(at + step) % len(present)]
    return goal, means[goal] - means[state]


def measure(
    seed: int,
    rule: Rule = "random",
    tokens: int = 12,
    states: int = 6,
    questions: int = 12,
    bits: int = 4,
    seen: float = 0.8,
    asked: float = 0.7,
    width: int = 64,
    size: int = 24,
    steps: int = 400,
) -> dict:
    """Shares of questions answered rightly in every bit, and what edits of the code do to the answers.

    `fit` is on the rows trained on, `new_questions` on pairs trained on with questions that
    were not asked of them, `new_pairs` on pairs never seen.  `edited` is the share of such new questions, among
    those to which the two states' answers differ, that are answered as the other state's would be;
    `edited_shuffled` the same for edits of that length whose states were shuffled.  `lifted` is `new_pairs`
    less what the answers of a known pair, taken at random, would get right.
    """
    if rule not in get_args(Rule):
        raise ValueError(f"unknown rule: {rule}")
    rng = np.random.default_rng(seed)
    state, by_state, truth = world(rng, rule, tokens, states, questions, bits)
    left, right = np.divmod(np.arange(tokens**2), tokens)
    pairs = np.concatenate([np.eye(tokens)[left], np.eye(tokens)[right]], axis=1, dtype=np.float32)
    known = rng.permutation(tokens**2) < round(seen * tokens**2)
    heard = known[:, None] & (rng.random((tokens**2, questions)) < asked)
    at, about = np.nonzero(heard)
    each = np.eye(questions, dtype=np.float32)
    net = fresh(rng, 2 * tokens, questions, width, size, bits)
    train(net, pairs[at], each[about], truth[at, about].astype(np.float32), steps)

    def asked_of(codes, wanted):
        """Which questions are answered as `wanted` (rows, questions, bits), in every bit."""
        rows = np.repeat(codes, questions, axis=0)
        scores = answer(net, rows, np.tile(each, (len(codes), 1)))[2]
        return ((scores > 0).reshape(wanted.shape) == (wanted > 0)).all(axis=2)

    def over(values, where):
        return float(values[where].mean()) if where.any() else 0.0

    codes = encode(net, pairs)[1]
    given = asked_of(codes, truth)
    own, fresh_ones = codes[known], ~heard[known]
    goal, move = edits(rng, own, state[known], state[known])
    _, other = edits(rng, own, state[known], rng.permutation(state[known]))
    length = np.linalg.norm(move, axis=1, keepdims=True)
    other *= length / np.maximum(np.linalg.norm(other, axis=1, keepdims=True), 1e-12)
    wanted = by_state[goal]
    differ = fresh_ones & (wanted != by_state[state[known]]).any(axis=2)
    new = np.broadcast_to(~known[:, None], given.shape)
    guess = (truth[~known][:, None] == truth[known]).all(axis=3).mean(axis=1)
    return {
        "fit": over(given, heard),
        "new_questions": over(given, known[:, None] & ~heard),
        "new_pairs": over(given, new),
        "lifted": over(given, new) - over(guess, np.ones(guess.shape, bool)),
        "edited": over(asked_of(own + move, wanted), differ),
        "edited_shuffled": over(asked_of(own + other, wanted), differ),
    }
