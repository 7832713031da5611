"""No tag survives: whatever part it is in, it is filled in, or the template is refused with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from template.rich_package import WORKBOOK, compiled_parts, packed, rich_parts, with_text

from pipeline.ooxml.archive import read_parts
from pipeline.ooxml.namespaces import Element
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml
from pipeline.template import BrokenTemplateError

DOCUMENT, CHART = "word/document.xml", "word/charts/chart1.xml"
WORKBOOK_PART = "word/embeddings/workbook1.xlsx"
VALUES = {"naam": "An & <co>", "datum": None}


def texts_of(content: bytes) -> list[str]:
    """Return every text and attribute of every part of a package, and of the packages in it."""
    texts: list[str] = []
    for name, part in read_parts(content).items():
        if part.startswith(b"PK"):
            texts += texts_of(part)
        elif name.endswith((".xml", ".rels")):
            for element in parse_xml(part).iter():
                texts += [str(value) for value in element.attrib.values()] if isinstance(element.tag, str) else []
                texts += [text for text in (element.text, element.tail) if text]
                if str(element.tag).endswith("}p"):
                    texts.append("".join(each.text or "" for each in element.iter() if isinstance(each.tag, str)))
    return texts


def has_tag(content: bytes) -> bool:
    """Whether any text of a document has a tag in it."""
    return any(re.search(r"\{(?:\{.*\}|%.*%|#.*#)\}", text) for text in texts_of(content))


@pytest.mark.parametrize(
    ("part", "old", "shown"),
    [
        (CHART, "TITEL", "An & <co>"),
        (CHART, "REEKS", "An & <co>"),
        ("word/diagrams/data1.xml", "STAP", "An & <co>"),
        ("word/glossary/document.xml", "KLIK", "An & <co>"),
        ("customXml/item1.xml", "DOEL", "An & <co>"),
        ("customXml/item1.xml", "TUSSEN", " An & <co>"),
        (DOCUMENT, "x =", "An & <co>"),
        (DOCUMENT, "vorm", "An & <co>"),
        (DOCUMENT, "CONCEPT", "An & <co>"),
        ("docProps/app.xml", "Microsoft Macintosh Word", "An & <co>"),
    ],
)
def test_a_tag_outside_of_words_own_text_shows_its_value(tmp_path: Path, part: str, old: str, shown: str) -> None:
    """In charts, drawings, equations, watermarks, building blocks and data: as text, whatever it holds."""
    content = compiled_parts(tmp_path, with_text(old, "{{ naam }}", part), {"naam"}).render(VALUES)
    assert shown in texts_of(content)
    assert not has_tag(content)


@pytest.mark.parametrize("tag", ["{{ na|am }}", "{|{ naam }}", "{{ naam }|}"])
def test_a_tag_in_a_drawing_is_found_whatever_runs_it_is_split_over(tmp_path: Path, tag: str) -> None:
    """The spelling checker parts a tag in a chart as it does in a text."""
    split = tag.replace("|", "</a:t></a:r><a:r><a:t>")
    content = compiled_parts(tmp_path, with_text("TITEL", split, CHART)).render(VALUES)
    assert "Leden in An & <co>" in texts_of(content)


def test_a_condition_within_a_title_of_a_chart(tmp_path: Path) -> None:
    """Statements work in a text that is one line."""
    parts = with_text("TITEL", "{% if naam %}{{ naam }}{% else %}niemand{% endif %}", CHART)
    assert "niemand" in texts_of(compiled_parts(tmp_path, parts).render({"naam": ""}))


def test_the_workbook_of_a_chart_shows_the_same_as_the_chart(tmp_path: Path) -> None:
    """Who edits the data of a chart sees values, not tags."""
    parts = dict(rich_parts())
    strings = WORKBOOK["xl/sharedStrings.xml"].replace("CEL", "{{ naam }}").replace("ri</t>", "{{ na</t>")
    strings = strings.replace("<t>jk", "<t>am }}")
    parts[WORKBOOK_PART] = packed({**WORKBOOK, "xl/sharedStrings.xml": strings})
    content = compiled_parts(tmp_path, parts).render(VALUES)
    assert texts_of(read_parts(content)[WORKBOOK_PART]).count("An & <co>") == 2


@pytest.mark.parametrize(
    ("part", "old", "label"),
    [
        (CHART, "Blad1!$B$1", "chart"),
        (CHART, "<c:v>4<", "chart"),
        (DOCUMENT, ' href="https://gent.be"', "body"),
        ("word/_rels/document.xml.rels", 'Id="rIdMore0"', "data"),
        ("[Content_Types].xml", 'Extension="xml"', "data"),
    ],
)
def test_a_tag_in_a_formula_a_number_or_an_address_is_told(tmp_path: Path, part: str, old: str, label: str) -> None:
    """There no text is shown, and an answer could do something."""
    tagged = re.sub(r'(?<==")[^"]*|(?<=>)[^<]*|^[^<"]*$', "{{ naam }}", old, count=1)
    with pytest.raises(BrokenTemplateError) as broken:
        compiled_parts(tmp_path, with_text(old, tagged, part))
    (mistake,) = broken.value.mistakes
    assert (mistake.code, mistake.location.part, mistake.tag) == ("template-tag-in-code", label, "{{ naam }}")
    assert mistake.location.file == part


def test_a_tag_in_a_formula_of_an_embedded_workbook_is_told(tmp_path: Path) -> None:
    """An answer never becomes a formula."""
    parts = dict(rich_parts())
    sheet = WORKBOOK["xl/worksheets/sheet1.xml"].replace("SUM(B1)", 'HYPERLINK("{{ naam }}")')
    parts[WORKBOOK_PART] = packed({**WORKBOOK, "xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(BrokenTemplateError) as broken:
        compiled_parts(tmp_path, parts)
    assert [mistake.code for mistake in broken.value.mistakes] == ["template-tag-in-code"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% if naam %}ja", "template-block-unclosed"),
        ("ja{% endif %}", "template-block-unopened"),
        ("{{ naam", "template-brace-alone"),
        ("{{ nam }}", "template-name-unknown"),
        ("{% cellbg naam %}", "template-not-in-a-table"),
    ],
)
def test_a_mistake_in_a_chart_is_told(tmp_path: Path, text: str, code: str) -> None:
    """With the same words as in a text."""
    with pytest.raises(BrokenTemplateError) as broken:
        compiled_parts(tmp_path, with_text("TITEL", text, CHART), {"naam"})
    (mistake,) = broken.value.mistakes
    assert (mistake.code, mistake.location.part, mistake.location.file) == (code, "chart", CHART)


def test_data_bound_to_a_control_in_a_loop_is_emptied(tmp_path: Path) -> None:
    """Word copies the tag of a control into its data, where nobody can correct it: the control shows its own text."""
    parts = with_text("DOEL", "{{ vraag.label }}", "customXml/item1.xml")
    content = compiled_parts(tmp_path, parts, {"naam"}).render(VALUES)
    assert b"<doel" in read_parts(content)["customXml/item1.xml"]
    assert not has_tag(content)


def test_words_own_list_of_headings_is_left_out(tmp_path: Path) -> None:
    """Word writes the headings of a document, tags included, into its properties."""
    headings = "<TitlesOfParts><vt:vector><vt:lpstr>{{ vraag.label }}</vt:lpstr></vt:vector></TitlesOfParts>"
    app = rich_parts()["docProps/app.xml"].decode()
    parts = dict(rich_parts())
    parts["docProps/app.xml"] = re.sub("<TitlesOfParts>.*</TitlesOfParts>", headings, app, flags=re.DOTALL).encode()
    assert not has_tag(compiled_parts(tmp_path, parts, {"naam"}).render(VALUES))


TAGS = ("{{ naam }}", "{% if naam %}ja{% endif %}", "{# niets #}", "{%p if naam %}", "{{p naam }}", "{{ onbekend }}",
        "a {{ naam|upper }} b", "{% for x in naam %}", "{{ datum }}", "{{ naam")  # fmt: skip


@dataclass(frozen=True)
class Tagged:
    """Where a tag was put: in the part (of a package in that part), the element, and its text or attribute."""

    part: str
    inner: str
    element: int
    place: str
    tag: str

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the template with the tag in them."""
        parts = dict(rich_parts())
        inner = read_parts(parts[self.part]) if self.inner else parts
        name = self.inner or self.part
        root = parse_xml(inner[name])
        element = elements_of(root)[self.element]
        if self.place == "text":
            element.text = self.tag
        elif self.place == "tail":
            element.tail = self.tag
        else:
            element.set(self.place, self.tag)
        inner[name] = serialize_xml(root)
        if self.inner:
            parts[self.part] = packed(inner)
        return parts


