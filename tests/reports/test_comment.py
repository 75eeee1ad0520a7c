"""A report that nobody vouches for becomes a comment in which nothing is obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.reports.comment import CUT, MARK, MOST, comment
from tests.cli.test_commands import kb

HOSTILE = [
    "```\n# Out\n@somebody [a](https://evil.example) <img src=x>\n````\n",
    "~~~\n````` \n![a](x)",
    "::error file=x::y\n\x1b[31mred\x1b[0m \u202eback\u202c\0",
    "--> <!-- kb: what --> <script>alert(1)</script>",
]


def shown(written: bytes) -> str:
    """What a renderer shows of the report: the text of the one block of code in it."""
    kinds = MarkdownIt("commonmark").parse(comment(written))
    assert [token.type for token in kinds] == [
        "html_block", "paragraph_open", "inline", "paragraph_close", "fence",
    ], kinds  # fmt: skip
    assert kinds[0].content.startswith(MARK) and "<script" not in kinds[0].content
    return kinds[-1].content


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_leaves_the_block_of_code(text):
    found = shown(text.encode())
    assert "\x1b" not in found and "\u202e" not in found and "\n::error" not in f"\n{found}"


@given(st.binary(max_size=300) | st.text().map(str.encode))
def test_whatever_is_written_stays_in_the_block(written):
    shown(written)


@given(st.text("`\n~ ab", max_size=60))
def test_no_run_of_signs_closes_the_fence(text):
    assert shown(text.encode()).split() == text.split()


def test_a_long_report_is_cut_between_lines_and_says_so():
    found = shown(b"a line of the report\n" * 10_000)
    assert len(found) < MOST + 100 and found.endswith(f"a line of the report\n{CUT}\n")
    assert len(comment(b"`" * 10**6)) < 300  # and so is the fence


def test_the_command_reads_a_bounded_file(tmp_path):
    report = tmp_path / "report.txt"
    report.write_bytes(b"two conclusions change\n" + b"x" * 2_000_000)
    status, said, _ = kb(tmp_path, "comment", str(report))
    assert status == 0 and said.startswith(MARK) and len(said) < 2 * MOST
