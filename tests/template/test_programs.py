"""Templates as the programs that people write them in leave them: tags split and dressed in the way of each."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from document_rules import check_docx
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.rich_text import Look, RichText, Span
from pipeline.template import BrokenTemplateError, CompiledTemplate, compile_template

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, properties: str = "", attributes: str = "") -> str:
    """Return a run."""
    return f'<w:r{attributes}>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


# What each program makes of `Over {{ initiatief }} in {{ gemeente|default("Gent", true) }}.`, its first tag in bold.
# LibreOffice's was made with LibreOffice 7.4: a document with these spans and a bookmark, saved as .docx. The others
# were written by hand after what these programs are known to save; none of them was at hand.
PROGRAMS = {
    # A spelling mark round a name that it doesn't know, and a revision id on every run typed in another session.
    "Word 2010": run("Over ", attributes=' w:rsidR="000000A1"')
    + run("{{ ", _BOLD, ' w:rsidRPr="000000B2"')
    + '<w:proofErr w:type="spellStart"/>'
    + run("initia", _BOLD, ' w:rsidR="000000C3"')
    + run("tief", "", ' w:rsidR="000000D4"')
    + '<w:proofErr w:type="spellEnd"/>'
    + '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">'
    + run(" }} in")
    + "</w:smartTag>"
    + run(" {{ gemeente|default(“Gent”, true) }}."),
    # Grammar marks inside the tag, and a bookmark where the cursor stood when it was saved.
    "Word 2013": run("Over ")
    + '<w:proofErr w:type="gramStart"/>'
    + run("{", _BOLD)
    + run("{ initiatief", _BOLD)
    + '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    + '<w:proofErr w:type="gramEnd"/>'
    + run(" }", _BOLD)
    + run("} in {{ gemeente|default(")
    + run("„Gent”", '<w:rPr><w:lang w:val="nl-NL"/></w:rPr>')
    + run(", true) }}."),
    # A page that broke inside the tag, blanks that autocorrect made hard, and a language for each stretch.
    "Word 2016": run("Over ", '<w:rPr><w:lang w:val="nl-BE"/></w:rPr>')
    + run("{{\N{NO-BREAK SPACE}initi", _BOLD)
    + f"<w:r>{_BOLD}<w:lastRenderedPageBreak/><w:t>atief</w:t></w:r>"
    + run("\N{NO-BREAK SPACE}}} in {{ gemeente", '<w:rPr><w:lang w:val="en-US"/></w:rPr>')
    + run("|default(‘Gent’, true) }}.", "<w:rPr><w:noProof/></w:rPr>"),
    # A comment on half a tag, and changes that were tracked: what was struck out doesn't count.
    "Word 365": run("Over ")
    + '<w:commentRangeStart w:id="5"/>'
    + run("{{ initi", _BOLD)
    + '<w:del w:id="1" w:author="An"><w:r><w:delText>atje</w:delText></w:r></w:del>'
    + f'<w:ins w:id="2" w:author="An">{run("atief", _BOLD)}</w:ins>'
    + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    + run(" }} in ")
    + run("{{ gemeente|default(“Gent”, true) }}.", "<w:rPr><w:rStyle w:val='Strong'/></w:rPr>"),
    "LibreOffice": '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">Over </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>{{ init</w:t></w:r><w:r><w:rPr></w:rPr><w:t>iat</w:t></w:r>"
    '<w:bookmarkStart w:id="0" w:name="hier"/><w:bookmarkEnd w:id="0"/><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    '<w:t>ief</w:t></w:r><w:r><w:rPr></w:rPr><w:t xml:space="preserve"> }} in {{ gemeen</w:t></w:r><w:r><w:rPr>'
    '<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">te|default(“Gent”, true) </w:t></w:r><w:r><w:rPr></w:rPr>'
    "<w:t>}}.</w:t></w:r>",
    # Every property on every run, also those that are off.
    "Google Docs": "".join(
        f'<w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"><w:rPr>{bold}<w:rtl w:val="0"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
        for bold, text in (
            ("", "Over "),
            ('<w:b w:val="1"/>', "{{ initiatief"),
            ('<w:i w:val="0"/>', " }} in {{ gemeente|default("),
            ("", "“Gent”, true) }}."),
        )
    ),
}


def comments_of(program: str) -> dict[str, str]:
    """Return the part with the comment that a program's text refers to; nothing where it refers to none."""
    comment = f'<w:comment w:id="5" w:author="An"><w:p>{run("Welke?")}</w:p></w:comment>'
    return {"comments": comment} if "commentReference" in PROGRAMS[program] else {}


