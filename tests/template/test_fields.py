"""Fields: what Word cached of them is never a tag, what can be known is worked out, the rest is told."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from template.test_programs import rounds, run, template

from pipeline.ooxml.archive import read_parts
from pipeline.template import BrokenTemplateError, CompiledTemplate

NAMES = {"naam", "vragen", "site"}
VALUES = {"naam": "Dans", "vragen": ["Doel", "Plan"], "site": "www.gent.be"}
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    """Return the instruction of a field; a bar parts it over two runs."""
    pieces = escape(text, quote=False).split("|")
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def field(instruction: str, shown: str = "oud") -> str:
    """Return a field as Word writes it."""
    return f"{BEGIN}{code(instruction)}{SEPARATE}{run(shown)}{END}"


def simple(instruction: str, shown: str = "oud") -> str:
    """Return a field in one element."""
    return f'<w:fldSimple w:instr="{escape(instruction)}">{run(shown)}</w:fldSimple>'


def paragraph(content: str, style: str = "") -> str:
    """Return a paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def bookmark(content: str, name: str = "_Ref5") -> str:
    """Return a stretch with a bookmark on it."""
    return f'<w:bookmarkStart w:id="9" w:name="{name}"/>{content}<w:bookmarkEnd w:id="9"/>'


HEADING = paragraph(run("Kop {{ een }}"), "Heading1")
HEADINGS = rounds(HEADING, "vragen").replace("for one", "for een")


def texts(compiled: CompiledTemplate, **values: object) -> list[str]:
    """Return the text of each paragraph of a report, links and simple fields included."""
    document = Document(BytesIO(compiled.render({**VALUES, **values})))
    paragraphs = document.element.body.iter(f"{{{document.element.nsmap['w']}}}p")
    return ["".join(text.text or "" for text in each.iter(f"{{{each.nsmap['w']}}}t")) for each in paragraphs]


def told(compiled: CompiledTemplate) -> list[str]:
    """Return the codes of what is told of a template."""
    return [warning.code for warning in compiled.warnings]


# --- What Word cached -----------------------------------------------------------------------------

CACHED = ("{{ een.label }}", "{%p for een in vragen %}", "{% if naam %}x{% endif %}", "{{ naam", "{{ onbekend }}")
FOLLOWS = (
    'TOC \\o "1-3" \\h \\z \\u', 'TOC \\h \\z \\c "Tabel"', "SEQ Tabel \\* ARABIC", "REF _Ref5 \\h", "REF _Ref5 \\r",
    'STYLEREF "Heading 1" \\* MERGEFORMAT', "PAGEREF _Ref5 \\h", "TITLE", "NOTEREF _Ref5", "TOC \\f", "INDEX \\e",
    'IF "a" = "b" "ja" "nee"',
)  # fmt: skip


@pytest.mark.parametrize("cached", CACHED)
@pytest.mark.parametrize("instruction", FOLLOWS)
@pytest.mark.parametrize("make", [field, simple])
def test_a_tag_in_what_word_cached_is_no_tag(tmp_path: Path, make: object, instruction: str, cached: str) -> None:
    """Word copies a heading with its tags into a table of contents: that is accepted, and not in the report."""
    assert callable(make)
    compiled = template(tmp_path, paragraph(make(instruction, cached)) + HEADINGS, NAMES)
    assert not [text for text in texts(compiled) if "{" in text]


