"""Where tags begin and end: as a pattern would find it that may try every way to read its quotes, in linear time."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.template.tag_spans import tag_spans
from pipeline.template.tags import find_tags, stray_braces

_IN_QUOTES = r""""[^"]*"|'[^']*'"""
EVERY_WAY = re.compile(
    rf"""(?P<value>\{{\{{(?:{_IN_QUOTES}|(?!\}}\}}).)*\}}\}})"""
    rf"""|(?P<statement>\{{%(?:{_IN_QUOTES}|(?!%\}}).)*%\}})"""
    r"""|(?P<comment>\{#.*?#\})""",
    re.DOTALL,
)
"""The rule itself; its time doubles with each quote of a tag that is not closed."""
MARKS = st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "{", "}", '"', "'", "x", "\n"]), max_size=14)


@given(MARKS.map("".join))
@example("{{ it's }} en {{ 'x' }}")
@example("{{ '}}' }} {{ \"' }}")
@example("{#}#}")
def test_a_tag_begins_and_ends_where_the_rule_says(text: str) -> None:
    """Whatever is in quotes, and however many of these are open."""
    expected = [(match.lastgroup, match.start(), match.end()) for match in EVERY_WAY.finditer(text)]
    assert list(tag_spans(text)) == expected


def test_quotes_in_tags_that_are_not_closed_cost_no_more_than_their_number() -> None:
    """Where every way to read them was tried, thirty of them took for ever."""
    assert find_tags("{{" + " ''" * 5_000) == []
    assert stray_braces("{% x " * 2_000 + '"' * 2_001) == ["{%"] * 2_000
    assert [tag.body for tag in find_tags("{{ x" + " '" * 999 + " }}")] == ["x" + " '" * 999]
