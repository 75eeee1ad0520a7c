"""A built site's JSON, judged by the schemas that stand in it: ``python -m tests.helpers.built_data``."""

import json
import sys
from pathlib import Path

import jsonschema

from kb.site.data.json_schema import name_of


def faults_of_site(site: Path) -> list[str]:
    """What is otherwise than the schemas say, file by file."""
    faults = []
    for name, files in (("kb.json", ["kb.json"]), ("claim.json", ["claims/*/claim.json"])):
        schema = json.loads((site / name_of(name)).read_text("utf-8"))
        judge = jsonschema.Draft202012Validator(schema)
        found = [path for pattern in files for path in sorted(site.glob(pattern))]
        if not found:
            faults.append(f"{name}: there is none")
        for path in found:
            told = judge.iter_errors(json.loads(path.read_text("utf-8")))
            where = path.relative_to(site).as_posix()
            faults += [f"{where}: {fault.json_path}: {fault.message[:200]}" for fault in told]
    return faults


def main(arguments: list[str]) -> int:
    """Print each fault; 1 if there is one."""
    found = faults_of_site(Path(arguments[0] if arguments else "site"))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
