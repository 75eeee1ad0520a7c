"""The language of expectations: syntax, value, margin, and what can hold together."""
