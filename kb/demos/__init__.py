"""Demonstrations: scripts that measure, the processes they run in, what is remembered."""