def template(folder: Path, body: str, names: set[str] | None = None, **parts: str) -> CompiledTemplate:
    """Compile a template with this body; `parts` are the contents of parts such as footnotes."""
    document = BytesIO()
    Document().save(document)
    package = read_parts(document.getvalue())
    package["word/document.xml"] = package["word/document.xml"].replace(b"<w:body>", b"<w:body>" + body.encode())
    for kind, content in parts.items():
        _add_part(package, kind, content)
    path = folder / "sjabloon.docx"
    path.write_bytes(pack(packed_part(name, content) for name, content in package.items()))
    return compile_template(path, names)


def _add_part(package: dict[str, bytes], kind: str, content: str) -> None:
    kinds, office = (
        "application/vnd.openxmlformats-officedocument",
        "http://schemas.openxmlformats.org/officeDocument/2006",
    )
    declared = f'<Override PartName="/word/{kind}.xml" ContentType="{kinds}.wordprocessingml.{kind}+xml"/></Types>'
    related = f'<Relationship Id="rId{kind}" Target="{kind}.xml" Type="{office}/relationships/{kind}"/></Relationships>'
    package[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{_MAIN}">{content}</w:{kind}>'.encode()
    for name, line in (("[Content_Types].xml", declared), ("word/_rels/document.xml.rels", related)):
        package[name] = re.sub(rb"</(?:Types|Relationships)>", line.encode(), package[name])


@pytest.mark.parametrize("program", PROGRAMS)
def test_tags_are_whole_however_a_program_splits_and_dresses_them(tmp_path: Path, program: str) -> None:
    """The text is the same from each, and a value has the formatting of its tag's first character."""
    compiled = template(tmp_path, f"<w:p>{PROGRAMS[program]}</w:p>", {"initiatief", "gemeente"}, **comments_of(program))
    content = compiled.render({"initiatief": "Dans mee!", "gemeente": ""})
    paragraph = Document(BytesIO(content)).paragraphs[0]
    texts = [node.text or "" for node in paragraph._p.iter(f"{{{_MAIN}}}t")]  # noqa: SLF001 - python-docx leaves out what was inserted
    assert "".join(texts) == "Over Dans mee! in Gent."
    (bold,) = (one for one in paragraph.runs if "Dans mee!" in one.text)
    assert bold.bold
    assert not [one for one in check_docx(content) if one.code == "WRD01"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% for| one in res|pondents %|}", "{% end|for %}"),
        ("{|%p for one in respondents %}", "{%|p endfor %}"),
        ("{% for one in\N{NO-BREAK SPACE}respondents %}", "{%| endfor| %}"),
    ],
)
def test_statements_are_whole_too(tmp_path: Path, opening: str, closing: str) -> None:
    """A loop whose tags are split leaves no empty paragraph either."""
    language = '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    lines = [
        "".join(run(piece, language if index % 2 else "") for index, piece in enumerate(line.split("|")))
        for line in (opening, "{{ one }}", closing)
    ]
    compiled = template(tmp_path, "".join(f"<w:p>{line}</w:p>" for line in lines))
    content = compiled.render({"respondents": ["An", "Jef"]})
    assert [one.text for one in Document(BytesIO(content)).paragraphs] == ["An", "Jef"]


