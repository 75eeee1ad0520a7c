"""How fast the site is built: our configuration beside stock Material, on the same pages.

Generated claims, one run: kb's own part, then MkDocs with ours and with stock Material (its
navigation of every page, its search of every page).  The stock build can be left out, since it
grows with the square of the base.

    python -m bench.site 1000            # both
    python -m bench.site 5000 --ours     # ours only
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.building import STOCK
from bench.children import python, spent
from kb.model import Base
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.build import hand_written_files
from kb.site.mkdocs import config_for
from kb.site.pages.all import pages, titles_of_tabs
from kb.site.write import write_pages

ROOT = Path(__file__).resolve().parents[1]
WORDS = """
gradient loss network robot policy depth noise sample margin prior evidence risk agent plan memory
attention feature circuit probe symmetry volume minimum basin exponent data budget error bound tail
failure oversight goal proxy shift causality concept code entropy metric curvature rank kernel
"""
NOUNS = WORDS.split()
VERBS = ("needs", "explains", "limits", "predicts", "bounds", "outgrows", "hides", "reveals")
LINKS = ("supports", "supports", "supports", "attacks", "related", "refines", "presupposes",
         "contradicts", "exemplifies")  # fmt: skip


def generated(many: int, topics: int) -> Base:
    """A base of random claims: most links stay within a topic."""
    chance = random.Random(1)
    names = [f"{chance.choice(NOUNS)}-{number}" for number in range(topics)]
    where = {}
    for number in range(many):
        title = f"{chance.choice(NOUNS)} {chance.choice(VERBS)} {chance.choice(NOUNS)}"
        where[f"{title.replace(' ', '-')}-{number}"] = names[int(topics * chance.random() ** 1.6)]
    every = list(where)
    by_topic = {name: [one for one in every if where[one] == name] for name in names}
    files = {f"claims/{name}/index.md": f"# {name}\n\nWords.\n".encode() for name in names}
    for ident, topic in where.items():
        pool = by_topic[topic] if chance.random() < 0.75 else every
        others = [
            one for one in chance.choices(pool, k=chance.choice((0, 1, 1, 2))) if one != ident
        ]
        links = "".join(
            f"  - {{{chance.choice(LINKS)}: {one}, because: {words(chance, 12)}}}\n"
            for one in dict.fromkeys(others)
        )
        files[f"claims/{topic}/{ident}.yaml"] = (
            f"title: {ident.replace('-', ' ')} {words(chance, 4)}\nstatement: {words(chance, 60)}\n"
            f"kind: empirical\nscope: {words(chance, 8)}\nsources: [{{cite: work-one}}]\n"
            f"held_by: [{{position: somebody, stance: asserts}}]\n"
            + (f"links:\n{links}" if links else "")
        ).encode()
    files["literature/references.bib"] = b"@book{work-one, title={One}, author={A}, year={2000}}"
    files["literature/positions.yaml"] = b"somebody: {title: Somebody, one: no}\n"
    return read(files)


def words(chance: random.Random, many: int) -> str:
    return " ".join(chance.choice(NOUNS if n % 2 else VERBS) for n in range(many))


def framed(config: Path, site: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of one build by MkDocs."""
    words = ("-m", "mkdocs", "--quiet", "build", "-f", str(config), "-d", str(site))
    found = spent(python(*words), config.parent)
    return found.seconds, found.megabytes


def weights(site: Path) -> tuple[int, int, float]:
    """Pages, the heaviest claim page in bytes, the whole site in megabytes."""
    claims = [path.stat().st_size for path in site.glob("claims/*/index.html")]
    files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return len(list(site.rglob("*.html"))), max(claims), sum(files) / 1e6


def main(many: int, ours_only: bool) -> None:
    base = generated(many, max(4, many // 50))
    knowledge = derive(base, {})
    assert not base.findings, base.findings[:3]
    docs = hand_written_files(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        began = time.process_time()
        made = pages(knowledge, (), docs, "2026-11-25")
        write_pages(made, work / "build" / "pages")
        own = time.process_time() - began
        room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ours = config_for(work, base.configuration, titles_of_tabs(docs))
        (work / "stock.yml").write_text(STOCK.format(pages="build/pages"))
        print(f"{many} claims; kb's part: {own:.1f} CPU s, {room:.0f} MB")
        seconds, memory = framed(ours, work / "site")
        count, heaviest, size = weights(work / "site")
        told("ours", seconds, memory, count, heaviest, size)
        print(f"ours with kb's part: {count / (own + seconds):.1f} pages a CPU second")
        if not ours_only:
            other, memory = framed(work / "stock.yml", work / "stock")
            told("stock", other, memory, *weights(work / "stock"))
            print(f"MkDocs' part: {other / seconds:.1f} times faster than stock")
            print(f"kb's part included: {other / (own + seconds):.1f} times faster than stock")


def told(name: str, seconds: float, memory: float, count: int, heaviest: int, size: float) -> None:
    print(
        f"{name}: {seconds:.1f} CPU s, {memory:.0f} MB, {count} pages, "
        f"{count / seconds:.1f} pages a CPU second, heaviest claim page {heaviest / 1000:.0f} kB, "
        f"site {size:.0f} MB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000, "--ours" in sys.argv)
