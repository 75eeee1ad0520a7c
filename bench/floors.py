"""What no version of kb could do without, as programs of their own that run in a base's folder."""

import json
from pathlib import Path

from bench.children import ROOT, python, spent

LOADER = """
import yaml
from pathlib import Path
for path in Path("claims").glob("*/*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
REMEMBERED = "remembered.json"
REMEMBER = f"""
import hashlib, json, yaml
from pathlib import Path
known = {{}}
for path in Path("claims").glob("*/*.yaml"):
    text = path.read_bytes()
    known[hashlib.sha256(text).hexdigest()] = yaml.load(text, Loader=yaml.CSafeLoader)
Path("{REMEMBERED}").write_text(json.dumps(known, default=str))
"""
RECALL = f"""
import hashlib, json
from pathlib import Path
known, graph = json.loads(Path("{REMEMBERED}").read_bytes()), {{}}
for path in Path("claims").glob("*/*.yaml"):
    claim = known[hashlib.sha256(path.read_bytes()).hexdigest()]
    for link in claim.get("links", ()):
        verb, target = next(iter(link.items()))
        graph.setdefault(path.stem, []).append((verb, target))
        graph.setdefault(target, []).append((verb, path.stem))
print(sum(map(len, graph.values())))
"""
LOADED = """
import json, sys
from kb.cli import main
try:
    main(["verify", "--no-run"])
except SystemExit:
    pass
print()
print(json.dumps([name for name in sys.modules if name.split(".")[0] not in ("kb", "__main__")]))
"""
IMPORT = """
import importlib
for name in {names}:
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""
CAMPS = """
from pathlib import Path
from time import process_time
from kb import pipeline
from kb.cli.base import open_base
from kb.reasoning.semantics.extensions import camps
opened = open_base(Path())
known = pipeline.know(opened.base, opened.root, opened.memory)
claims = {claim.id for claim in known.base.claims}
standing = known.standing
began = process_time()
camps(standing.labels, standing.written, claims, rules=standing.rules)
print(process_time() - began)
"""


def importing(root: Path) -> list[str]:
    """A command that imports what ``kb verify`` has loaded by its end, kb itself left out."""
    said = spent(python("-c", LOADED), root, ROOT).said
    names = json.loads(said.rstrip().rpartition("\n")[2])
    return python("-c", IMPORT.format(names=names))
