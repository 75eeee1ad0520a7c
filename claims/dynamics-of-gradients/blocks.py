"""A small transformer in numpy, forward and backward, with the normalisation in any of three places.

A block adds an attention branch and then a feed-forward branch to the stream.  `pre`
normalises what a branch reads, `post` the sum after it was added (Xiong et al. 2020),
`none` nothing.  A net is a list of arrays in the order of `shapes`; all are views into one
vector, so that an optimiser sees one array.
"""

from typing import NamedTuple

import numpy as np

PER_BLOCK = 8  # arrays: qkv, out, gain, bias of attention; into, back, gain, bias of the feed-forward branch


class Sizes(NamedTuple):
    """What fixes the shapes of a net."""

    depth: int
    size: int
    hidden: int
    vocabulary: int
    length: int


def shapes(sizes):
    """Embedding and positions; eight arrays a block; last gain and bias; unembedding."""
    d, h = sizes.size, sizes.hidden
    block = [(d, 3 * d), (d, d), (d,), (d,), (d, h), (h, d), (d,), (d,)]
    ends = [(sizes.vocabulary, d), (sizes.length, d)], [(d,), (d,), (d, sizes.vocabulary)]
    return [*ends[0], *block * sizes.depth, *ends[1]]


def views(flat, sizes):
    """A net whose arrays are views into one vector."""
    many = [int(np.prod(shape)) for shape in shapes(sizes)]
    parts = np.split(flat, np.cumsum(many)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes(sizes))]


def fresh(rng, sizes, gain=1.0):
    """Weights as one vector: every map keeps variance, times `gain` for what a branch writes; norms are unit.

    The entries of embedding plus position have variance one.
    """
    d, h = sizes.size, sizes.hidden
    block = [d**-0.5, gain * d**-0.5, None, 0, (2 / d) ** 0.5, gain * h**-0.5, None, 0]
    scales = [0.5**0.5, 0.5**0.5, *block * sizes.depth, None, 0, d**-0.5]
    parts = [
        np.ones(shape) if scale is None else scale * rng.standard_normal(shape)
        for scale, shape in zip(scales, shapes(sizes))
    ]
    return np.concatenate([part.ravel() for part in parts])


def normalised(x, gain, bias, eps):
    """Layer norm of the last axis, and what its backward pass needs."""
    centred = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(-1, keepdims=True) + eps)
    unit = centred / spread
    return unit * gain + bias, (unit, spread, gain)


def normalised_back(slope, kept):
    """Gradients by the input, the gain and the bias."""
    unit, spread, gain = kept
    by_unit = slope * gain
    level = by_unit.mean(-1, keepdims=True)
    along = (by_unit * unit).mean(-1, keepdims=True)
    rows = tuple(range(slope.ndim - 1))
    return (by_unit - level - unit * along) / spread, (slope * unit).sum(rows), slope.sum(rows)


