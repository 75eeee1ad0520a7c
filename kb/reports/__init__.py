"""Findings become text for people and programs: one file a format."""
