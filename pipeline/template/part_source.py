"""One part of a template -> source for Jinja: every tag in its place between runs, everything else as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_xml
from pipeline.render.markup import Frame
from pipeline.render.mistakes import TemplateLocation
from pipeline.render.sandbox import ATTRIBUTE, BLOCK, CLOSE, OPEN, RUNS, WRITER
from pipeline.template.blocks import CELL_STATEMENTS, REPEATS, Block, Blocks, check_tags, opens, read_blocks
from pipeline.template.name_check import Names
from pipeline.template.paragraphs import (
    SHOWN,
    Paragraph,
    Part,
    cell_of,
    code_of,
    is_plain,
    read_paragraphs,
    tables_of,
    without_tags,
)
from pipeline.template.table_cells import mark_cell
from pipeline.template.tags import (
    MARK,
    SEAM,
    Tag,
    find_tags,
    isolate,
    join_trimmed,
    mark,
    mark_of,
    show_literals,
    text_nodes,
    text_of,
)
from pipeline.template.unique_ids import renew_ids

if TYPE_CHECKING:
    from pipeline.render.sandbox import Sandbox

_MARKS = re.compile(rf"<\?{MARK} ([x\d]+)\?>|\ue002([x\d]+)\ue003")
_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
# What must not vanish with the paragraph, row or cell that a tag stands for.
_NOT_LEFT_OUT = ("sectPr", "drawing", "pict", "object")


def read_part(part: Part, content: bytes, sandbox: Sandbox, names: Names | None) -> None:
    """Read a part and make its source; the frames of its values are added. Raises XMLSyntaxError."""
    root = parse_xml(content)
    join_trimmed(root)
    paragraphs = list(read_paragraphs(root, part, names))
    blocks = read_blocks(part.tags)
    _mark_tags(part, paragraphs, blocks)
    has_literals = show_literals(root)
    _mark_attributes(root, part, {one.element: one.location for one in paragraphs})
    _tell_what_crosses(root, part, blocks)
    checked = check_tags(part.tags, part.order, blocks, sandbox, names)
    for wrong in (*blocks.wrong, *checked.wrong):
        part.tell(wrong.code, wrong.tag, wrong.subject, wrong.suggestion)
    part.mistakes.sort(key=lambda mistake: mistake.location.paragraph)
    part.used = checked.used
    if (part.tags or has_literals) and not part.mistakes:
        renew_ids(root, part.codes, _repeats(root, part))
        _source(root, part)


# --- Marks ----------------------------------------------------------------------------------------


def _mark_tags(part: Part, paragraphs: Sequence[Paragraph], blocks: Blocks) -> None:
    """Replace every tag by a mark; what a tag stands for besides itself goes with it."""
    replaced: dict[Element, list[int]] = {}
    alone = _paragraphs_of_statements(part, paragraphs, blocks)
    for index, paragraph in enumerate(paragraphs):
        scoped = [number for number in paragraph.tags if part.tags[number].scope in ("p", "tr", "tc")]
        for number in scoped:
            _stand_for(paragraph.element, number, part, replaced)
        if scoped or not paragraph.tags:
            continue
        if index in alone:
            replaced[paragraph.element] = list(paragraph.tags)
        elif _stands_alone(paragraph, part):
            (number,) = paragraph.tags
            _as_block(paragraph.element, number, part)
            replaced[paragraph.element] = [number]
        else:
            _mark_between_runs(paragraph, part)
    for element, numbers in replaced.items():
        _tell_what_goes_with(element, numbers, part)
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [mark(number) for number in numbers]


def _paragraphs_of_statements(part: Part, paragraphs: Sequence[Paragraph], blocks: Blocks) -> set[int]:
    """Return the paragraphs that hold nothing but statements, of which the blocks have all their tags in such ones.

    They would be left empty; they go, as if they were written `{%p ... %}`.
    """
    at = {number: index for index, paragraph in enumerate(paragraphs) for number in paragraph.tags}
    alone = {
        index
        for index, paragraph in enumerate(paragraphs)
        if paragraph.tags
        and all(part.tags[number].kind != "value" for number in paragraph.tags)
        and all(part.tags[number].word not in CELL_STATEMENTS for number in paragraph.tags)
        and not "".join(without_tags(paragraph.text, [part.tags[number] for number in paragraph.tags])).strip()
        and is_plain(paragraph.element)
    }
    scoped = {number for number, tag in enumerate(part.tags) if tag.scope == "p"}
    while True:
        outside = {
            at[number]
            for block in blocks.whole
            if not _all_alone(block, at, alone, scoped, paragraphs)
            for number in block.tags
        }
        if not alone & outside:
            return alone
        alone -= outside


def _all_alone(
    block: Block, at: dict[int, int], alone: set[int], scoped: set[int], paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether every tag of a block stands for its paragraph, all in one place of the document."""
    parents = {paragraphs[at[number]].element.getparent() for number in block.tags if number in at}
    return len(parents) == 1 and all(at.get(number) in alone or number in scoped for number in block.tags)


