#!/bin/bash
# falsify 0.4.0 (PRML): created_at with and without quotes gives two manifests with two hashes.
#
# Guess before the run: `created_at: "2026-01-01T00:00:00Z"` and the same line without quotes are
# one manifest, since the hash is over canonical bytes (as 0.90 and 0.9 are one); or the line
# without quotes is refused.
# Seen: both are accepted, locked and verified, with different hashes. Without quotes it is read as
# a date, and a date is not held against the rule for created_at. YAML 1.2's core, to which the tool
# says it keeps, knows no dates, only texts.
# Matters: a formatter of YAML that drops quotes makes a registered claim TAMPERED, and a reader
# that takes the line for a text does not get the hash that was registered.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet falsify==0.4.0 PyYAML==6.0.4
manifest() {
    cat <<YAML
version: prml/0.1
claim_id: 01900000-0000-7000-8000-000000000001
created_at: $1
metric: accuracy
comparator: ">="
threshold: $2
dataset:
  id: panels
  hash: $(printf 'a%.0s' {1..64})
seed: 42
producer:
  id: kb.example
YAML
}
cd "$folder"
manifest '"2026-01-01T00:00:00Z"' 0.90 > quoted.yaml
manifest '"2026-01-01T00:00:00Z"' 0.9 > shorter.yaml
manifest '2026-01-01T00:00:00Z' 0.90 > bare.yaml
for name in quoted shorter bare; do
    venv/bin/falsify lock "$name.yaml" > "$name.out"
    venv/bin/falsify verify "$name.yaml" --observed 0.95 | grep -q '^PASS'
    venv/bin/falsify hash "$name.yaml" > "$name.hash"
    echo "$name $(cat "$name.hash")"
done
cmp quoted.hash shorter.hash
if cmp --silent quoted.hash bare.hash; then
    echo "the two hashes are one" >&2
    exit 1
fi
echo "as described"
