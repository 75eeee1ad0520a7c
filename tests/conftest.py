"""Fixtures that several files share: one site and one browser for all that looks at pages."""

from tests.helpers.browser import browser, host, site

__all__ = ["browser", "host", "site"]