def _mark_between_runs(paragraph: Paragraph, part: Part) -> None:
    numbered = [(number, part.tags[number]) for number in paragraph.tags]
    in_link = {element for name in ("hyperlink", "fldSimple") for element in paragraph.element.iter(f"{W}{name}")}
    for number, run in isolate(paragraph.element, numbered):
        tag = part.tags[number]
        if tag.kind == "value":
            links = not in_link.intersection(run.iterancestors()) and part.label != "comments"
            part.frames.append(Frame(run=_xml(run.find(f"{W}rPr")), links=links))
            part.codes[number] = _call(RUNS, tag, len(part.frames) - 1)
        elif tag.word in CELL_STATEMENTS:
            part.codes[number] = ""
            part.has_cells = True
            if not mark_cell(paragraph.element, tag, part.codes):
                part.tell("template-not-in-a-table", number)


def _as_block(paragraph: Element, number: int, part: Part) -> None:
    part.frames.append(_frame(paragraph, _first_run_properties(paragraph), part))
    part.codes[number] = _call(BLOCK, part.tags[number], len(part.frames) - 1)


def _stand_for(paragraph: Element, number: int, part: Part, replaced: dict[Element, list[int]]) -> None:
    """Let a tag take the place of its paragraph, row or cell; `{{p x}}` is a value with a paragraph to itself."""
    tag = part.tags[number]
    part.has_cells = part.has_cells or tag.scope == "tc"
    element = paragraph if tag.scope == "p" else next(paragraph.iterancestors(f"{W}{tag.scope}"), None)
    if element is None:
        part.tell("template-not-in-a-table", number)
        return
    if tag.kind == "value":
        if tag.scope != "p":
            part.tell("template-tag-takes-no-value", number)
        _as_block(paragraph, number, part)
    replaced.setdefault(element, []).append(number)


def _tell_what_goes_with(element: Element, numbers: Sequence[int], part: Part) -> None:
    """Tell of text, tags, pictures and breaks that would be left out with what a tag stands for."""
    beside = "".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    for number in numbers:
        beside = beside.replace(part.tags[number].source, "", 1)
    lost = [name for name in _NOT_LEFT_OUT if next(element.iter(f"{W}{name}"), None) is not None]
    if beside.strip():
        part.tell("template-leaves-out", numbers[0], " ".join(beside.split())[:SHOWN])
    elif lost:
        part.tell("template-leaves-out", numbers[0], object=lost[0])


def _stands_alone(paragraph: Paragraph, part: Part) -> bool:
    """Whether one value has the paragraph to itself, so that it may become any number of paragraphs."""
    if len(paragraph.tags) != 1:
        return False
    tag = part.tags[paragraph.tags[0]]
    return tag.kind == "value" and paragraph.text.strip() == tag.source and is_plain(paragraph.element)


def _first_run_properties(paragraph: Element) -> Element | None:
    first = next((node for node in text_nodes(paragraph) if (node.text or "").strip()), None)
    run = None if first is None else first.getparent()
    return None if run is None else run.find(f"{W}rPr")


def _frame(paragraph: Element, run_properties: Element | None, part: Part) -> Frame:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    own = paragraph.find(f"{W}pPr/{W}numPr")
    is_list = own is not None or (style is not None and style.get(f"{W}val") in part.styles.list_styles)
    return Frame(_xml(paragraph.find(f"{W}pPr")), _xml(run_properties), is_list, links=part.label != "comments")