def elements_of(root: Element) -> list[Element]:
    """Return the elements of a part."""
    return [element for element in root.iter() if isinstance(element.tag, str)]


@st.composite
def tagged(draw: st.DrawFn) -> Tagged:
    """Put a tag into some text or attribute of some part of the template."""
    parts = rich_parts()
    part = draw(st.sampled_from([name for name in sorted(parts) if name.endswith((".xml", ".rels", ".xlsx"))]))
    packages = read_parts(parts[part]) if part.endswith(".xlsx") else {}
    inner = draw(st.sampled_from(sorted(packages))) if packages else ""
    root = parse_xml(packages[inner] if inner else parts[part])
    elements = elements_of(root)
    number = draw(st.integers(0, len(elements) - 1))
    places = ["text", *(["tail"] if number else []), *map(str, elements[number].attrib)]
    return Tagged(part, inner, number, draw(st.sampled_from(places)), draw(st.sampled_from(TAGS)))


@settings(max_examples=60)
@given(tagged())
def test_no_tag_survives_in_any_part(tag: Tagged) -> None:
    """The law: either a report without a single tag, or a refusal that names a part."""
    with TemporaryDirectory() as folder:
        try:
            content = compiled_parts(Path(folder), tag.parts(), {"naam", "datum"}).render(VALUES)
        except BrokenTemplateError as broken:
            files = [mistake.location.file for mistake in broken.mistakes]
        else:
            files = ["none"] if has_tag(content) else []
    assert "none" not in files
    assert "" not in files
