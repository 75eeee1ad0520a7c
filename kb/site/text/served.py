"""Where the site is served and where the files of its base are kept, as far as that is known.

Nothing of it is guessed: without an address there is no feed, and a citation names none.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kb.reading.configuration import is_address


@dataclass(frozen=True)
class Served:
    """The address of the site, and of the repository; "" is not known."""

    site: str = ""  # ends in "/"
    repository: str = ""  # such as https://host/owner/name
    branch: str = "main"

    def file(self, path: str) -> str:
        """Where a file is shown in the repository."""
        return self._in_repository("blob", path)

    def edit(self, path: str) -> str:
        """Where a file is changed, which begins a request to take the change over."""
        return self._in_repository("edit", path)

    def _in_repository(self, how: str, path: str) -> str:
        if not self.repository or not path:
            return ""
        return f"{self.repository}/{how}/{quote(self.branch)}/{quote(path)}"

    def within(self, path: str, otherwise: str = "") -> str:
        """The full address of a path of the site; beside ``otherwise`` if there is none."""
        return f"{self.site or otherwise}{path}"


NOWHERE = Served()  # neither is known


def served(site: str, repository: str = "", branch: str = "") -> Served:
    """Addresses as they are written in a configuration; what is no address of the web is none."""
    place = _address(repository).removesuffix("/").removesuffix(".git")
    if "gitlab" in (urlsplit(place).hostname or ""):
        place += "/-"
    found = _address(site)
    return Served(f"{found.removesuffix('/')}/" if found else "", place, branch or "main")


def _address(written: str) -> str:
    """What was written, if it is an address of the web; else nothing."""
    return written.strip() if is_address(written) else ""