def test_a_table_of_contents_over_several_paragraphs(tmp_path: Path) -> None:
    """All entries of the template go; each heading that was rendered is a link, in the look of its level."""
    look = "<w:rPr><w:noProof/></w:rPr>"
    entry = f'<w:hyperlink w:anchor="_Toc1"><w:r>{look}<w:t>{{}}</w:t></w:r><w:r><w:tab/></w:r>{{}}</w:hyperlink>'
    first = BEGIN + code(" TOC \\o 1-2 \\h ") + SEPARATE + entry.format("Kop {{ een }}", field("PAGEREF _Toc1", "3"))
    second = entry.format("Nog {{ een }}", field("PAGEREF _Toc1", "4"))
    contents = f"{paragraph(first, 'TOC1')}{paragraph(second, 'TOC2')}{paragraph(END)}"
    compiled = template(tmp_path, contents + HEADINGS + paragraph(run("Diep"), "Heading2"), NAMES)
    content = compiled.render(VALUES)
    assert texts(compiled) == ["Kop Doel", "Kop Plan", "Diep", "", "Kop Doel", "Kop Plan", "Diep"]
    xml = read_parts(content)["word/document.xml"].decode()
    anchors = re.findall(r'w:anchor="([^"]*)"', xml)
    assert len(anchors) == len(set(anchors)) == 3
    assert set(anchors) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml))
    assert xml.count("<w:noProof/>") == 3
    assert "PAGEREF" not in xml
    assert told(compiled) == ["template-page-numbers"]


def test_a_table_that_ends_in_its_last_entry(tmp_path: Path) -> None:
    """No empty paragraph is left of an entry."""
    contents = paragraph(f"{BEGIN}{code('TOC')}{SEPARATE}{run('een')}", "TOC1") + paragraph(
        f"{run('twee')}{END}", "TOC1"
    )
    compiled = template(tmp_path, contents + HEADINGS, NAMES)
    assert texts(compiled) == ["Kop Doel", "Kop Plan"] * 2
    assert texts(compiled, vragen=[]) == [""]


@pytest.mark.parametrize("mark", ["updateFields", "w:dirty", "w:fldLock"])
def test_word_is_asked_nothing(tmp_path: Path, mark: str) -> None:
    """Word would put a question to whoever opens the report."""
    compiled = template(tmp_path, paragraph(field("TOC")) + HEADINGS, NAMES)
    assert not [part for part in read_parts(compiled.render(VALUES)).values() if mark.encode() in part]


# --- What can be known ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("SEQ Tabel \\* ARABIC", ["1", "2", "3"]),
        ("SEQ Tabel \\* roman", ["i", "ii", "iii"]),
        ("SEQ Tabel \\* ROMAN \\* MERGEFORMAT", ["I", "II", "III"]),
        ("SEQ Tabel \\* ALPHABETIC", ["A", "B", "C"]),
        ("SEQ Tabel \\r 5", ["5", "5", "5"]),
        ("SEQ Tabel \\n", ["1", "2", "3"]),
        ("SEQ Tabel \\c", ["0", "0", "0"]),
        ("SEQ Tabel \\h", ["", "", ""]),
        ("SEQ |Tabel", ["1", "2", "3"]),
    ],
)
@pytest.mark.parametrize("make", [field, simple])
def test_a_sequence_counts_in_a_loop(tmp_path: Path, make: object, instruction: str, shown: list[str]) -> None:
    """Every round has the next number, as Word would count."""
    assert callable(make)
    instruction = instruction if make is field else instruction.replace("|", "")
    body = rounds(paragraph(f"{run('Tabel ')}{make(instruction)}{run(': {{ one }}')}"), "vragen")
    compiled = template(tmp_path, body, NAMES)
    wanted = [f"Tabel {number}: {name}" for number, name in zip(shown, "abc", strict=True)]
    assert texts(compiled, vragen=["a", "b", "c"])[:3] == wanted
    assert not compiled.warnings


def test_sequences_count_apart_and_begin_anew_at_a_heading(tmp_path: Path) -> None:
    """Each name has its own count; `s 1` begins anew under each heading of that level."""
    lines = [
        field("SEQ Tabel"),
        field("SEQ figuur"),
        field("SEQ tabel"),
        field("SEQ Los \\s 1"),
        field("SEQ Los \\s 1"),
    ]
    body = "".join(map(paragraph, lines)) + paragraph(run("Kop"), "Heading1") + paragraph(field("SEQ Los \\s 1"))
    compiled = template(tmp_path, body + paragraph(run("{{ naam }}")), NAMES)
    assert texts(compiled)[:7] == ["1", "1", "2", "1", "2", "Kop", "1"]


