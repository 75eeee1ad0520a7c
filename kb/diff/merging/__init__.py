"""Merges item by item: what two sides made of one claim, by what each item is known by."""
