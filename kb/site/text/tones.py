"""In which tone words are shown: coloured is only what could have gone otherwise."""

from kb.explain.four_words import Word
from kb.phrasing import anchor

TONES = {
    "good": {"holds", "defended"},  # only what could have gone otherwise, and did not
    "bad": {"no", "refuted", "defeated", "faulty", "prediction failed"},
    "open": {"partly", "unclear", "fragile", "contested", "unknown", "not proven", "undercut",
             "undecided"},
}  # fmt: skip


def word(said: Word) -> dict[str, object]:
    """One of the four words, with the tone it is shown in."""
    tone = next((tone for tone, values in TONES.items() if said.value in values), "plain")
    tone = tone if said.weighs else "plain"
    return {
        "aspect": said.aspect,
        "said": said.value,
        "shape": said.shape,
        "meaning": said.meaning,
        "because": said.because,
        "tone": tone,
        "anchor": anchor(f"{said.aspect} {said.value}"),
    }


SHAPES = {"●": "good", "✕": "bad", "■": "bad", "◐": "open", "▲": "open"}  # the rest is plain


def in_tone_of_shape(said: Word) -> dict[str, object]:
    """A word whose colour is that of its shape."""
    return {**word(said), "tone": SHAPES.get(said.shape, "plain")}
