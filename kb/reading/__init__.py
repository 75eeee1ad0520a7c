"""Bytes become typed fields, claims, literature and scripts: strict YAML, one schema."""
