"""How common lies are in a game of negotiation, by whether messages, dialogues or players are counted.

The counts are those of lies_in_diplomacy.py, from Peskov and others 2020: messages that their
senders marked as meant to deceive, in 12 games among people.
"""

from typing import Literal, get_args

import numpy as np
from lies_in_diplomacy import COUNTS

Lies = Literal["as_counted", "in_few_seats", "ten_times"]


def touched(places, lies):
    """The share of places (seats or dialogues) with at least one lie."""
    return float(np.mean(np.bincount(places, weights=lies) > 0))


def spread(rng, messages, total):
    """So many lies, each any of the messages."""
    return rng.multivariate_hypergeometric(messages, total, method="marginals")


def measure(seed: int, lies: Lies = "as_counted", few: int = 10, shuffles: int = 200) -> dict:
    """Shares of messages, dialogues and seats with a lie, and the same if any message were as likely one.

    `in_few_seats` deals the same number of lies to `few` of the seats, and `ten_times` deals ten
    times as many to all messages.  The last two measures are means over `shuffles` deals of the lies
    to all messages.
    """
    if lies not in get_args(Lies):
        raise ValueError(f"unknown lies: {lies}")
    rng = np.random.default_rng(seed)
    dialogue, seat, messages, told = COUNTS.T
    if lies == "in_few_seats":
        order = rng.permutation(seat.max() + 1)
        held = np.cumsum(np.bincount(seat, weights=messages)[order])
        enough = max(few, int(np.searchsorted(held, told.sum())) + 1)
        told = spread(rng, np.where(np.isin(seat, order[:enough]), messages, 0), told.sum())
    if lies == "ten_times":
        told = spread(rng, messages, 10 * told.sum())
    deals = [spread(rng, messages, told.sum()) for _ in range(shuffles)]
    return {
        "messages": float(told.sum() / messages.sum()),
        "dialogues": touched(dialogue, told),
        "seats": touched(seat, told),
        "dialogues_if_spread": float(np.mean([touched(dialogue, deal) for deal in deals])),
        "seats_if_spread": float(np.mean([touched(seat, deal) for deal in deals])),
    }