# --- Long documents -------------------------------------------------------------------------------


def test_places_are_right_in_a_document_of_two_hundred_pages(tmp_path: Path) -> None:
    """Each mistake is told under its own heading, by its own paragraph or cell, in the order of the document."""
    body: list[str] = []
    expected: list[tuple[str, tuple[int, int, int] | None, str, str]] = []
    for chapter in range(1, 101):
        body.append(f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(f"Hoofdstuk {chapter}")}</w:p>')
        body += [f"<w:p>{run(f'Alinea {number}. ' + 'Samen met de buurt. ' * 20)}</w:p>" for number in range(20)]
        in_cell = "{{ gemente }}" if chapter % 10 == 0 else "{{ gemeente }}"
        inner = f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc><w:tc><w:p>{run(in_cell)}</w:p></w:tc></w:tr></w:tbl>"
        body.append(
            f"<w:tbl><w:tr><w:tc><w:p>{run('kop')}</w:p></w:tc></w:tr><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
        )
        if chapter % 10 == 0:
            expected.append((f"Hoofdstuk {chapter}", (2 * chapter, 1, 2), "{{ gemente }}", "gemeente"))
        if chapter % 25 == 0:
            body.append(f"<w:p>{run(f'Slot {chapter} van {{{{ initiatif }}}}')}</w:p>")
            expected.append((f"Hoofdstuk {chapter}", None, "{{ initiatif }}", "initiatief"))
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, "".join(body), {"gemeente", "initiatief"})
    told = [(one.location.heading, one.location.cell, one.tag, one.suggestion) for one in broken.value.mistakes]
    assert told == expected
    assert [one.location.text for one in broken.value.mistakes if "Slot" in one.location.text] == [
        f"Slot {chapter} van {{{{ initiatif }}}}" for chapter in (25, 50, 75, 100)
    ]


# --- Notes and comments ---------------------------------------------------------------------------


def note(kind: str, text: str) -> str:
    """Return a note, or a comment, with id 2."""
    author = ' w:author="An"' if kind == "comment" else ""
    return f'<w:{kind} w:id="2"{author}><w:p>{run(text)}</w:p></w:{kind}>'


def looped(reference: str, over: str = "respondents") -> str:
    """Return a loop over a paragraph that refers to note 2."""
    return rounds(f'<w:p>{run("{{ one }}")}<w:r><w:{reference} w:id="2"/></w:r></w:p>', over)


def rounds(body: str, over: str = "respondents") -> str:
    """Return a loop over what stands in it."""
    return f"<w:p>{run(f'{{%p for one in {over} %}}')}</w:p>{body}<w:p>{run('{%p endfor %}')}</w:p>"


@pytest.mark.parametrize(
    ("part", "kind", "reference"),
    [
        ("footnotes", "footnote", "footnoteReference"),
        ("endnotes", "endnote", "endnoteReference"),
        ("comments", "comment", "commentReference"),
    ],
)
def test_each_round_of_a_loop_has_a_note_of_its_own(tmp_path: Path, part: str, kind: str, reference: str) -> None:
    """Two references to one note are unreadable to Word; tags in notes show their values."""
    compiled = template(tmp_path, looped(reference), None, **{part: note(kind, "Bron: {{ bron }}")})
    parts = read_parts(compiled.render({"respondents": ["An", "Jef", "Mia"], "bron": "enquête <2026>"}))
    referred = re.findall(rf'<w:{reference} w:id="(\d+)"', parts["word/document.xml"].decode())
    notes = parts[f"word/{part}.xml"].decode()
    assert len(set(referred)) == 3
    assert sorted(re.findall(rf'<w:{kind} w:id="(\d+)"', notes)) == sorted(referred)
    assert notes.count("enquête &lt;2026&gt;") == 3


