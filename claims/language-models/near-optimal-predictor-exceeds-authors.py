"""Whether a predictor of documents answers better than the best of their authors.

A document is about one question with the answers yes and no.  Its tokens are the reports of several
authors and then a last one, which is either how it came out or one more report.  The predictor is a
logistic regression of the last token on the others; it is compared with the exact conditional.
"""

import numpy as np


def documents(rng, count, authors, accuracy, outcome_share, shared):
    """Answers (count,), reports (count, authors) and last tokens, all 1 or -1.

    In a share `shared` of the documents every author reports what the first one does, also in a last
    report; the others err independently.
    """
    answer = rng.choice([-1, 1], count)
    right = rng.random((count, authors + 1)) < accuracy
    alike = rng.random(count) < shared
    right[alike] = right[alike, :1]
    reports = np.where(right, answer[:, None], -answer[:, None])
    told = rng.random(count) < outcome_share
    return answer, reports[:, :-1], np.where(told, answer, reports[:, -1])


def trained(reports, last, ridge=1e-3, steps=30):
    """Weights of a logistic regression of `last` on a constant and the reports, by Newton's method."""
    table = np.hstack([np.ones((len(reports), 1)), reports])
    weights = np.zeros(table.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - (last > 0)) / len(table) + ridge * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table / len(table)
        weights -= np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
    return weights


def said(weights, reports):
    """The chance that the predictor gives to a last token of 1."""
    return 1 / (1 + np.exp(-weights[0] - reports @ weights[1:]))


def exact(reports, accuracy, outcome_share):
    """The chance of a last token of 1 by Bayes' rule, for authors that err independently."""
    odds = np.exp(reports.sum(axis=1) * np.log(accuracy / (1 - accuracy)))
    yes = odds / (1 + odds)
    report = accuracy * yes + (1 - accuracy) * (1 - yes)
    return outcome_share * yes + (1 - outcome_share) * report


def measure(
    seed: int,
    authors: int = 9,
    accuracy: float = 0.7,
    outcome_share: float = 1.0,
    shared: float = 0.0,
    trained_on: int = 3000,
    tested: int = 20_000,
) -> dict:
    """How often the predictor's last token is the right answer, on documents it was not trained on.

    `sampled` draws it from the predicted chances, `likeliest` takes the likelier one; `gain` is
    `sampled` less the accuracy of the best author on the same documents, and `likeliest_gain` likewise.
    `miscalibration` is the mean distance of the predicted chance from the exact one (Bayes' rule for
    independent errors, so of use only where `shared` is 0).
    """
    rng = np.random.default_rng(seed)
    shares = np.linspace(0, 1, 6)
    drawn = [scores(rng, share, authors, accuracy, shared, trained_on, tested) for share in shares]
    main = scores(rng, outcome_share, authors, accuracy, shared, trained_on, tested)
    return main | {
        "curves": {
            "sampled": {"x": shares, "y": np.array([each["gain"] for each in drawn])},
            "likeliest": {"x": shares, "y": np.array([each["likeliest_gain"] for each in drawn])},
        }
    }


def scores(rng, outcome_share, authors, accuracy, shared, trained_on, tested):
    """The measures for one share of documents that end with how it came out."""
    _, reports, last = documents(rng, trained_on, authors, accuracy, outcome_share, shared)
    weights = trained(reports, last)
    answer, reports, _ = documents(rng, tested, authors, accuracy, outcome_share, shared)
    chance = said(weights, reports)
    sampled = np.where(answer > 0, chance, 1 - chance).mean()
    likeliest = np.mean((chance > 0.5) == (answer > 0))
    best = (reports == answer[:, None]).mean(axis=0).max()
    far = np.abs(chance - exact(reports, accuracy, outcome_share)).mean()
    return {
        "sampled": float(sampled),
        "likeliest": float(likeliest),
        "best_author": float(best),
        "gain": float(sampled - best),
        "likeliest_gain": float(likeliest - best),
        "miscalibration": float(far),
    }
