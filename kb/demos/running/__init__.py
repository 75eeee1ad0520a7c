"""Calls of scripts in confined processes, and which of them need not be made again."""
