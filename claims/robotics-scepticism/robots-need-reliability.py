"""Success of a long task when a failed step may be retried, or may break the robot.

A task has `steps` steps; a step succeeds with probability `step_success`.  A failure
destroys the robot with probability `destruction`; one that did not is noticed with
probability `detection` and retried, at most `retries` times.  The closed form is the
product over independent steps; the simulation draws every step.
"""

import numpy as np
from scipy.optimize import brentq


def step_form(success: float, detection: float, retries: int, destruction: float) -> float:
    """Probability that a step is done in the end (a finite geometric series)."""
    done, failed = success, 1 - success
    for _ in range(retries):
        tried = failed * (1 - destruction) * detection
        done, failed = done + tried * success, tried * (1 - success)
    return done


def simulate(
    rng, success: np.ndarray, steps: int, detection: float, retries: int, destruction: float
):
    """Which robots finish, shape (robots,); success is each robot's own, shape (robots,)."""
    robot = np.repeat(np.arange(len(success)), steps)
    alive = np.ones(len(success), bool)
    robot = robot[rng.random(robot.size) >= success[robot]]
    for _ in range(retries):
        again = rng.random(robot.size) < (1 - destruction) * detection
        alive[robot[~again]] = False
        robot = robot[again]
        robot = robot[rng.random(robot.size) >= success[robot]]
    alive[robot] = False
    return alive


def measure(
    seed: int,
    step_success: float = 0.99,
    steps: int = 100,
    detection: float = 1.0,
    retries: int = 3,
    destruction: float = 1.0,
    variety: float = 0.0,
    target: float = 0.95,
    robots: int = 40_000,
) -> dict:
    """Share of robots that finish, the closed form, and the step success that `target` needs.

    variety: correlation between two steps of one robot, from 0 (all robots alike) to
    below 1; each robot then has its own step success, Beta distributed with the same mean.
    """
    rng = np.random.default_rng(seed)
    own = np.full(robots, step_success)
    if variety > 0:
        weight = 1 / variety - 1
        own = rng.beta(weight * step_success, weight * (1 - step_success), robots)
    finished = simulate(rng, own, steps, detection, retries, destruction)

    def form(p: float, n=steps) -> float:
        return step_form(p, detection, retries, destruction) ** n

    needed = brentq(lambda p: form(p) - target, 0.0, 1.0, xtol=1e-12)
    lengths = np.unique(np.geomspace(1, max(steps * 10, 2), 60).astype(int))
    return {
        "success": float(finished.mean()),
        "closed_form": float(form(step_success)),
        "needed": float(needed),
        "curves": {"success": {"x": lengths, "y": form(step_success, lengths)}},
    }
