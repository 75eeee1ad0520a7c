"""What the scripts of the base say of their settings is true when they are called too."""

from inspect import signature
from pathlib import Path

import pytest

from kb.disk import files_under
from kb.reading.read import read
from tests.helpers.topic_scripts import script

SCRIPTS = read(files_under(Path(__file__).parents[2])).scripts
LISTED = [
    (path, setting.name)
    for path, found in SCRIPTS.items()
    for setting in found.settings
    if setting.choices
]


def test_every_setting_that_is_text_lists_its_choices():
    assert [
        (path, setting.name)
        for path, found in SCRIPTS.items()
        for setting in found.settings
        if setting.is_free_text
    ] == []
    assert len(LISTED) >= 48


@pytest.mark.parametrize(("path", "name"), LISTED, ids=lambda part: Path(part).stem)
def test_a_word_that_is_no_choice_is_refused(path, name):
    _, topic, file = path.split("/")
    names = script(topic, file.removesuffix(".py"))
    if "prepare" in names and name in signature(names["prepare"]).parameters:
        function, given = names["prepare"], (0,)
    else:
        function, given = names["measure"], (0, {}) if SCRIPTS[path].takes_prepared else (0,)
    with pytest.raises((ValueError, KeyError), match="nonsense"):
        function(*given, **{name: "nonsense"})


def test_no_script_draws_what_no_seed_decides():
    found = [(path, s.chance.undecided, s.chance.common) for path, s in SCRIPTS.items()]
    assert [each for each in found if each[1] or each[2]] == []
