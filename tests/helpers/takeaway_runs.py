"""Take-aways run where there is nothing else, and what they print, read back."""

import os
import re
import subprocess
import sys

from kb.reading.read import read
from tests.helpers.solar_base import files

AFTER = """
print("kb" in sys.modules)
if isinstance(space.get("RESULTS"), dict):
    plain = {run: [{k: v for k, v in each.items() if not isinstance(v, dict)} for each in seeds]
             for run, seeds in space["RESULTS"].items()}
    json.dump([space["RUNS"], plain], open("results.json", "w"), default=float)
"""
ALONE = "import json, runpy, sys; space = runpy.run_path(sys.argv[1], run_name='__main__')" + AFTER
CELL_BY_CELL = f"""
import json, sys
space = {{"__name__": "__main__"}}
for cell in json.load(open(sys.argv[1]))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), cell["id"], "exec"), space)
{AFTER}"""


def one_seed(text):
    """The take-away with its first setting changed, as a reader would."""
    return re.sub(r"(SEEDS_*) = range\(\d+\)", r"\1 = [0]", text, count=1)


def said(folder, how, name, text):
    """What the take-away prints in a folder where there is nothing else."""
    (folder / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-c", how, name], cwd=folder, env={**os.environ, "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("\nFalse\n")  # kb was not imported
    return done.stdout


def verdicts_in(printed):
    """Expectations, controls and the last word, read from what was printed."""
    verdicts = dict(
        re.findall(r"^(?!outcome|verdict)(true|false|mixed|faulty) +(\S+)", printed, re.M)
    )
    assert verdicts
    held = {
        name: word for word, name in re.findall(r"^(true|false|mixed|faulty) +(\S+)", printed, re.M)
    }
    broke = {
        (control, name): outcome == "breaks"
        for outcome, control, name in re.findall(
            r"^(breaks|DOES NOT BREAK) +(\S+) +(\S+)", printed, re.M
        )
    }
    assert held
    return held, broke, re.search(r"All in all, on these seeds: (\w+)\.", printed)[1]


def taken(changes="", more=None):
    """The take-away of the base about panels."""
    base = read(files(changes, more))
    assert base.findings == ()
    return base, base.demonstrations["panels-last/life"]