def test_a_name_of_a_loop_in_a_note_is_told(tmp_path: Path) -> None:
    """A note stands outside the loop that refers to it, and knows nothing of its rounds: better told than wrong."""
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, looped("footnoteReference"), {"respondents"}, footnotes=note("footnote", "Bron: {{ one }}"))
    (mistake,) = broken.value.mistakes
    assert (mistake.code, mistake.location.part, mistake.tag) == ("template-name-unknown", "footnotes", "{{ one }}")


def test_a_tag_in_the_address_of_a_link_is_told(tmp_path: Path) -> None:
    """Word writes its braces in another way, and would show them in the report."""
    document = Document()
    address, kind = "https://gent.be/%7B%7B%20website%20%7D%7D", "http://schemas.openxmlformats.org/officeDocument/2006"
    document.part.relate_to(address, f"{kind}/relationships/hyperlink", is_external=True)
    document.save(str(tmp_path / "sjabloon.docx"))
    with pytest.raises(BrokenTemplateError) as broken:
        compile_template(tmp_path / "sjabloon.docx")
    assert [(one.code, one.tag) for one in broken.value.mistakes] == [("template-tag-in-link", "{{ website }}")]


def test_yes_and_no_are_words_beside_other_text_too(tmp_path: Path) -> None:
    """Joined by `~`, a yes is no `True`."""
    tag = run("{{ gratis ~ '!' }}")
    content = template(tmp_path, f"<w:p>{tag}</w:p>").render({"gratis": True})
    assert Document(BytesIO(content)).paragraphs[0].text == "ja!"


# --- Ids ------------------------------------------------------------------------------------------


def test_paragraph_ids_and_content_controls_stay_unique_in_loops(tmp_path: Path) -> None:
    """Word gives each paragraph and each content control an id; twice the same is unreadable content."""
    control = f'<w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:p>{run("{{ one }}")}</w:p></w:sdtContent>'
    body = f'<w:p w14:paraId="1A2B3C4D" w14:textId="77777777">{run("tekst {{ one }}")}</w:p><w:sdt>{control}</w:sdt>'
    parts = read_parts(template(tmp_path, rounds(body)).render({"respondents": ["An", "Jef", "Mia"]}))
    made = parts["word/document.xml"].decode()
    for pattern in (r'w14:paraId="(\w+)"', r'<w:id w:val="(-?\d+)"'):
        found = re.findall(pattern, made)
        assert len(found) == len(set(found)), (pattern, found)
    assert len(re.findall(r"<w:sdt>", made)) == 3


# --- Formatted texts ------------------------------------------------------------------------------

_LOOKS: tuple[Look, ...] = ("bold", "italic", "strike", "underline")


