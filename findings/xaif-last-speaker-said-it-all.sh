#!/bin/bash
# xaif 0.3.6: whoever is added last is the speaker of every locution.
#
# Guess before the run: two locutions, added with the speakers "Ann Example" and "Bob Example", are
# given back by get_speaker with their own speakers.
# Seen: both have personID 1, and both participants have the id 1. After Bob is added get_speaker
# says that Bob said what Ann said, and what the first speaker of the text said.
# Matters: in a dialogue who holds what is the point. Once written, the file does not tell any more:
# nothing but the order of the lists says who meant which locution.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet xaif==0.3.6 pandas==3.1.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
from xaif import AIF

dialogue = AIF("Panels fade slowly.")
dialogue.add_component("locution", text="They fade fast.", speaker="Ann Example")
ann = dialogue.aif["nodes"][-1]["nodeID"]
before = dialogue.get_speaker(ann)[0]
dialogue.add_component("locution", text="Ten years were measured.", speaker="Bob Example")
said = {node["text"]: dialogue.get_speaker(node["nodeID"])[0] for node in dialogue.aif["nodes"]}
people = [(p["participantID"], p["firstname"]) for p in dialogue.aif["participants"]]
print("before Bob:", before, "after:", said, people)
assert before == "Ann Example", before
assert list(said.values()) == ["Bob Example"] * 3, said
assert people == [(1, "Default"), (1, "Ann"), (1, "Bob")], people
PYTHON
echo "as described"
