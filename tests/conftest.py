"""Fixtures that several files share: one site and one browser for all that looks at pages."""

import os

from hypothesis import settings

from tests.helpers.browser import browser, host, site, site_of_material

# How long an example takes hangs on what else runs on the machine, so no test is failed for it.
settings.register_profile("kb", deadline=None)
settings.load_profile("kb")

os.environ.setdefault("KB_MEMORY_KEY", "of the tests")  # so that they make none in a home folder

__all__ = ["browser", "host", "site", "site_of_material"]