def test_a_list_of_tables_lists_the_captions(tmp_path: Path) -> None:
    """With the numbers that were counted."""
    caption = paragraph(f"{run('Tabel ')}{field('SEQ Tabel')}{run(': {{ one }}')}", "Caption")
    body = paragraph(field('TOC \\h \\z \\c "Tabel"', "Tabel 1: {{ v.label }}")) + rounds(caption, "vragen")
    shown = texts(template(tmp_path, body, NAMES))
    assert shown[:2] == shown[2:4] == ["Tabel 1: Doel", "Tabel 2: Plan"]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("REF _Ref5 \\h", "Over Dans"),
        ("REF _Ref5 \\h \\* Upper", "OVER DANS"),
        ('STYLEREF "heading 1"', "Over Dans"),
        ('STYLEREF "Kop 1"', "Over Dans"),
        ("STYLEREF 1", "Over Dans"),
        ("PAGEREF _Ref5 \\h", ""),
        ("TITLE", "Verslag van Dans"),
        ("TITLE \\* MERGEFORMAT", "Verslag van Dans"),
        ("AUTHOR", "Gent"),
        ("DOCPROPERTY Title", "Verslag van Dans"),
        ('IF "a" = "a" "ja" "nee"', "ja"),
        ("IF 2,5 > 10 ja nee", "nee"),
        ('IF "Gent" = "G*" "ja"', "ja"),
        ('IF "Gent" <> "G?" "anders"', "anders"),
        ("IF 1 = 2 ja", ""),
    ],
)
def test_what_is_known_is_shown(tmp_path: Path, instruction: str, shown: str) -> None:
    """The text of a bookmark, of a heading, of a property, and which text a condition chooses."""
    heading = paragraph(bookmark(run("Over {{ naam }}")), "Heading1")
    compiled = template(tmp_path, paragraph(f"{run('[')}{field(instruction)}{run(']')}") + heading, NAMES)
    content = compiled.render(VALUES, {"title": "Verslag van Dans", "creator": "Gent"})
    assert Document(BytesIO(content)).paragraphs[0].text == f"[{shown}]"


def test_the_result_has_the_look_of_the_one_before(tmp_path: Path) -> None:
    """Bold stays bold."""
    shown = "<w:r><w:rPr><w:b/></w:rPr><w:t>1</w:t></w:r>"
    body = paragraph(f"{BEGIN}{code('SEQ Tabel')}{SEPARATE}{shown}{END}{run(' {{ naam }}')}")
    content = template(tmp_path, body, NAMES).render(VALUES)
    assert [bool(each.bold) for each in Document(BytesIO(content)).paragraphs[0].runs if each.text == "1"] == [True]


def test_a_condition_on_an_answer_is_worked_out_and_holds_it_no_more(tmp_path: Path) -> None:
    """What an answer says can't end the quotes of the field, and is in no instruction afterwards."""
    condition = field('IF "{{ na|am }}" = "x" "{{ naam }} is x" "anders"')
    compiled = template(tmp_path, paragraph(condition), NAMES)
    assert texts(compiled, naam="x")[0] == "x is x"
    for answer in ('x" = "x" "ja', 'a" "b', "\\", "“x”", "{{ naam }}", "\ue005\ue006"):
        assert texts(compiled, naam=answer)[0] == "anders"
        assert b"instrText" not in read_parts(compiled.render({**VALUES, "naam": answer}))["word/document.xml"]


def test_a_condition_on_another_field(tmp_path: Path) -> None:
    """What the field in it shows is one side of the comparison."""
    nested = f"{BEGIN}{code('IF ')}{field('SEQ Tabel')}{code(' = 1 eerste later')}{SEPARATE}{run('oud')}{END}"
    shown = texts(template(tmp_path, rounds(paragraph(f"{nested}{run(' {{ one }}')}"), "vragen"), NAMES))
    assert [text.lstrip("12") for text in shown[:2]] == ["eerste Doel", "later Plan"]


