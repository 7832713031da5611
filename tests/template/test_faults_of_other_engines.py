"""Where other Word template engines fail: one test for each failure, named after it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from render.test_render import compiled, compiled_document, mistakes, texts

from pipeline.ooxml.namespaces import W
from pipeline.ooxml.xml_parts import parse_xml
from pipeline.template import BrokenTemplateError, compile_template

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def body(content: bytes) -> etree._Element:
    """Return the root of a report's body; fails where its XML is broken."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return parse_xml(package.read("word/document.xml"))


@pytest.mark.parametrize("answer", ["Jan & An", "a < b > c", "<w:t>x</w:t>", "&amp;", "{{ x }}", "]]>"])
def test_markup_in_an_answer_dropped_in_silence(tmp_path: Path, answer: str) -> None:
    """What looks like markup or a tag is text, within a line and in a paragraph of its own."""
    assert texts(compiled(tmp_path, "Zie {{ x }}.", "{{ x }}"), x=answer) == [f"Zie {answer}.", answer]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_a_control_character_that_corrupts_the_file(tmp_path: Path, character: str) -> None:
    """The file opens, with the words around the character in it."""
    (text,) = texts(compiled(tmp_path, "Zie {{ x }}."), x=f"een{character}twee")
    assert text.startswith("Zie een")
    assert text.endswith("twee.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_that_gives_no_break_or_scrambles_the_order(tmp_path: Path, end: str) -> None:
    """Every kind of line end is a line break, and the text around it keeps its order."""
    made = compiled(tmp_path, "A {{ x }} B").render({"x": f"een{end}twee"})
    (run_text,) = [one.text for one in Document(BytesIO(made)).paragraphs]
    assert run_text == "A een\ntwee B"
    assert len(list(body(made).iter(f"{W}br"))) == 1
    assert all(one.getparent().tag == f"{W}r" for one in body(made).iter(f"{W}br"))  # type: ignore[union-attr]


def test_blank_lines_that_never_become_real_paragraphs(tmp_path: Path) -> None:
    """A blank line parts two paragraphs, however many blanks there are and whatever is on it."""
    assert texts(compiled(tmp_path, "{{ x }}"), x="een\n\ntwee\r\n \t\r\ndrie") == ["een", "twee", "drie"]


@pytest.mark.parametrize("tag", ["{{ initiatif }}", "{% if initiatif %}ja{% endif %}", "{{ initiatif|upper }}"])
def test_a_misspelled_name_that_prints_nothing(tmp_path: Path, tag: str) -> None:
    """It is told with the name that was meant, before any report is made."""
    assert mistakes(tmp_path, tag, names={"initiatief"}) == [("initiatif", "initiatief")]


def test_none_printed(tmp_path: Path) -> None:
    """No value is no text, also as a field, in a list, after a filter and beside `~`."""
    inside = ["x", "y.z", "x|upper", "x|trim", "x|string", "x|replace('o', 'a')", "[x]|join", "x ~ ''"]
    inside += ["x|center(4)|trim", "x|indent", "x|truncate(5)", "x|wordwrap(5)", "'%s'|format(x)"]
    template = compiled(tmp_path, *(f"a{{{{ {one} }}}}b" for one in inside))
    assert texts(template, x=None, y={"z": None}) == ["ab"] * len(inside)


def test_an_unclosed_loop_accepted(tmp_path: Path) -> None:
    """It is told at the tag that opens it."""
    with pytest.raises(BrokenTemplateError) as error:
        compiled(tmp_path, "{%p for een in namen %}", "{{ een }}")
    (mistake,) = error.value.mistakes
    assert (mistake.code, mistake.tag) == ("template-block-unclosed", "{%p for een in namen %}")


@pytest.mark.parametrize("text", ["Dag {{ naam", "Dag {{ naam }", "Dag naam }}", "Dag {% if naam %"])
def test_an_unclosed_tag_printed_in_the_report(tmp_path: Path, text: str) -> None:
    """It is told as a brace alone."""
    with pytest.raises(BrokenTemplateError) as error:
        compiled(tmp_path, text)
    assert {mistake.code for mistake in error.value.mistakes} == {"template-brace-alone"}


@pytest.mark.parametrize("scope", ["p", ""])
def test_empty_paragraphs_left_by_loops_and_conditions(tmp_path: Path, scope: str) -> None:
    """A statement with a paragraph to itself takes that paragraph along, with or without the `p`."""
    lines = ("for een in namen", "{{ een }}", "endfor", "if namen", "Klaar.", "endif")
    template = compiled(tmp_path, *(one if one[0] in "{K" else f"{{%{scope} {one} %}}" for one in lines), "Einde")
    assert texts(template, namen=["An", "Jef"]) == ["An", "Jef", "Klaar.", "Einde"]
    assert texts(template, namen=[]) == ["Einde"]


def test_list_numbering_that_goes_on_from_the_list_before(tmp_path: Path) -> None:
    """Every list of a loop counts by itself."""
    template = compiled(tmp_path, "{%p for een in lijsten %}", "{{ een }}", "{%p endfor %}")
    root = body(template.render({"lijsten": ["1. a\n2. b", "1. c\n2. d"]}))
    used = [number.get(f"{W}val") for number in root.iter(f"{W}numId")]
    assert used[0] == used[1] != used[2] == used[3]


def test_ids_repeated_until_word_finds_unreadable_content(tmp_path: Path) -> None:
    """Bookmarks and paragraphs that a loop repeats have ids and names of their own."""
    document = Document()
    document.add_paragraph("{%p for een in namen %}")
    paragraph = document.add_paragraph("Dag {{ een }}")._p  # noqa: SLF001 - python-docx has no bookmarks
    paragraph.set(f"{W14}paraId", "0A0B0C0D")
    for name in ("bookmarkStart", "bookmarkEnd"):
        mark = etree.SubElement(paragraph, f"{W}{name}", {f"{W}id": "7"})
        if name == "bookmarkStart":
            mark.set(f"{W}name", "plaats")
    document.add_paragraph("{%p endfor %}")
    root = body(compiled_document(tmp_path, document).render({"namen": ["An", "Jef", "Mo"]}))
    starts = list(root.iter(f"{W}bookmarkStart"))
    ids = [one.get(f"{W}id") for one in starts]
    assert len(ids) == len(set(ids)) == len({one.get(f"{W}name") for one in starts}) == 3
    assert ids == [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    told = [one.get(f"{W14}paraId") for one in root.iter(f"{W}p") if one.get(f"{W14}paraId")]
    assert len(told) == len(set(told))


def test_the_template_parsed_again_for_every_document(tmp_path: Path) -> None:
    """Once compiled, the template's file is no longer needed."""
    path = tmp_path / "eenmalig.docx"
    document = Document()
    document.add_paragraph("Dag {{ x }}")
    document.save(str(path))
    template = compile_template(path)
    path.unlink()
    assert [texts(template, x=one) for one in ("An", "Jef")] == [["Dag An"], ["Dag Jef"]]


def test_run_splitting_that_breaks_tags(tmp_path: Path) -> None:
    """A tag of which every character has a run of its own is still one tag."""
    assert texts(compiled(tmp_path, list("Dag {% if x %}{{ x }}{% endif %}!")), x="An") == ["Dag An!"]


@pytest.mark.parametrize("quotes", ["“”", "„”", "‘’", "«»", "””"])
def test_curly_quotes_in_tags(tmp_path: Path, quotes: str) -> None:
    """Autocorrect's quotes are quotes within a tag, and stay as typed outside of it."""
    left, right = quotes[0], quotes[1]
    made = texts(compiled(tmp_path, f"{left}a{right} {{{{ x|default({left}niemand{right}, true) }}}}"), x="")
    assert made == [f"{left}a{right} niemand"]


@pytest.mark.parametrize("lookalike", ["{gemeente}", "«gemeente»", "<<gemeente>>"])
def test_a_warning_that_leaves_the_tags_of_its_part_in_the_report(tmp_path: Path, lookalike: str) -> None:
    """What only looks like a tag is told, and every real tag beside it is filled in."""
    template = compiled(tmp_path, f"Uit {lookalike}: {{{{ naam }}}}", "{{ naam }}", names={"naam", "gemeente"})
    assert template.has_tags
    assert [warning.code for warning in template.warnings] == ["template-looks-like-a-tag"]
    assert texts(template, naam="An") == [f"Uit {lookalike}: An", "An"]
