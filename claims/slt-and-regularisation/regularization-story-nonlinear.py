"""When test loss falls in a two-layer ReLU network trained with weight decay.

The network starts large, fits its few examples at once and for the wrong
reason; the target is a single ReLU unit.  If the regulariser does the rest, the
time at which the test loss falls scales as 1/decay, and without decay it never
falls.  Nothing makes this so by construction: the network is not linear in its
parameters and the target is not where the data leave it.
"""

import numpy as np


def measure(
    seed: int,
    decay: float = 0.01,
    start: float = 2.0,
    samples: int = 60,
    inputs: int = 10,
    width: int = 60,
    rate: float = 0.02,
    horizon: float = 1000.0,
    share: float = 0.05,
) -> dict:
    """Times (steps times `rate`) at which training and test loss fall.

    Full-batch gradient descent on half the mean squared error plus decay / 2
    times the squared norm.  A loss has fallen when it is below `share` of the
    target's variance; times are capped at `horizon`.  Training stops once the
    test loss has fallen.  `final_test` is the last test loss over that variance.
    """
    rng = np.random.default_rng(seed)
    x, fresh = rng.standard_normal((samples, inputs)), rng.standard_normal((1000, inputs))
    y, fresh_y = np.maximum(x[:, 0], 0), np.maximum(fresh[:, 0], 0)
    into = start * rng.standard_normal((width, inputs)) / np.sqrt(inputs)
    out = start * rng.standard_normal(width) / np.sqrt(width)
    variance = 0.5 - 1 / (2 * np.pi)  # of a ReLU of a standard normal
    look = max(1, int(round(1.0 / rate)))
    times, train, test = [], [], []
    for step in range(int(horizon / rate) + 1):
        hidden = np.maximum(x @ into.T, 0)
        miss = hidden @ out - y
        if step % look == 0:
            times.append(max(step * rate, 0.5))
            train.append(np.mean(miss**2) / variance)
            test.append(np.mean((np.maximum(fresh @ into.T, 0) @ out - fresh_y) ** 2) / variance)
            if test[-1] < share:
                break
        into_slope = ((miss[:, None] * out) * (hidden > 0)).T @ x / samples
        out -= rate * (hidden.T @ miss / samples + decay * out)
        into -= rate * (into_slope + decay * into)
    fitted = np.array(train) < share
    thin = np.unique(np.geomspace(1, len(times), 150).astype(int)) - 1
    return {
        "train_time": float(times[np.argmax(fitted)]) if fitted.any() else horizon,
        "test_time": float(times[-1]) if test[-1] < share else horizon,
        "final_train": float(train[-1]),
        "final_test": float(test[-1]),
        "curves": {
            "train": {"x": np.array(times)[thin], "y": np.array(train)[thin]},
            "test": {"x": np.array(times)[thin], "y": np.array(test)[thin]},
        },
    }
