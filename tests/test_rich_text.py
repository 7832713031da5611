"""Formatted text is a value: whatever is cut from it or joined keeps the formatting of its words."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text import AnyText, Look, RichText, Span, join_texts, split_lines

RICH = RichText("  heel graag", (Span(2, 6, ("bold",)), Span(7, 12, link="https://example.be")))
LOOKS: tuple[tuple[Look, ...], ...] = (("bold",), ("italic", "underline"))


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    """Texts of some lines, with spans in order."""
    text = draw(st.text(alphabet="ab \n", min_size=1, max_size=20))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return RichText(text, tuple(Span(start, end, draw(st.sampled_from(LOOKS))) for start, end in pairs))


def looks(text: AnyText) -> list[tuple[str, tuple[Look, ...]]]:
    """Return each character with its looks."""
    spans = text.spans if isinstance(text, RichText) else ()
    by_position = {index: span.looks for span in spans for index in range(span.start, span.end)}
    return [(character, by_position.get(index, ())) for index, character in enumerate(str(text))]


def test_a_rich_text_crosses_a_process_border_whole() -> None:
    """The process that reads workbooks hands formatted texts over."""
    assert pickle.loads(pickle.dumps(RICH)) == RICH  # noqa: S301 - our own bytes


def test_a_part_keeps_its_formatting_and_is_a_plain_text_where_it_has_none() -> None:
    """A span that is cut keeps what is left of it."""
    assert RICH.strip() == RichText("heel graag", (Span(0, 4, ("bold",)), Span(5, 10, link="https://example.be")))
    assert RICH[4:9] == RichText("el gr", (Span(0, 2, ("bold",)), Span(3, 5, link="https://example.be")))
    assert RICH[:2] == "  "
    assert RICH[6:7] == " "


def test_blanks_alone_are_an_empty_text() -> None:
    """Whatever they look like."""
    assert RichText("  ", (Span(0, 2, ("bold",)),)).strip() == ""


def test_joined_texts_keep_their_formatting_and_plain_texts_give_a_plain_text() -> None:
    """What separates them has no formatting."""
    expected = RichText("An\n\nel gr", (Span(4, 6, ("bold",)), Span(7, 9, link="https://example.be")))
    assert join_texts("\n\n", ["An", RICH[4:9]]) == expected
    assert join_texts(", ", ["een", "", "twee"]) == "een, , twee"
    assert join_texts(", ", []) == ""


def test_a_link_covers_the_whole_text_and_the_looks_stay() -> None:
    """Also what stands between and after its spans."""
    linked = RichText("zie hier nu", (Span(4, 8, ("bold",)),)).with_link("https://dansmee.be")
    assert linked.spans == (
        Span(0, 4, (), "https://dansmee.be"),
        Span(4, 8, ("bold",), "https://dansmee.be"),
        Span(8, 11, (), "https://dansmee.be"),
    )


@given(rich_texts())
def test_the_lines_of_a_text_joined_again_are_that_text(text: RichText) -> None:
    """Every character keeps its looks; only those of a line feed are lost."""
    again = join_texts("\n", split_lines(text))
    assert str(again) == text.text
    assert [look for look in looks(again) if look[0] != "\n"] == [look for look in looks(text) if look[0] != "\n"]


@given(rich_texts(), st.integers(0, 20), st.integers(0, 20))
def test_a_slice_has_the_characters_and_looks_of_that_slice(text: RichText, start: int, end: int) -> None:
    """As slices of a plain text have its characters, also outside the text."""
    assert looks(text[start:end]) == looks(text)[start:end]
