"""How many random examples a property is tried on: few with every change, many at night."""

import os

EXAMPLES = int(os.environ.get("KB_EXAMPLES", "300"))
