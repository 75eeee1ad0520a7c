"""What went wrong in runs: each fault once, with its line, and what is allowed instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import Place, Script
from kb.model.outcomes import Judgement

LINE = re.compile(r"line (\d+) of ([^(),]+\.py)")
TRACE = re.compile(rf"\({LINE.pattern}(?:, called in {LINE.pattern})*\)$")
HINTS = (
    (
        r"\b(?:PermissionError|FileNotFoundError)\b",
        "a script reads its topic's folder only, and writes only to a scratch folder",
    ),
    (
        r"\bModuleNotFoundError\b",
        "a script imports numpy, scipy, autograd, the standard library, and modules beside it",
    ),
    (
        r"Operation not permitted|socket|gaierror|ConnectionError|URLError",
        "a script has no network and starts no other program",
    ),
    (r"did not finish within", "measure less, or give it more time: 'budget:' of at most 600"),
)


@dataclass(frozen=True)
class Told:
    """A fault, and all the runs and seeds in which it came."""

    fault: str
    runs: tuple[str, ...]
    seeds: tuple[int, ...]
    whole: bool  # on every seed of each of these runs

    @property
    def where(self) -> str:
        """The runs and seeds in words."""
        noun = "the run" if len(self.runs) == 1 else "the runs"
        names = ", ".join(f"'{run}'" for run in self.runs)
        if self.whole and len(self.seeds) > 1:
            return f"{noun} {names} failed on every seed"
        return f"{noun} {names} failed on seed {', '.join(map(str, self.seeds))}"

    @property
    def hint(self) -> str:
        """What is allowed, if the fault is a refusal; otherwise nothing."""
        return next((said for pattern, said in HINTS if re.search(pattern, self.fault)), "")

    def place(self, script: str) -> Place:
        """The line of the script, or of a helper beside it, where it went wrong."""
        return next(iter(self.trace(script)), Place(script))

    def trace(self, script: str) -> list[Place]:
        """That line, and those from which it was come to, innermost first."""
        found, folder = TRACE.search(self.fault), script.rpartition("/")[0]
        return [
            Place(f"{folder}/{file}", at=(int(line), 1))
            for line, file in LINE.findall(found[0] if found else "")
        ]


def source(place: Place, scripts: Mapping[str, Script]) -> str:
    """A line as the author wrote it; nothing, if it is not known."""
    lines = scripts[place.file].text.splitlines() if place.file in scripts and place.at else []
    number = place.at[0] if place.at else 0
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def faults_told(judgement: Judgement, seeds: int) -> tuple[Told, ...]:
    """The faults of a demonstration, each once."""
    found: dict[str, dict[str, list[int]]] = {}
    for run, seed, fault in judgement.faults:
        found.setdefault(fault, {}).setdefault(run, []).append(seed)
    return tuple(
        Told(
            fault,
            tuple(runs),
            tuple(dict.fromkeys(seed for failed in runs.values() for seed in failed)),
            all(len(failed) == seeds for failed in runs.values()),
        )
        for fault, runs in found.items()
    )
