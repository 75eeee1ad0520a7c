"""A remembered judgement is what would be said anew, whatever was changed since."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.demos import judged
from kb.demos.evidence import Manner, gather
from kb.demos.judged import as_record, judgement_in
from kb.demos.running import libraries
from kb.demos.running.cache import CALLS
from kb.demos.running.finished import Finished
from kb.demos.running.snapshot import Topics
from kb.memory import Memory
from kb.model import Base
from kb.model.outcomes import Call, ControlVerdict, Judgement, Measurement, Verdict
from kb.reading.read import read
from tests.helpers.examples import EXAMPLES
from tests.helpers.solar_base import CLAIM, LIFE, SCRIPT, files, measured, on_disk

HEARD = LIFE | {"script": "heard.py", "prepare": "hearing.py"}
GIVEN = files({"demonstrations": {"life": LIFE, "again": LIFE, "heard": HEARD}})
MINE = {f"panels-last/{name}" for name in ("life", "again", "heard")}
HELPER = "claims/energy/hearing.py"


class Bench:
    """A base in a folder, whose calls are made here; ``drift`` is added to what they measure."""

    def __init__(self, root: Path) -> None:
        self.given, self.root = dict(GIVEN), root
        self.confined, self.drift, self.repeated, self.many = True, 0.0, True, 0
        on_disk(root, self.given)

    @property
    def base(self) -> Base:
        return read(self.given)

    def measure_all(
        self, calls: Iterable[Call], topics: Topics, modules: object, jobs: int,
        done: Callable[[Call, Finished], None], **_: object,
    ) -> None:  # fmt: skip
        for call in calls:
            self.many += 1
            found = Measurement() if call.function == "prepare" else measured(self.base, call)
            values = {name: value + self.drift for name, value in found.values.items()}
            used, _ = libraries.versions_of(["yaml"], ())
            ran = Finished(
                replace(found, values=values, seconds=1.0), topics.digests_for(call), used,
                confined=self.confined, content=b"x" if call.function == "prepare" else b"",
            )  # fmt: skip
            done(call, ran)

    def gather(self, run: Iterable[str] = (), **manner: bool) -> dict[str, Judgement]:
        return gather(self.base, self.root, Memory(self.root / ".kb"), run, Manner(**manner))

    def gathered_anew(self, **manner: bool) -> dict[str, Judgement]:
        """What is said where the records of calls are remembered, and no judgement is."""
        with TemporaryDirectory() as folder:
            whole = Path(folder) / ".kb"
            shutil.copytree(self.root / ".kb", whole)
            shutil.rmtree(whole / judged.KIND, ignore_errors=True)
            return gather(self.base, self.root, Memory(whole), (), Manner(**manner))

    def taken(self, monkeypatch: pytest.MonkeyPatch, **manner: bool) -> set[str]:
        """Which judgements are taken as they are remembered."""
        found: set[str] = set()

        remembered = judged.remembered_judgement

        def noted(demonstration, *rest):
            told = remembered(demonstration, *rest)
            found.update([demonstration.address] if told else [])
            return told

        with monkeypatch.context() as patched:
            patched.setattr("kb.demos.judged.remembered_judgement", noted)
            self.gather(**manner)
        return found & MINE

    def change(self, path: str, before: str, after: str) -> None:
        text = self.given[path].decode()
        assert before in text
        self.given[path] = text.replace(before, after).encode()
        on_disk(self.root, {path: self.given[path]})

    def records(self) -> list[Path]:
        return sorted((self.root / ".kb" / CALLS).glob("*/*.json"))

    def fill(self) -> None:
        """Measure all, and remember what is said of it."""
        self.gather(self.base.demonstrations)
        self.gather()


@contextmanager
def bench_in(folder: Path) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patched:
        made = Bench(folder)
        patched.setattr("kb.demos.running.runner.measure_all", made.measure_all)
        yield made


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_in(tmp_path) as made:
        made.fill()
        yield made


def add_data(bench: Bench) -> None:
    (bench.root / "claims/energy/new.csv").write_text("1")


def lose_a_record(bench: Bench) -> None:
    if bench.records():
        bench.records()[0].unlink()


def measure_again_otherwise(bench: Bench) -> None:
    bench.drift += 20.0
    bench.gather(MINE, rerun=True)


def touch_records(bench: Bench) -> None:
    for path in bench.records():
        os.utime(path, (1, 1))


def measure_what_is_missing(bench: Bench) -> None:
    bench.gather(MINE)


def swap(path: str, one: str, other: str) -> Callable[[Bench], None]:
    def change(bench: Bench) -> None:
        there = one in bench.given[path].decode()
        bench.change(path, *((one, other) if there else (other, one)))

    return change


CHANGES: dict[str, tuple[Callable[[Bench], None], set[str] | None]] = {  # what is still taken
    "the claim's words": (swap(CLAIM, "for decades", "for a year"), MINE),
    "a bound": (swap(CLAIM, "half_life > 10", "half_life > 21"), set()),
    "a setting": (swap(CLAIM, "'years': '20'", "'years': '9'"), set()),
    "the seeds": (swap(CLAIM, "'seeds': '5'", "'seeds': '2'"), set()),
    "the script": (swap(SCRIPT, "0.001 *", "0.002 *"), {"panels-last/heard"}),
    "what is prepared": (
        swap(HELPER, "0.9, 1.1", "0.8, 1.2"),
        {"panels-last/life", "panels-last/again"},
    ),
    "a file of data": (add_data, set()),
    "measured again, otherwise": (measure_again_otherwise, MINE),  # and judged again at once
    "the times of the records": (touch_records, set()),
    "a record that is gone": (lose_a_record, None),
    "what is missing is measured": (measure_what_is_missing, MINE),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_said_anew(bench: Bench, monkeypatch, change: str) -> None:
    assert bench.taken(monkeypatch) == MINE
    do, still = CHANGES[change]
    do(bench)
    if still is not None:
        assert bench.taken(monkeypatch) == still
    assert repr(bench.gather()) == repr(bench.gathered_anew())


def test_another_value_is_judged_anew(bench: Bench) -> None:
    before = bench.gather()["panels-last/life"]
    measure_again_otherwise(bench)
    found = bench.gather()["panels-last/life"]
    assert found.verdicts[0].measured[0][1][0] == before.verdicts[0].measured[0][1][0] + 20.0


def test_what_another_process_measures_meanwhile_is_not_overlooked(bench: Bench) -> None:
    mine = Memory(bench.root / ".kb")  # as a server has it, that goes on

    def told() -> str:
        return repr(gather(bench.base, bench.root, mine))

    shutil.rmtree(bench.root / ".kb" / judged.KIND)
    told()
    bench.drift = 20.0
    bench.gather(MINE, rerun=True)
    shutil.rmtree(bench.root / ".kb" / judged.KIND)
    assert told() == repr(bench.gathered_anew())
    assert repr(bench.gather()) == repr(bench.gathered_anew())


def test_a_record_that_is_replaced_while_it_is_judged_is_judged_again(bench, monkeypatch) -> None:
    shutil.rmtree(bench.root / ".kb" / judged.KIND)
    real = judged.record_of

    def replaced(call, ledger):
        found = real(call, ledger)
        record = ledger.memory.text(CALLS, found[0])
        result = {
            name: value + 20.0 for name, value in record["result"].items() if name == "half_life"
        }
        Memory(bench.root / ".kb").keep(
            CALLS, found[0], record | {"result": record["result"] | result}
        )
        return found

    with monkeypatch.context() as patched:
        patched.setattr(judged, "record_of", replaced)
        bench.gather()
    assert repr(bench.gather()) == repr(bench.gathered_anew())


@settings(max_examples=EXAMPLES // 20, deadline=None)
@given(st.lists(st.sampled_from(sorted(CHANGES)), max_size=6))
def test_after_any_changes_it_is_what_is_said_anew(names: list[str]) -> None:
    with TemporaryDirectory() as folder, bench_in(Path(folder)) as bench:
        bench.fill()
        for name in names:
            CHANGES[name][0](bench)
            assert repr(bench.gather()) == repr(bench.gathered_anew())


def test_what_was_not_confined_is_not_taken_where_it_must_be(bench: Bench, monkeypatch) -> None:
    assert bench.taken(monkeypatch, require_sandbox=True) == MINE
    bench.confined = False
    measure_again_otherwise(bench)
    assert bench.taken(monkeypatch) == MINE
    assert bench.taken(monkeypatch, require_sandbox=True) == set()
    assert bench.gather(require_sandbox=True)["panels-last/life"].word == "unmeasured"


def test_what_was_run_once_is_run_again(bench: Bench) -> None:
    once = [path for path in bench.records() if b'"repeated":true' not in path.read_bytes()]
    first = set(bench.records()) - {*once}
    assert first
    memory = Memory(bench.root / ".kb")
    for path in first:
        record = memory.text(CALLS, path.stem)
        assert isinstance(record, dict)
        memory.keep(CALLS, path.stem, record | {"repeated": False})
    bench.gather()
    bench.many = 0
    bench.gather(MINE)
    assert bench.many == 2 * 2  # the first calls of two scripts, twice
    bench.many = 0
    bench.gather(MINE)
    assert bench.many == 0


def test_another_library_or_other_code_is_noticed(bench: Bench, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(libraries, "version", lambda name: "0.1")
        assert bench.taken(monkeypatch) == set()
    with monkeypatch.context() as patched:
        patched.setattr(judged, "code_digest", lambda files: "another")
        assert bench.taken(monkeypatch) == set()
        assert bench.taken(monkeypatch) == MINE


def test_a_call_that_two_share_is_judged_alike(bench: Bench) -> None:
    bench.drift = 20.0
    found = bench.gather(["panels-last/life"], rerun=True)
    one, other = (found[f"panels-last/{name}"] for name in ("life", "again"))
    assert one.measured == other.measured
    assert repr(bench.gather()) == repr(bench.gathered_anew())


@pytest.mark.parametrize(
    "damage", [{}, {"key": 1}, {"records": 3}, {"verdicts": [[]]}, {"libraries": 1}]
)
def test_a_damaged_judgement_is_none(bench: Bench, monkeypatch, damage: dict[str, object]) -> None:
    memory, name = Memory(bench.root / ".kb"), judged.name_of("panels-last/life")
    kept = memory.text(judged.KIND, name)
    assert isinstance(kept, dict)
    memory.keep(judged.KIND, name, kept | damage if damage else {})
    assert bench.taken(monkeypatch) == MINE - {"panels-last/life"}
    assert bench.taken(monkeypatch) == MINE


NUMBERS = st.floats(allow_nan=False)
NAMES = st.text(max_size=3)
VERDICTS = st.builds(
    Verdict, NAMES, NAMES, st.lists(st.booleans(), max_size=3).map(tuple), NAMES,
    st.none() | NUMBERS, st.none() | NUMBERS,
    st.lists(st.tuples(NAMES, st.lists(NUMBERS, max_size=3).map(tuple)), max_size=2).map(tuple),
    NAMES, st.booleans(), st.booleans(),
)  # fmt: skip
FIGURES = st.dictionaries(
    NAMES, st.dictionaries(NAMES, st.lists(NUMBERS, max_size=3), max_size=2), max_size=2
)
MEASUREMENTS = st.builds(
    Measurement, st.dictionaries(NAMES, NUMBERS, max_size=3), FIGURES, FIGURES, seconds=NUMBERS
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.builds(
        Judgement, st.just("a-b/c"), NAMES, st.lists(VERDICTS, max_size=2).map(tuple),
        st.lists(st.builds(ControlVerdict, NAMES, NAMES, st.booleans(), VERDICTS, NAMES), max_size=2).map(tuple),
        st.dictionaries(NAMES, st.lists(MEASUREMENTS, max_size=2).map(tuple), max_size=2),
    )
)  # fmt: skip
def test_a_judgement_comes_back_as_it_was(found: Judgement) -> None:
    with TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        memory.keep(judged.KIND, "x", as_record(found))
        record = memory.text(judged.KIND, "x")
    assert isinstance(record, dict)
    back = judgement_in(found.address, record)
    assert repr(back) == repr(found)
    assert back == found