@st.composite
def formatted(draw: st.DrawFn) -> RichText:
    """Make a text with stretches that look different, or are links."""
    characters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n")
    text = draw(st.text(characters, min_size=1, max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    links = st.sampled_from(["", "https://gent.be/a?b=1&c=2"])
    spans = [
        Span(begin, end, tuple(sorted(draw(st.sets(st.sampled_from(_LOOKS))))), draw(links))
        for begin, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    return RichText(text, tuple(spans))


def test_any_formatted_text_gives_a_valid_document_with_that_text(tmp_path: Path) -> None:
    """Whatever is bold or a link in a cell, in a sentence and as paragraphs of its own."""
    compiled = template(tmp_path, f"<w:p>{run('Zin: {{ a }}')}</w:p><w:p>{run('{{ a }}')}</w:p>")

    @settings(max_examples=40, deadline=None)
    @given(formatted())
    def is_valid(answer: RichText) -> None:
        content = compiled.render({"a": answer})
        first = Document(BytesIO(content)).paragraphs[0].text
        assert first.removeprefix("Zin: ").split() == str(answer).split()
        assert not [one for one in check_docx(content) if one.code in ("WRD01", "WRD02", "WRD03")]

    is_valid()


# --- Content controls, blanks and soft line ends --------------------------------------------------


def control(content: str, tag: str = "goog_rdk_0") -> str:
    """Return a content control."""
    properties = f'<w:sdtPr><w:id w:val="7"/><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


_IF, _END_IF = f"<w:p>{run('{% if naam %}')}</w:p>", f"<w:p>{run('{% endif %}')}</w:p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('Dag {{ ')}{control(run('naam'))}{run(' }}')}</w:p>",
        f"<w:p>{control(control(run('Dag {{ naam'), 'goog_rdk_1'))}{run(' }}')}</w:p>",
        f"{control(_IF)}<w:p>{run('Dag {{ naam }}')}</w:p>{control(_END_IF)}",
    ],
)
def test_the_controls_of_google_docs_part_no_tag(tmp_path: Path, body: str) -> None:
    """It puts one around whatever somebody remarked on; nothing of it is left."""
    content = template(tmp_path, body).render({"naam": "An"})
    assert Document(BytesIO(content)).paragraphs[0].text == "Dag An"
    assert b"<w:sdt>" not in read_parts(content)["word/document.xml"]


def test_a_date_control_and_a_check_box_keep_their_state(tmp_path: Path) -> None:
    """What no tag changes stays; a date control that shows a value holds no other day."""
    controls = (
        ('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "x"),
        ('<w:date w:fullDate="2026-01-02T00:00:00Z"/>', "2/01/2026"),
        ('<w:date w:fullDate="2026-01-02T00:00:00Z"/>', "{{ naam }}"),
    )
    body = "".join(
        f"<w:p><w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt></w:p>"
        for kind, text in controls
    )
    made = read_parts(template(tmp_path, body).render({"naam": "5/03/2026"}))["word/document.xml"].decode()
    assert '<w14:checked w14:val="1"/>' in made
    assert made.count("w:fullDate") == 1
    assert made.index("w:fullDate") < made.index("2/01/2026") < made.index("<w:date/>") < made.index("5/03/2026")


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{\u00a0naam\u00a0}}", "An"),
        ("{{ 'a\u00a0b' }}", "a\u00a0b"),
        ("{{ '\u2013' ~ naam }}", "\u2013An"),
        ("{{ \u201cl\u2019avis\u201d }}", "l\u2019avis"),
        ("{{ 5 \u2013 3 }}", "2"),
        ("x\u00a0{{ naam }}\u00a0y", "x\u00a0An\u00a0y"),
        ("x\u00a0{%- if naam -%}\u00a0y{% endif %}", "xy"),
    ],
)
def test_a_text_in_quotes_stays_as_typed(tmp_path: Path, tag: str, shown: str) -> None:
    """No-break spaces, dashes and quotes are Jinja's only where they belong to the tag itself."""
    content = template(tmp_path, f"<w:p>{run(tag)}</w:p>").render({"naam": "An"})
    assert Document(BytesIO(content)).paragraphs[0].text == shown


@pytest.mark.parametrize(
    ("before", "tag", "after", "shown"),
    [
        ("een", "{%- if naam %}", "twee", "eentwee"),
        ("een ", " {%- if naam %}", "twee", "een twee"),
        ("een", "{% if naam -%}", "twee", "eentwee"),
        ("een", "{% if naam -%} ", " twee", "een twee"),
        ("een", "{% if naam %}", "twee", "een\ntwee"),
    ],
)
def test_a_soft_line_end_beside_a_tag_that_trims(tmp_path: Path, before: str, tag: str, after: str, shown: str) -> None:
    """It goes with the blanks on the tag's own side; what is beyond it stays as typed."""
    line_end = "<w:r><w:br/></w:r>"
    runs = (
        f"{run(before)}{line_end}{run(tag)}{run(after)}"
        if "{%-" in tag or "-%" not in tag
        else (f"{run(before)}{run(tag)}{line_end}{run(after)}")
    )
    content = template(tmp_path, f"<w:p>{runs}{run('{% endif %}')}</w:p>").render({"naam": "An"})
    assert Document(BytesIO(content)).paragraphs[0].text == shown
