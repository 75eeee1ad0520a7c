"""Generated bases, for measuring: the same arguments give the same bytes.

Claims of 60 words with two works each, links of all verbs, most of them within a topic, and a
script for each tenth.
"""

import random
from pathlib import Path

VERBS = [*["supports"] * 5, *["attacks"] * 3, "related", "refines", "presupposes", "contradicts",
         "entails", "exemplifies"]  # fmt: skip
WORDS = (
    "gradient loss network robot policy depth noise sample margin prior evidence risk agent plan "
    "the of a in that with which under over when from without before after only often"
)
NEAR = 50  # claims of one topic, to which three of four links lead
SCRIPT = '''"""What is measured here."""

import numpy as np


def measure(seed: int, strength: float = 1.0, samples: int = {samples}) -> dict:
    """Mean response of ``samples`` draws, in units of the noise."""
    rng = np.random.default_rng(seed)
    return {{"effect": float((strength + rng.normal(size=samples)).mean())}}
'''
DEMONSTRATION = """demonstrations:
  response:
    shows: That the response is there.
    does_not_show: Why it is.
    bears: for
    seeds: 3
    runs:
      main: {}
      still:
        strength: 0.0
        breaks: [responds]
        because: Without strength nothing responds.
    expect:
      responds: 0.5 < effect < 1.5
"""


def write_base(size: int, links: int, root: Path) -> None:
    """A base of asserted claims; the same arguments give the same bytes."""
    chance, words = random.Random(7), WORDS.split()

    def said(count: int) -> str:
        return " ".join(chance.choice(words) for _ in range(count)).capitalize()

    works = max(60, size // 10)
    for number in range(size):
        start = number - number % NEAR
        near = range(start, min(start + NEAR, size))
        chosen: list[int] = []
        while len(chosen) < min(links, size - 1):
            other = chance.choice(near) if chance.random() < 0.75 else chance.randrange(size)
            if other not in (number, *chosen):
                chosen.append(other)
        folder = root / "claims" / f"topic-{number // NEAR}"
        folder.mkdir(parents=True, exist_ok=True)
        if number == start:
            (folder / "index.md").write_text(f"# Topic {number // NEAR}\n\n{said(30)}.\n")
        cited = "".join(f"  - {{cite: work-{work}}}\n" for work in chance.sample(range(works), 2))
        linked = "".join(
            f"  - {chance.choice(VERBS)}: claim-{other}\n    because: {said(16)}.\n"
            for other in chosen
        )
        text = (
            f"title: Claim {number} {said(5).lower()}\nstatement: >\n  {said(60)}.\n"
            f"kind: empirical\nscope: {said(14)}.\nsources:\n{cited}"
            f"held_by:\n  - {{position: holder-{chance.randrange(10)}, stance: asserts}}\n"
            f"links:\n{linked}{DEMONSTRATION if number % 10 == 0 else ''}"
        )
        (folder / f"claim-{number}.yaml").write_text(text)
        if number % 10 == 0:
            (folder / f"claim-{number}.py").write_text(SCRIPT.format(samples=1000 + number))
    literature = root / "literature"
    literature.mkdir()
    entry = (
        "@article{{work-{0}, author={{Writer, A.}}, title={{Work {0}}}, year={{2000}},"
        " doi={{10.1000/{0}}}}}\n"
    )
    (literature / "references.bib").write_text("".join(entry.format(n) for n in range(works)))
    holder = "holder-{0}: {{title: Holder {0}, one: no}}\n"
    (literature / "positions.yaml").write_text("".join(holder.format(n) for n in range(10)))


def edit(root: Path, number: int, times: int) -> None:
    """Put another word at the end of what a claim says: each number of times, another text."""
    (path,) = root.glob(f"claims/*/claim-{number}.yaml")
    text = path.read_text()
    before, mark, after = text.partition("kind: empirical")
    said = before.rstrip().rpartition(" edited")[0] or before.rstrip()
    path.write_text(f"{said} edited{times}\n{mark}{after}")
