"""JSON as the frames read it, which is with a reader of YAML.

A letter beyond the first 65,536 (a mathematical 𝔼, a face) is two escapes in JSON; readers of
YAML take each for a letter of its own: one gives up, another shows the whole head as text.
"""

import json
import re

PAIR = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


def json_in_yaml(value: object) -> str:
    """A value on one line that JSON and YAML read alike."""
    return PAIR.sub(lambda pair: str(json.loads(f'"{pair[0]}"')), json.dumps(value))