# --- What can't be known --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruction", "codes"),
    [
        ("FILENAME", ["template-field-kept"]),
        ("MERGEFIELD Naam", ["template-field-kept"]),
        ("REF _Ref5 \\r", ["template-field-kept"]),
        ("= SUM(ABOVE)", ["template-field-kept"]),
        ("PAGEREF _Ref5", ["template-page-numbers"]),
        ("TOC", ["template-page-numbers"]),
        ("TOC \\n", []),
        ("PAGE", []),
        ("DATE", []),
        ("FORMTEXT", []),
    ],
)
def test_what_would_be_out_of_date_is_told(tmp_path: Path, instruction: str, codes: list[str]) -> None:
    """With the instruction and its place; what Word itself keeps up to date is not."""
    compiled = template(tmp_path, paragraph(run("{{ naam }} ") + field(instruction)) + HEADINGS, NAMES)
    assert told(compiled) == codes
    assert [warning.tag for warning in compiled.warnings] == [instruction] * len(codes)


# --- Answers in instructions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "instruction",
    [
        'INCLUDETEXT "{{ naam }}"',
        'INCLUDE|PICTURE "{{ na|am }}"',
        'DISPLAYBARCODE "{{ naam }}" QR',
        "HYPERLINK {{ naam }}",
        'HYPERLINK "https://gent.be" \\o "{{ naam }}"',
        'HYPERLINK \\l "{{ naam }}"',
        'HYPERLINK "{% if naam %}https://gent.be{% endif %}"',
        '{{ naam }} "x"',
        "= {{ naam }} * 2",
        "MERGEFIELD {{ naam }}",
        'DDEAUTO excel "{{ naam }}"',
        'IF "{{ naam }}" "ja"',
        "SEQ {{ naam }}",
    ],
)
@pytest.mark.parametrize("make", [field, simple])
def test_a_tag_in_another_instruction_is_refused(tmp_path: Path, make: object, instruction: str) -> None:
    """There an answer could name a file, add a switch or close the quotes; the place is told."""
    assert callable(make)
    instruction = instruction if make is field else instruction.replace("|", "")
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, paragraph(make(instruction)), NAMES)
    assert "template-tag-in-field" in {mistake.code for mistake in broken.value.mistakes}
    assert {mistake.location.part for mistake in broken.value.mistakes} == {"body"}


@pytest.mark.parametrize(
    ("address", "answer", "leads_to"),
    [
        ("{{ na|am }}", "https://gent.be/a?b=1", "https://gent.be/a?b=1"),
        ("{{ naam }}", "www.gent.be", "https://www.gent.be"),
        ("{{ naam }}", "an@gent.be", "mailto:an@gent.be"),
        ("mailto:{{ naam }}", "an@gent.be", "mailto:an@gent.be"),
        ("https://gent.be/{{ naam }}?x=1", "Dans & mee", "https://gent.be/Dans%20%26%20mee?x=1"),
        ("https://gent.be/|{{ naam }}", 'a" \\o "b', "https://gent.be/a%22%20%5Co%20%22b"),
        ("{{ naam }}", 'https://gent.be" \\l "x', ""),
        ("{{ naam }}", "javascript:alert(1)", ""),
        ("{{ naam }}", "file:///etc/passwd", ""),
        ("{{ naam }}", "geen", ""),
        ("{{ naam }}", "", ""),
    ],
)
@pytest.mark.parametrize("make", [field, simple])
def test_a_link_leads_only_to_an_address(
    tmp_path: Path, make: object, address: str, answer: str, leads_to: str
) -> None:
    """An address of the web or of a mailbox, whole and in its quotes; else the link is plain text."""
    assert callable(make)
    address = address if make is field else address.replace("|", "")
    compiled = template(tmp_path, paragraph(make(f'HYPERLINK "{address}"', "naar {{ naam }}")), NAMES)
    content = compiled.render({**VALUES, "naam": answer})
    xml = read_parts(content)["word/document.xml"].decode().replace("&amp;", "&").replace("&quot;", '"')
    assert texts(compiled, naam=answer)[0] == f"naar {answer}"
    assert ("HYPERLINK" in xml) is bool(leads_to)
    assert leads_to == "" or f'HYPERLINK "{leads_to}"' in xml
