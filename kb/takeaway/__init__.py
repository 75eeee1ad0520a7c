"""A demonstration becomes a script and a notebook that run without kb."""
