"""One file a kind of page, named as its template."""
