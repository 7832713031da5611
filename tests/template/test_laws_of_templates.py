"""Two laws, tried on templates that are made up: no tag is in a report; what is beside a tag is kept or told."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from template.test_beside_tags import BREAKS, NOTES, TOLD
from template.test_programs import run, template
from template.test_wrappers import WRAPPERS

from pipeline.ooxml.archive import read_parts
from pipeline.template import BrokenTemplateError, CompiledTemplate

SHOWN: dict[str, object] = {"a": True, "xs": [1], "x": "antwoord"}
HIDDEN: dict[str, object] = {"a": False, "xs": [], "x": ""}
_LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def compiled(body: str) -> CompiledTemplate | None:
    """Return the compiled template with this body; None where it is told that something is wrong in it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return template(Path(folder), body, None, **NOTES)
        except BrokenTemplateError:
            return None


def body_of(content: bytes) -> str:
    """Return the XML of a report's body, without the section."""
    return read_parts(content)["word/document.xml"].decode().split("<w:body>")[1].split("<w:sectPr w:rsid")[0]


def text_of(xml: str) -> str:
    """Return the text of a body, a line for each paragraph that has any."""
    lines = ("".join(re.findall("<w:t(?: [^>]*)?>([^<]*)", one)) for one in re.split("</w:p>|<w:p/>", xml))
    return "\n".join(line for line in lines if line)


# --- Tags among text, in runs that are split anywhere -------------------------------------------

PIECES = st.sampled_from([
    "woord ", "{{ x }}", "{{ x|upper }}", "{% if a %}ja{% else %}nee{% endif %}", "{# weg #}", "{{ '}}' }}",
    "{% for y in xs %}[{{ y }}]{% endfor %}", "{% set z = 1 %}{{ z }}", "{%- if a -%} ja {%- endif -%} ",
])  # fmt: skip


