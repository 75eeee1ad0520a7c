"""The two figures on machines say in the browser what the scripts beside the claims compute."""

import numpy as np
import pytest

from tests.helpers.browser import CHROMIUM
from tests.helpers.topic_scripts import helper, script
from tests.site.test_interactive import DOCS

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
TOPIC = "hardware-for-networks"
PARTITION, BATCH = ("replicated", "sharded"), ("shared", "each")
PLACE = "document.body.appendChild(document.createElement('div'))"


@pytest.fixture
def page(browser):
    """A page with nothing on it but the two figures' scripts."""
    opened = browser.new_page()
    opened.evaluate("window.kbFigures = {}")
    for name in ("tools", "exchange", "roofline"):
        opened.add_script_tag(path=DOCS / f"figure-{name}.js")
    yield opened
    opened.close()


def shown(page):
    """The table of the figure: by row, the numbers behind the words of its cells, or the words."""
    rows = page.locator(".kb-answers tbody tr")
    found = {}
    for row in rows.all():
        cells = row.locator("td").all()
        numbers = [cell.locator("data") for cell in cells]
        found[row.locator("th").inner_text().strip()] = [
            float(number.get_attribute("value")) if number.count() else cell.inner_text()
            for cell, number in zip(cells, numbers, strict=True)
        ]
    return found


def press(page, label, key, times=1):
    """Move a slider by keyboard."""
    page.get_by_label(label, exact=True).focus()
    for _ in range(times):
        page.keyboard.press(key)


def test_exchanges_take_as_long_as_the_simulation_says(page):
    exchange = helper(TOPIC, "network").exchange
    rng = np.random.default_rng(0)
    nodes = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 64, 100, 127, 128, 129, 300, 512]
    wires = 10 ** rng.uniform([6, 8, -7], [12, 12, -2], (len(nodes), 3))
    cases = [[count, *wire] for count, wire in zip(nodes, wires.tolist(), strict=True)]
    for scheme in ("star", "broadcast", "binomial", "ring", "tree"):
        found = page.evaluate(
            "([name, cases]) => cases.map((each) => kbFigures.exchange.seconds[name](...each))",
            [scheme, cases],
        )
        assert found == pytest.approx([exchange(scheme, *each) for each in cases], rel=1e-9), scheme


def test_shares_are_those_of_the_demonstration(page):
    measure = script(TOPIC, "return-path-congests")["measure"]
    page.evaluate(f"kbFigures.exchange({PLACE})")
    named = {
        "Tree that copies and adds": "tree", "Ring": "ring", "One port of a server": "star",
        "Whole messages passed on": "binomial", "Copied down, back one by one": "broadcast",
    }  # fmt: skip

    def agree(**settings):
        found = shown(page)
        assert found.keys() == named.keys()
        for called, scheme in named.items():
            wanted = measure(0, scheme, **settings)
            assert found[called] == pytest.approx([wanted["seconds"], wanted["efficiency"]]), called

    agree()
    told = page.locator("[role=status]").inner_text()
    assert "With 64 machines the quickest is: ring, 316 ms (86.4% of a step is computing)" in told
    assert "one port of a server, 20.5 s (8.9% of a step is computing), 65 times" in told
    press(page, "Machines", "ArrowRight", 2)
    press(page, "Size of a gradient", "ArrowLeft", 10)
    press(page, "Bandwidth of a port", "ArrowRight", 5)
    press(page, "Latency of a message", "End")
    press(page, "Computing in a step", "ArrowDown", 20)
    agree(
        machines=128, message=2e8, bandwidth=12.5e9 * 10**0.5, latency=5e-3, computing=0.02
    )  # fmt: skip
    text = page.get_by_label("Size of a gradient", exact=True).get_attribute("aria-valuetext")
    assert text == "200 MB"


def test_steps_take_as_long_as_the_script_says(page):
    space = script(TOPIC, "ten-have-ten-memories")
    rng = np.random.default_rng(0)
    for case in range(40):
        tokens, peak, memory, link, latency = (
            10 ** rng.uniform([0, 13, 10, 9, -8], [5, 17, 15, 14, -3])
        ).tolist()
        partition, batch = PARTITION[case % 2], BATCH[case // 2 % 2]
        big = float(rng.uniform(1, 10))
        one, ten, wires = space["times"](
            tokens, partition, batch, 10, peak, memory, big, link, latency, 40, 5120
        )
        found = page.evaluate(
            "(given) => kbFigures.roofline.times(given)",
            {
                "tokens": tokens, "sharded": partition == "sharded", "each": batch == "each",
                "peak": peak, "memory": memory, "bigMemory": big, "link": link, "latency": latency,
            },
        )  # fmt: skip
        assert max(found["one"].values()) == pytest.approx(one, rel=1e-9)
        assert max(found["ten"].values()) == pytest.approx(ten, rel=1e-9)
        assert found["wires"] == pytest.approx(wires, rel=1e-9)


def test_what_binds_and_by_how_much_is_that_of_the_demonstration(page):
    measure = script(TOPIC, "ten-have-ten-memories")["measure"]
    page.evaluate(f"kbFigures.roofline({PLACE})")

    def agree(binds, **settings):
        found = shown(page)
        assert found["What binds"] == binds
        one, ten = found["A step"]
        wanted = measure(0, communicate=True, **settings)
        assert ten / one == pytest.approx(wanted["ratio"])
        assert found["Communication"][1] / one == pytest.approx(wanted["communication"])

    agree(["memory", "memory"], partition="sharded")
    told = page.locator("[role=status]").inner_text()
    assert "The ten take 0.698 times as long, 0.1 times without communication." in told
    assert "The big one stops waiting for memory at 3330 tokens." in told
    press(page, "Tokens", "ArrowRight", 20)
    agree(["arithmetic", "arithmetic"], partition="sharded", tokens=10_000)
    press(page, "The big one's bandwidth", "End")
    press(page, "Tokens", "ArrowLeft", 8)
    press(page, "Bandwidth of a link", "ArrowLeft", 10)
    press(page, "Latency of a message", "ArrowLeft", 10)
    agree(
        ["arithmetic", "arithmetic"], partition="sharded", big_memory=10.0,
        tokens=100 * 10**1.2, link=450e8, latency=5e-7,
    )  # fmt: skip
    page.get_by_label("shared out among the ten").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("copied to each").is_checked()
    page.get_by_label("all tokens of the step").focus()
    page.keyboard.press("ArrowDown")
    press(page, "Tokens", "Home")
    press(page, "Petaflops of a small one", "ArrowLeft", 5)
    press(page, "Its memory bandwidth", "ArrowRight", 5)
    agree(
        ["memory", "memory"], batch="each", big_memory=10.0, tokens=1, peak=1e15 / 10**0.5,
        memory=3e12 * 10**0.5, link=450e8, latency=5e-7,
    )  # fmt: skip
