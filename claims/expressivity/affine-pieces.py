"""What a small random network does inside one class of inputs, between classes, and at a border.

The class of an input is which hidden units are on there, on meaning a positive sum of inputs.
Inside a class a function is affine if the value half-way between two inputs is the mean
of their values.  At a border where one unit turns on or off, the Jacobian of a ReLU network
changes by (weights behind the unit) x (weights before it), a matrix of rank one.
"""

from typing import Literal, get_args

import numpy as np

Activation = Literal["relu", "tanh", "linear", "jump"]
Maps = Literal["shared", "independent"]
APPLY = {
    "relu": lambda sums: np.maximum(sums, 0),
    "tanh": np.tanh,
    "linear": lambda sums: sums,
    "jump": lambda sums: (sums > 0) * (sums + 1),  # affine pieces that do not meet
}


def network(rng, inputs, width, depth, outputs, offset):
    """Weights (by fan-in) and offsets of `depth` hidden layers, and the output weights."""
    sizes = [inputs, *[width] * depth]
    layers = [
        (rng.standard_normal((into, width)) / np.sqrt(into), offset * rng.standard_normal(width))
        for into in sizes[:-1]
    ]
    return layers, rng.standard_normal((sizes[-1], outputs)) / np.sqrt(sizes[-1])


def values(net, activation, points):
    """Outputs (points, outputs) and classes (points, hidden units) as booleans."""
    layers, out = net
    state, on = points, []
    for weights, shift in layers:
        sums = state @ weights + shift
        on.append(sums > 0)
        state = APPLY[activation](sums)
    return state @ out, np.hstack(on)


def jacobian(net, on):
    """The Jacobian (inputs, outputs) of the affine map that belongs to a class, shape (hidden units,)."""
    layers, out = net
    product, start = np.eye(len(layers[0][0])), 0
    for weights, shift in layers:
        product = product @ weights * on[start : start + len(shift)]
        start += len(shift)
    return product @ out


def bends(net, activation, first, second, scale):
    """How far the value half-way between pairs of inputs is from the mean of their values."""
    ends = (values(net, activation, first)[0] + values(net, activation, second)[0]) / 2
    middle = values(net, activation, (first + second) / 2)[0]
    return np.abs(middle - ends).max(axis=1) / scale


def borders(net, activation, points, rng, length, halvings=60):
    """Inputs just before and just behind the first border on short random walks that meet one."""
    way = rng.standard_normal(points.shape)
    way *= length / np.linalg.norm(way, axis=1, keepdims=True)
    here = values(net, activation, points)[1]
    low, high = np.zeros(len(points)), np.ones(len(points))
    crosses = (values(net, activation, points + way)[1] != here).any(axis=1)
    for _ in range(halvings):
        middle = (low + high) / 2
        left = (values(net, activation, points + middle[:, None] * way)[1] != here).any(axis=1)
        low, high = np.where(left, low, middle), np.where(left, middle, high)
    step = 1e-9 / length  # both sides clear of the border by rounding
    before = points + (low - step)[:, None] * way
    return before[crosses], (points + (high + step)[:, None] * way)[crosses]


def ratios(net, rng, maps, classes):
    """Second over first singular value of the change of Jacobian, for pairs of classes, sorted."""
    found = []
    for one, other in zip(*classes):
        change = jacobian(net, one) - jacobian(net, other)
        if maps == "independent":
            change = rng.standard_normal(change.shape) - rng.standard_normal(change.shape)
        singular = np.linalg.svd(change, compute_uv=False)
        if len(singular) > 1 and singular[0] > 1e-12:
            found.append(singular[1] / singular[0])
    return np.sort(found)


def measure(
    seed: int,
    activation: Activation = "relu",
    maps: Maps = "shared",
    inputs: int = 2,
    width: int = 12,
    depth: int = 2,
    outputs: int = 6,
    offset: float = 0.3,
    reach: float = 6.0,
    points: int = 3_000,
) -> dict:
    """Bends inside and across classes, steps and changes of Jacobian at borders, in a cube of side 2 `reach`.

    Bends and steps are in standard deviations of the outputs.  `independent` draws the map of each class
    anew instead of taking the network's.  A step is over two billionths; only borders
    at which a single unit changes count.
    """
    if activation not in APPLY or maps not in get_args(Maps):
        raise ValueError(f"unknown activation or maps: {activation}, {maps}")
    rng = np.random.default_rng(seed)
    net = network(rng, inputs, width, depth, outputs, offset)
    where = rng.uniform(-reach, reach, (points, inputs))
    out, on = values(net, activation, where)
    scale = max(float(out.std()), 1e-300)
    order = np.lexsort(on.T)
    first, second = order[:-1], order[1:]
    same = (on[first] == on[second]).all(axis=1)
    inside = bends(net, activation, where[first[same]], where[second[same]], scale)
    differ = (on != np.roll(on, 1, axis=0)).any(axis=1)
    across = bends(net, activation, where[differ], np.roll(where, 1, axis=0)[differ], scale)
    before, behind = borders(net, activation, where, rng, 0.1 * reach)
    sides = [values(net, activation, side) for side in (before, behind)]
    single = (sides[0][1] != sides[1][1]).sum(axis=1) == 1
    steps = np.abs(sides[0][0] - sides[1][0]).max(axis=1)[single] / scale
    ratio = ratios(net, rng, maps, [side[1][single] for side in sides])
    line = np.full((201, inputs), 0.1 * reach)
    line[:, 0] = np.linspace(-reach, reach, 201)
    return {
        "classes": len(np.unique(on, axis=0)),
        "bend_inside": float(inside.max(initial=0)),
        "bent_across": float((across > 1e-6).mean()) if len(across) else 0.0,
        "step": float(steps.max(initial=0)),
        "borders": int(single.sum()),
        "ratio": float(ratio.max(initial=0)),
        "curves": {
            "slice": {"x": line[:, 0], "y": values(net, activation, line)[0][:, 0]},
            "ratio": {"x": np.linspace(0, 1, len(ratio)), "y": ratio.clip(1e-18)},
        },
    }
