"""What each frame costs, around the same pages: ``kb build``, then ``python -m bench.frames``.

The pages of ``build/pages`` are copied, so that the site that is there stays as it is.
"""

import re
import resource
import shutil
import tempfile
from pathlib import Path

from kb.model.configuration import FRAMES, Configuration
from kb.site.build import hand_written_files
from kb.site.frame import put_frame
from kb.site.pages.all import titles_of_tabs

OURS = ("script.js", "preview.js", "figures.js")  # on every page, whatever its frame


def seconds() -> float:
    """CPU seconds so far, those of other programs included."""
    spent = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(who)[:2]) for who in spent)


def main(root: Path) -> None:
    titles = titles_of_tabs(hand_written_files(root))
    for frame in FRAMES:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            shutil.copytree(root / "build" / "pages", work / "build" / "pages")
            began = seconds()
            put_frame(work, Configuration(frame=frame), titles)
            whole = seconds() - began
            (work / "build" / "pages" / "index.md").touch()
            began = seconds()
            put_frame(work, Configuration(frame=frame), titles, only_changed=True)
            again = seconds() - began
            told(frame, work / "site", whole, again)


def told(frame: str, site: Path, whole: float, again: float) -> None:
    every = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    claims = [path.stat().st_size for path in site.glob("claims/*/index.html")]
    sheet = (site / "assets" / "together.css").stat().st_size
    asked = re.findall(r'<script src="([^"]+)"', (site / "index.html").read_text("utf-8"))
    script = sum((site / name).stat().st_size for name in asked if Path(name).name not in OURS)
    print(
        f"{frame}: {whole:.1f} CPU s for {len(list(site.rglob('*.html')))} pages, {again:.1f} if"
        f" one changed; claim pages {sum(claims) / len(claims) / 1000:.1f} kB on average, at most"
        f" {max(claims) / 1000:.1f}; sheet {sheet / 1000:.0f} kB; script {script / 1000:.0f} kB;"
        f" site {every / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main(Path())
