"""Measurements become drawings, and the table behind each."""
