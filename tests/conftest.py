"""Fixtures that several files share: one site and one browser for all that looks at pages."""

import os

from tests.helpers.browser import browser, host, site

os.environ.setdefault("KB_MEMORY_KEY", "of the tests")  # so that they make none in a home folder

__all__ = ["browser", "host", "site"]
