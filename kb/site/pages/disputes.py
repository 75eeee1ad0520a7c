"""Where claims meet: contradictions, attacks, disputed steps, regime splits."""

from kb.explain.camps import lines_of_camps
from kb.model.verbs import VERBS
from kb.site.index import Context, View
from kb.site.parts.cruxes import lines_of_cruxes
from kb.site.parts.links import conflict_context, steps


def disputes(view: View) -> Context:
    """Where claims meet: contradictions, attacks, disputed steps, regime splits."""
    return {
        "conflicts": [conflict_context(view, clash) for clash in view.index.knowledge.conflicts],
        "camps": lines_of_camps(view.index.knowledge)[0],
        "cruxes": lines_of_cruxes(view),
        "cruxes_href": view.to("cruxes/"),
        "contradictions": steps(view, "contradicts"),
        "attacks": steps(view, "attacks"),
        "undercuts": steps(view, "undercuts"),
        "splits": steps(view, "compatible-by-scope"),
        "meanings": {
            name: VERBS[name].meaning
            for name in ("contradicts", "attacks", "undercuts", "compatible-by-scope")
        },
    }
