"""A network in two stages: a pair of tokens becomes a code, and a question is answered from the code.

    code    = relu(relu(pair W0 + b0) W1 + b1)          pair: two one-hots
    answers = relu([code, question] W2 + b2) W3 + b3    question: a one-hot
The second stage sees of the pair only its code.  A net is a list of four (weights, biases).
"""

import numpy as np


def fresh(rng, pair, question, width, size, bits):
    """He et al. (2015) for every stage, in single precision; the last ten times smaller."""
    shapes = [(pair, width), (width, size), (size + question, width), (width, bits)]
    scales = [float(np.sqrt(2 / into)) for into, _ in shapes]
    scales[-1] *= 0.1
    return [
        (scale * rng.standard_normal(shape, np.float32), np.zeros(shape[1], np.float32))
        for scale, shape in zip(scales, shapes)
    ]


def encode(net, pairs):
    """Hidden values of the first stage, and the code."""
    hidden = np.maximum(pairs @ net[0][0] + net[0][1], 0)
    return hidden, np.maximum(hidden @ net[1][0] + net[1][1], 0)


def answer(net, codes, questions):
    """What the second stage takes in, its hidden values, and the scores of the answers."""
    taken = np.concatenate([codes, questions], axis=1)
    hidden = np.maximum(taken @ net[2][0] + net[2][1], 0)
    return taken, hidden, hidden @ net[3][0] + net[3][1]


def slopes(net, pairs, questions, wanted):
    """Gradient of the mean logistic loss, summed over answers of +1 and -1; as the net."""
    first, codes = encode(net, pairs)
    taken, second, scores = answer(net, codes, questions)
    back = -wanted / (1 + np.exp(np.clip(wanted * scores, -30, 30))) / max(len(wanted), 1)
    found = [(second.T @ back, back.sum(axis=0))]
    back = (back @ net[3][0].T) * (second > 0)
    found.append((taken.T @ back, back.sum(axis=0)))
    back = (back @ net[2][0].T)[:, : codes.shape[1]] * (codes > 0)
    found.append((first.T @ back, back.sum(axis=0)))
    back = (back @ net[1][0].T) * (first > 0)
    found.append((pairs.T @ back, back.sum(axis=0)))
    return found[::-1]


def train(net, pairs, questions, wanted, steps, rate=1e-2, decay=0.2):
    """Train in place by AdamW (Loshchilov and Hutter 2019) on all rows at once, with a cosine to zero."""
    flat = [part for stage in net for part in stage]
    mean = [np.zeros_like(part) for part in flat]
    square = [np.zeros_like(part) for part in flat]
    for step in range(1, steps + 1):
        pulls = [pull for stage in slopes(net, pairs, questions, wanted) for pull in stage]
        pace = float(rate * (1 + np.cos(np.pi * step / steps)) / 2)
        for part, pull, first, second in zip(flat, pulls, mean, square):
            first += 0.1 * (pull - first)
            second += 0.001 * (pull * pull - second)
            size = np.sqrt(second / (1 - 0.999**step)) + 1e-8
            part -= pace * (first / (1 - 0.9**step) / size + decay * part)
    return net