@st.composite
def split_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text with tags, and a paragraph with it in runs that are split and wrapped anywhere."""
    text = "b " + "".join(draw(st.lists(PIECES, min_size=1, max_size=4))) + "e"
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=8)))
    pieces = [text[start:end] for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    wrappers = [("", ""), *WRAPPERS.values()]
    xml = "".join(
        before + run(piece.replace("<", "&lt;")) + after
        for piece in pieces
        for before, after in [draw(st.sampled_from(wrappers))]
    )
    return text, f"<w:p>{xml}</w:p>"


@given(case=split_texts())
@_LAW
def test_no_tag_survives_however_runs_are_split_and_wrapped(case: tuple[str, str]) -> None:
    """The text is what Jinja makes of the words, or the template is refused."""
    text, body = case
    made = compiled(body)
    if made is None:
        return
    expected = Environment(autoescape=False).from_string(text)  # noqa: S701 - it is compared with texts
    for values in (SHOWN, HIDDEN):
        xml = body_of(made.render(values))
        assert text_of(xml) == " ".join(expected.render(values).split("\n"))
        assert not re.search(r"\{[{%#]", xml.replace("{{ '}}' }}", ""))


# --- Paragraphs and rows of tags, with anything beside these ------------------------------------

OPENINGS = {"if a": "if", "for y in xs": "for"}


@dataclass
class Line:
    """A paragraph or a row: the text in it, how many blocks are open before and after, and what is beside its text."""

    text: str
    depths: tuple[int, int]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@st.composite
def documents(draw: st.DrawFn, scope: str, extras: Sequence[str]) -> list[Line]:
    """Return lines of text and tags, blocks nested as they should be, and ranges and breaks anywhere."""
    lines, stack = [Line("begin", (0, 0))], []
    for number in range(draw(st.integers(1, 7))):
        step = draw(st.sampled_from(["text", "open", "close", "else", "set"]))
        if step == "open":
            opening = draw(st.sampled_from(sorted(OPENINGS)))
            stack.append(OPENINGS[opening])
            lines.append(Line(f"{{%{scope} {opening} %}}", (len(stack) - 1, len(stack))))
        elif step == "close" and stack:
            lines.append(Line(f"{{%{scope} end{stack.pop()} %}}", (len(stack) + 1, len(stack))))
        elif step == "set":
            lines.append(Line(f"{{%{scope} set z = {number} %}}", (len(stack), len(stack))))
        else:
            lines.append(Line(f"tekst{number}", (len(stack), len(stack))))
    while stack:
        lines.append(Line(f"{{%{scope} end{stack.pop()} %}}", (len(stack) + 1, len(stack))))
    lines.append(Line("slot", (0, 0)))
    places = [place for line in lines for place in (line.before, line.after)]
    for number in range(draw(st.integers(0, 3))):
        first, last = sorted(draw(st.lists(st.integers(0, len(places) - 1), min_size=2, max_size=2)))
        places[first].append(f'<w:bookmarkStart w:id="{90 + number}" w:name="b{number}"/>')
        places[last].append(f'<w:bookmarkEnd w:id="{90 + number}"/>')
    for extra in draw(st.lists(st.sampled_from(extras), max_size=2)) if extras else ():
        places[draw(st.integers(0, len(places) - 1))].append(extra)
    return lines


def check_ranges(xml: str) -> None:
    """Check that every range that begins ends, after that."""
    starts, ends = (re.findall(rf'<w:bookmark{one} w:id="(\d+)"', xml) for one in ("Start", "End"))
    assert sorted(starts) == sorted(ends)
    assert len(set(starts)) == len(starts)
    for one in starts:
        assert xml.index(f'Start w:id="{one}"') < xml.index(f'End w:id="{one}"')


@given(lines=documents("p", [*BREAKS.values()]), tags_alone=st.booleans())
@_LAW
def test_what_is_beside_the_paragraph_of_a_tag_is_kept(lines: list[Line], *, tags_alone: bool) -> None:
    """All of it where everything is shown; what is in no block, whatever is shown; ranges with both ends, always."""
    body = "".join(f"<w:p>{''.join(one.before)}{run(one.text)}{''.join(one.after)}</w:p>" for one in lines)
    made = compiled(body.replace("{%p ", "{% ") if tags_alone else body)
    assert made is not None
    shown, hidden = (body_of(made.render(values)) for values in (SHOWN, HIDDEN))
    for xml in (shown, hidden):
        check_ranges(xml)
        assert not re.search(r"\{[{%#]", xml)
    assert len(re.findall("<w:br ", shown)) == len(re.findall("<w:br ", body))
    assert len(re.findall("<w:bookmarkStart ", shown)) == len(re.findall("<w:bookmarkStart ", body))
    kept = [extra for one in lines for extra in (one.before * (one.depths[0] == 0) + one.after * (one.depths[1] == 0))]
    assert len(re.findall("<w:br ", hidden)) >= sum("<w:br " in extra for extra in kept)
    texts = [one.text for one in lines if "%" not in one.text]
    assert text_of(shown).split("\n") == texts
    assert text_of(hidden).split("\n") == [one.text for one in lines if "%" not in one.text and one.depths == (0, 0)]


@given(lines=documents("p", [xml for xml, _ in TOLD.values()]))
@_LAW
def test_what_can_not_be_kept_beside_the_paragraph_of_a_tag_is_told(lines: list[Line]) -> None:
    """The template is refused exactly where it is beside a tag; beside text it is in the report."""
    told = {xml for xml, _ in TOLD.values()}
    is_beside_tag = any("%" in one.text and told & {*one.before, *one.after} for one in lines)
    made = compiled("".join(f"<w:p>{''.join(one.before)}{run(one.text)}{''.join(one.after)}</w:p>" for one in lines))
    assert (made is None) == is_beside_tag
    if made is not None:
        xml = body_of(made.render(SHOWN))
        for extra in {extra for one in lines for extra in (*one.before, *one.after)} & told:
            name = re.findall(r"<(?:w:r><)?((?:w|m):\w+)", extra)[-1]
            assert f"<{name}" in xml


@given(lines=documents("tr", []))
@_LAW
def test_what_begins_and_ends_in_rows_of_tags_is_kept(lines: list[Line]) -> None:
    """Ranges over rows, with both ends in every report, and no row more or less."""
    rows = "".join(
        f"<w:tr><w:tc><w:p>{''.join(one.before)}{run(one.text)}{''.join(one.after)}</w:p></w:tc></w:tr>"
        for one in lines
    )
    made = compiled(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>")
    assert made is not None
    shown, hidden = (body_of(made.render(values)) for values in (SHOWN, HIDDEN))
    for xml in (shown, hidden):
        check_ranges(xml)
    assert len(re.findall("<w:bookmarkStart ", shown)) == len(re.findall("<w:bookmarkStart ", rows))
    assert text_of(shown).split("\n") == [one.text for one in lines if "%" not in one.text]
    assert len(re.findall("<w:tr>", hidden)) == sum("%" not in one.text and one.depths == (0, 0) for one in lines)