def attention(x, qkv, out, heads, causal):
    """Softmax attention of every place to all before it (or to all); x has shape (rows, places, size)."""
    rows, places, size = x.shape
    split = (x @ qkv).reshape(rows, places, 3, heads, size // heads).transpose(2, 0, 3, 1, 4)
    query, key, value = split
    logits = query @ key.swapaxes(-1, -2) * (size // heads) ** -0.5
    if causal:
        logits = logits + np.triu(np.full((places, places), -1e9), 1)
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    merged = (weights @ value).swapaxes(1, 2).reshape(x.shape)
    return merged @ out, (x, qkv, out, query, key, value, weights, merged)


def attention_back(slope, kept):
    """Gradients by the input, qkv and out."""
    x, qkv, out, query, key, value, weights, merged = kept
    rows, places, size = x.shape
    heads = query.shape[1]
    by_merged = slope @ out.T
    by_mixed = by_merged.reshape(rows, places, heads, -1).swapaxes(1, 2)
    by_weights = by_mixed @ value.swapaxes(-1, -2)
    by_logits = weights * (by_weights - (by_weights * weights).sum(-1, keepdims=True))
    by_logits *= (size // heads) ** -0.5
    split = np.stack(
        [by_logits @ key, by_logits.swapaxes(-1, -2) @ query, weights.swapaxes(-1, -2) @ by_mixed]
    )
    by_split = split.transpose(1, 3, 0, 2, 4).reshape(rows * places, 3 * size)
    flat = x.reshape(-1, size)
    by_out = merged.reshape(-1, size).T @ slope.reshape(-1, size)
    return (by_split @ qkv.T).reshape(x.shape), flat.T @ by_split, by_out


def feed(x, into, back):
    """The feed-forward branch with ReLUs."""
    hidden = np.maximum(x @ into, 0)
    return hidden @ back, (x, into, back, hidden)


def feed_back(slope, kept):
    """Gradients by the input and both matrices."""
    x, into, back, hidden = kept
    by_hidden = (slope @ back.T) * (hidden > 0)
    flat, wide = x.reshape(-1, x.shape[-1]), hidden.reshape(-1, hidden.shape[-1])
    by_into = flat.T @ by_hidden.reshape(wide.shape)
    return by_hidden @ into.T, by_into, wide.T @ slope.reshape(-1, slope.shape[-1])


def sublayer(x, arrays, place, kind, heads, causal, eps):
    """One branch added to the stream: the stream after it, the sum before a norm, and what backward needs."""
    first, second, gain, bias = arrays
    read, of_norm = normalised(x, gain, bias, eps) if place == "pre" else (x, None)
    if kind == 0:
        written, of_branch = attention(read, first, second, heads, causal)
    else:
        written, of_branch = feed(read, first, second)
    total = x + written
    after = total
    if place == "post":
        after, of_norm = normalised(total, gain, bias, eps)
    return after, total, (of_branch, of_norm)


def sublayer_back(slope, place, kind, kept):
    """Gradients by the stream before, and by the four arrays."""
    of_branch, of_norm = kept
    by_gain = by_bias = np.zeros(slope.shape[-1])
    if place == "post":
        slope, by_gain, by_bias = normalised_back(slope, of_norm)
    back = attention_back if kind == 0 else feed_back
    by_read, by_first, by_second = back(slope, of_branch)
    if place == "pre":
        by_read, by_gain, by_bias = normalised_back(by_read, of_norm)
    return slope + by_read, [by_first, by_second, by_gain, by_bias]


def run(net, x, place, heads=4, causal=True, eps=1e-5):
    """The stream before the first block and after each, the sums before a norm, and what backward needs."""
    stream, totals, kept = [x], [], []
    for start in range(2, len(net) - 3, PER_BLOCK):
        for kind in (0, 1):
            arrays = net[start + 4 * kind : start + 4 * kind + 4]
            x, total, parts = sublayer(x, arrays, place, kind, heads, causal, eps)
            totals.append(total)
            kept.append(parts)
        stream.append(x)
    return stream, totals, kept


def run_back(slope, place, kept):
    """Gradients by the stream before the first block and after each, and by the blocks' arrays in order."""
    streams, arrays = [slope], []
    for index in reversed(range(len(kept))):
        slope, found = sublayer_back(slope, place, index % 2, kept[index])
        arrays = found + arrays
        if index % 2 == 0:
            streams.append(slope)
    return streams[::-1], arrays


def embedded(net, tokens):
    """The stream before the first block, shape (rows, places, size)."""
    return net[0][tokens] + net[1][: tokens.shape[1]]


def loss_slopes(net, tokens, place, heads=4, causal=True, eps=1e-5, skip=2):
    """Mean loss of the next token in nats, gradients by the stream, and by all arrays of the net.

    The first `skip` tokens are given and not counted.  Only `pre` has a last norm before the unembedding.
    """
    seen, wanted = tokens[:, :-1], tokens[:, 1:]
    stream, _, kept = run(net, embedded(net, seen), place, heads, causal, eps)
    gain, bias, unembed = net[-3:]
    last, of_last = (
        normalised(stream[-1], gain, bias, eps) if place == "pre" else (stream[-1], None)
    )
    logits = last @ unembed
    logits -= logits.max(-1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(-1, keepdims=True)
    counted = np.arange(seen.shape[1]) >= skip - 1
    picked = np.take_along_axis(chances, wanted[..., None], -1)[..., 0]
    many = counted.sum() * len(tokens)
    loss = -(np.log(np.maximum(picked, 1e-300)) * counted).sum() / many
    np.put_along_axis(chances, wanted[..., None], picked[..., None] - 1, -1)
    by_logits = chances * counted[:, None] / many
    flat = last.reshape(-1, last.shape[-1])
    by_unembed = flat.T @ by_logits.reshape(len(flat), -1)
    slope, by_gain, by_bias = by_logits @ unembed.T, np.zeros_like(gain), np.zeros_like(bias)
    if place == "pre":
        slope, by_gain, by_bias = normalised_back(slope, of_last)
    streams, arrays = run_back(slope, place, kept)
    by_embedding = np.zeros_like(net[0])
    np.add.at(by_embedding, seen, streams[0])
    by_position = np.zeros_like(net[1])
    by_position[: seen.shape[1]] = streams[0].sum(0)
    return float(loss), streams, [by_embedding, by_position, *arrays, by_gain, by_bias, by_unembed]
