"""What acceptance and its witnesses must satisfy, given all preferred extensions."""

from collections.abc import Sequence

from kb.reasoning.semantics.acceptance import (
    Acceptance,
    credulously_accepted,
    sceptically_accepted,
)
from kb.reasoning.semantics.setaf import Framework


def assert_acceptance(
    names: Sequence[str],
    framework: Framework,
    found: Acceptance,
    preferred: Sequence[frozenset[str]],
) -> None:
    assert {names[element] for element in found.credulous} == frozenset.union(*preferred)
    assert {names[element] for element in found.sceptical} == frozenset.intersection(*preferred)
    for element, name in enumerate(names):
        some = credulously_accepted(framework, element)
        every = sceptically_accepted(framework, element)
        assert some.accepted == (element in found.credulous)
        assert every.accepted == (element in found.sceptical)
        if some.accepted:
            held = {names[member] for member in some.witness}
            assert name in held
            assert any(held <= extension for extension in preferred)
        if not every.accepted:
            held = {names[member] for member in every.witness}
            larger = [extension for extension in preferred if held <= extension]
            assert larger
            assert not any(name in extension for extension in larger)
