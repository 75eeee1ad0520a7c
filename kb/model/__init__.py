"""What authors write, as frozen values: claims, links, demonstrations, passages."""

from kb.model.base import Base
from kb.model.claims import Accepted, Claim, Holding, Link, Tension
from kb.model.demonstrations import (
    INTERACTIVE,
    Axis,
    Chance,
    Demonstration,
    Expectation,
    Figure,
    Prediction,
    Preparation,
    Run,
    Scalar,
    Script,
    Setting,
    Unchanged,
)
from kb.model.findings import FieldPath, Finding, Place
from kb.model.sources import Discussion, Passage, Position, Reference, Source, Topic

__all__ = [
    "Accepted",
    "Axis",
    "Base",
    "Chance",
    "Claim",
    "Demonstration",
    "Discussion",
    "Expectation",
    "FieldPath",
    "Figure",
    "Finding",
    "Holding",
    "INTERACTIVE",
    "Link",
    "Passage",
    "Place",
    "Position",
    "Prediction",
    "Preparation",
    "Reference",
    "Run",
    "Scalar",
    "Script",
    "Setting",
    "Source",
    "Tension",
    "Topic",
    "Unchanged",
]
