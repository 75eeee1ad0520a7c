#!/bin/sh
# scipy 1.17.1 (numpy 2.4.6): parts of it are in sys.modules under names of their own.
#
# Guess before the run: whatever a package imports of itself stands in sys.modules under a name
# that begins with the package's and a dot, so that the names without a dot are the packages that a
# program used; and importlib.metadata.packages_distributions() knows each of those that came from
# an installed distribution.
# Seen: after `import scipy.optimize, scipy.sparse` the names _cyutility, _csparsetools and others
# stand there without a dot.  Their files lie in scipy's folder, they cannot be imported by these
# names in a fresh process, and no distribution claims them.
# Whoever records which libraries a measurement used, by the names without a dot, finds libraries
# that no version can be told of.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet numpy==2.4.6 scipy==1.17.1
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.metadata
import importlib.util
import os
import sys

import numpy

before = set(sys.modules)
import scipy.optimize
import scipy.sparse

home = os.path.dirname(scipy.__file__)
stray = sorted(
    name
    for name in set(sys.modules) - before
    if "." not in name and str(getattr(sys.modules[name], "__file__", "")).startswith(home + os.sep)
    and name != "scipy"
)
known = importlib.metadata.packages_distributions()
findable = [name for name in stray if importlib.machinery.PathFinder.find_spec(name)]
print(len(stray), stray, [name for name in stray if name in known], findable)
assert "_cyutility" in stray and "_csparsetools" in stray, stray
assert not [name for name in stray if name in known] and findable == []
PYTHON
echo "as described"
