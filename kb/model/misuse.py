"""What is wrong with a question rather than with the base."""


class Misuse(Exception):
    """What was asked cannot be done; the message says why, and what could be."""
