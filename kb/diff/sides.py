"""Two states of a base side by side, in one language of names.

A claim that was renamed, and keeps its former name as an alias, is one claim on both sides; it is
told by the name that it has after.
"""

from dataclasses import dataclass
from functools import cached_property

from kb.knowledge import Knowledge
from kb.model import Claim
from kb.reading.former_names import present_address, present_names


@dataclass(frozen=True)
class Sides:
    """What is known before and after."""

    before: Knowledge
    after: Knowledge

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of claims before, as far as they are other ones after."""
        new = self.after.base.by_id
        renamed = present_names(self.after.base.claims)
        found = {old: renamed[old] for old in self.before.base.by_id if old in renamed}
        for claim in self.before.base.claims:  # the other way round: a rename taken back
            if claim.id not in new and claim.id not in found:
                back = next((alias for alias in claim.aliases if alias in new), "")
                found |= {claim.id: back} if back else {}
        return found

    def now(self, address: str) -> str:
        """The address after of a claim, link or demonstration before."""
        return present_address(address, self.names) if self.names else address

    @cached_property
    def old_claims(self) -> dict[str, Claim]:
        """Claims before, by their names after."""
        return {self.now(claim.id): claim for claim in self.before.base.claims}

    @cached_property
    def old_names(self) -> dict[str, str]:
        """Names of claims after, as far as they were other ones before."""
        return {new: old for old, new in self.names.items()}

    def then(self, address: str) -> str:
        """The address before of what has this address after."""
        return present_address(address, self.old_names) if self.old_names else address
