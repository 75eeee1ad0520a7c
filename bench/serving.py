"""What a saved file costs while ``kb serve`` is open: CPU seconds until the page is told."""

import os
import subprocess
from pathlib import Path
from threading import Timer

from bench.bases import edit
from bench.children import Failed, Spent, environment, python

EDITS = 3
PATIENCE = 600.0  # seconds
SERVE = python("-m", "kb", "serve", "--port", "0")
TICKS = os.sysconf("SC_CLK_TCK")


def served(folder: Path, tree: Path) -> list[Spent]:
    """Serve a base, save a claim of it some times, and say what the server took for each."""
    with subprocess.Popen(
        SERVE, cwd=folder, env=environment(tree), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        assert server.stdout
        patience = Timer(PATIENCE, server.kill)
        patience.start()
        try:
            for line in server.stdout:
                if line.startswith("http://"):
                    break
            else:
                raise Failed(f"kb serve ended in {folder}")
            found = []
            for number in range(1, EDITS + 1):
                before = seconds_of(server.pid)
                edit(folder, 7, number)
                line = server.stdout.readline()  # said once the site has it
                if "claim-7" not in line:
                    raise Failed(f"kb serve said {line!r}")
                found.append(Spent(seconds_of(server.pid) - before, most_memory(server.pid)))
            return found
        finally:
            patience.cancel()
            server.terminate()


def seconds_of(process: int) -> float:
    """CPU seconds of a running process, those of the programs that it has waited for included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def most_memory(process: int) -> float:
    """The most that a running process has had of memory, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