def _xml(element: Element | None) -> str:
    """Return an element's XML without the namespaces that the part declares at its root."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


# --- Tags elsewhere than in text ------------------------------------------------------------------


def _mark_attributes(root: Element, part: Part, locations: Mapping[Element, TemplateLocation]) -> None:
    """Mark tags in attributes, such as the alternative text of a picture, and in what a field does."""
    after, tables = -1, tables_of(root)
    for element in root.iter():
        number = mark_of(element)
        if number is not None:
            after = part.order.index(int(number)) if number.isdigit() and int(number) in part.order else after
        elif isinstance(element.tag, str):
            values: dict[str | None, str] = {
                str(key): str(value) for key, value in element.attrib.items() if "{" in str(value)
            }
            if element.tag == f"{W}instrText" and "{" in (element.text or ""):
                values[None] = element.text or ""
            for key, value in values.items():
                near = next(
                    (locations[one] for one in element.iterancestors(f"{W}p") if one in locations), part.location()
                )
                location = replace(near, cell=cell_of(element, tables), text=" ".join(value.split())[:SHOWN])
                after = _mark_value(element, key, value, part, after, location)


def _mark_value(
    element: Element, key: str | None, value: str, part: Part, after: int, location: TemplateLocation
) -> int:
    """Put marks for the tags in one attribute (or, without a key, in an element's text)."""
    made, position = [], 0
    for tag in find_tags(value):
        number = len(part.tags)
        part.tags.append(tag)
        part.locations.append(location)
        after += 1
        part.order.insert(after, number)
        part.codes[number] = (
            f"{OPEN}=\n{WRITER}|{ATTRIBUTE}(({tag.body}))={CLOSE}" if tag.kind == "value" else code_of(tag)
        )
        made += [value[position : tag.start], f"\ue002{number}\ue003"]
        position = tag.end
    if made:
        text = "".join((*made, value[position:]))
        if key is None:
            element.text = text
        else:
            element.set(key, text)
    return after


# --- Blocks over the borders of cells -------------------------------------------------------------


def _tell_what_crosses(root: Element, part: Part, blocks: Blocks) -> None:
    """Tell of blocks that open in one cell, box or line of text and close in another.

    Where another closing further on stands beside the opening, the first was one too many: that is told instead.
    """
    marks = {int(name): element for element in root.iter() if (name := mark_of(element) or "").isdigit()}
    for block in blocks.whole:
        first, *others = block.tags
        across = [one for one in others if {first, one} <= marks.keys() and not _side_by_side(marks[first], marks[one])]
        if across == [block.tags[-1]]:
            spare = blocks.unopened(part.tags[across[0]].word)
            if better := [
                one for one in spare if {first, one} <= marks.keys() and _in_one_place(marks[first], marks[one])
            ]:
                blocks.close_by(block, better[0])
                continue
        if across:
            part.tell("template-block-across", across[0], part.tags[first].source)


def _side_by_side(one: Element, other: Element) -> bool:
    """Whether what stands between two marks can be left out or repeated: they are in one paragraph or beside it."""
    paths = _from_what_they_share(one, other)
    return paths[0] == paths[1] and paths[0] in ([], [f"{W}p"])


def _in_one_place(one: Element, other: Element) -> bool:
    """Whether two marks stand in the same cell, box or text, in paragraphs or in their place."""
    return all(path in ([], [f"{W}p"]) for path in _from_what_they_share(one, other))


def _from_what_they_share(one: Element, other: Element) -> list[list[str]]:
    """Return the tags of the elements round each, up to the first that is round both."""
    ours, theirs = (list(element.iterancestors()) for element in (one, other))
    while ours and theirs and ours[-1] is theirs[-1]:
        ours.pop()
        theirs.pop()
    return [[str(element.tag) for element in path] for path in (ours, theirs)]


def _repeats(root: Element, part: Part) -> set[Element]:
    """Return the elements that may be in a report more than once."""
    depth, repeated = 0, set()
    for element in root.iter():
        name = mark_of(element)
        if name is not None:
            tag = part.tags[int(name)] if name.isdigit() else None
            if tag and tag.kind == "statement" and tag.word in REPEATS and opens(tag):
                depth += 1
            elif tag and tag.word.removeprefix("end") in REPEATS and tag.word.startswith("end"):
                depth -= 1
        elif depth:
            repeated.add(element)
    return repeated


# --- The source for Jinja -------------------------------------------------------------------------


def _call(name: str, tag: Tag, frame: int) -> str:
    return f"{OPEN}=\n{WRITER}|{name}(({tag.body}), {frame})={CLOSE}"


def _source(root: Element, part: Part) -> None:
    """Make the part's XML with a Jinja tag for each mark, and remember which tag stands on which line."""
    for element in root.iter():
        for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
            text = str(value)
            if OPEN in text or CLOSE in text:
                element.set(key, text.replace(OPEN, "").replace(CLOSE, ""))
    xml = etree.tostring(root, encoding="unicode").replace(OPEN, "&#xE000;").replace(CLOSE, "&#xE001;")
    xml = xml.replace(f"<w:r><w:t>{SEAM}</w:t></w:r>", "")
    made: list[str] = []
    line, position = 1, 0
    for found in _MARKS.finditer(xml):
        key = found[1] or found[2]
        before = xml[position : found.start()]
        code = part.codes.get(key, found[0])  # what is no mark is the template's own private-use characters
        position = found.end()
        made += (before, code)
        line += before.count("\n") + code.count("\n")
        if key.isdigit():
            part.lines[line] = int(key)
    made.append(xml[position:])
    part.source = "".join(made)
