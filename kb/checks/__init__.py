"""Checks: questions about frozen knowledge, answered with findings.

A check is one function; its docstring is its manual page, the text of ``kb explain``,
and its test, since both snippets are executed.
"""
