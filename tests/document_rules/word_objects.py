"""D10-D12, D19-D21: pictures, links, form fields and symbols."""

from collections.abc import Iterator

from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.markup import Element, attribute, child, is_decorative, local, path, q, val
from document_rules.word_document import Story, Word, runs, text
from document_rules.word_links import Link, linked_runs, links
from document_rules.wording import URL, poor_alternative, poor_link

SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapfdingbats", "zapf dingbats", "marlett")
NOT_A_FIELD = frozenset(
    {"docPartObj", "docPartList", "citation", "bibliography", "equation", "group", "repeatingSectionItem"}
)
FLOATING = {
    "wp:anchor": "a picture or shape that floats",
    "w:txbxContent": "a text box",
    "w:tblpPr": "a table that floats",
}


def alternatives(word: Word) -> Iterator[Broken]:
    """D10: images have alternative text or are decorative."""
    for story in word.stories:
        for drawing in story.root.iter(q("wp:inline"), q("wp:anchor")):
            if next(drawing.iter(q("w:txbxContent")), None) is None:
                yield from _drawing(story, drawing)
        for shape in _vml(story.root):
            problem = poor_alternative(shape.get("alt", ""), decorative=False)
            if problem:
                yield Broken("D10", story.part, f"{shape.get('id', 'picture')}: {problem}")


def _drawing(story: Story, drawing: Element) -> Iterator[Broken]:
    properties = child(drawing, "wp:docPr")
    problem = poor_alternative(attribute(properties, "descr"), decorative=is_decorative(properties))
    if problem:
        yield Broken("D10", story.part, f"{attribute(properties, 'name')}: {problem}")


def _vml(root: Element) -> Iterator[Element]:
    for holder in root.iter(q("w:pict"), q("w:object")):
        shapes = [shape for image in holder.iter(q("v:imagedata")) if (shape := image.getparent()) is not None]
        yield from shapes
        if not shapes and holder.tag == q("w:object"):
            yield holder


def floating(word: Word) -> Iterator[Broken]:
    """D11: nothing floats out of the reading order."""
    for story in word.stories:
        for name, what in FLOATING.items():
            yield from (Broken("D11", story.part, what) for _ in story.root.iter(q(name)))
    for story, paragraph in word.paragraphs:
        if word.styles.on_paragraph(paragraph, "w:framePr") is not None:
            yield Broken("D11", story.part, f"a frame: {excerpt(text(paragraph))}")


def told_links(word: Word) -> Iterator[Broken]:
    """D12: links tell where they go."""
    targets: dict[str, str] = {}
    for story in word.stories:
        found = list(links(story, word.package))
        for link in (link for link in found if "#_Toc" not in link.target):
            yield from (Broken("D12", story.part, problem) for problem in _link_problems(word, link, targets))
        yield from _unlinked(word, story, linked_runs(found))


def _link_problems(word: Word, link: Link, targets: dict[str, str]) -> Iterator[str]:
    shown = " ".join(link.text.split())
    problem = poor_link(shown)
    if problem and not word.answers.brought(shown) and not (link.picture and not shown):
        yield problem
    if shown and targets.setdefault(shown.casefold(), link.target) != link.target:
        yield f"{excerpt(shown)!r} goes to {targets[shown.casefold()]} and to {link.target}"


def _unlinked(word: Word, story: Story, linked: set[Element]) -> Iterator[Broken]:
    for paragraph in story.paragraphs:
        shown = "".join("\n" if run in linked else text(run) for run in runs(paragraph))
        address = URL.search(word.answers.without(shown))
        if address and not word.answers.brought(shown):
            yield Broken("D12", story.part, f"an address without a link: {excerpt(address[0])}")


def named_fields(word: Word) -> Iterator[Broken]:
    """D19: form fields have a name."""
    for story in word.stories:
        for properties in story.root.iter(q("w:sdtPr")):
            gallery = any(local(kid) in NOT_A_FIELD for kid in properties)
            if not gallery and not val(child(properties, "w:alias")).strip():
                yield Broken("D19", story.part, f"a content control without a title: {_control_text(properties)}")
        for legacy in story.root.iter(q("w:ffData")):
            helped = val(child(legacy, "w:statusText")) or val(child(legacy, "w:helpText"))
            if not val(child(legacy, "w:name")).strip() or not helped.strip():
                yield Broken("D19", story.part, f"a form field without name or help: {val(child(legacy, 'w:name'))}")


def _control_text(properties: Element) -> str:
    content = path(properties.getparent(), "w:sdtContent")
    return excerpt(text(content)) if content is not None else ""


def moving(word: Word) -> Iterator[Broken]:
    """D20: nothing blinks or moves."""
    roots = [(story.part, story.root) for story in word.stories]
    if word.styles_root is not None:
        roots.append((word.part("styles"), word.styles_root))
    for part, root in roots:
        for effect in root.iter(q("w:effect")):
            if val(effect) != "none":
                yield Broken("D20", part, f"text effect {val(effect)}")


def symbols(word: Word) -> Iterator[Broken]:
    """D21: text is text, not glyphs of a symbol font."""
    for story in word.stories:
        for symbol in story.root.iter(q("w:sym")):
            if not _in_checkbox(symbol):
                yield Broken("D21", story.part, f"w:sym of {attribute(symbol, 'w:font')}")
    for story, run in word.text_runs:
        font = word.styles.font(run)
        if font.lower().startswith(SYMBOL_FONTS) and not _in_checkbox(run) and not font.lower().endswith("ui symbol"):
            yield Broken("D21", story.part, f"text in {font}: {excerpt(text(run))}")


def _in_checkbox(element: Element) -> bool:
    return any(path(control, "w:sdtPr", "w14:checkbox") is not None for control in element.iterancestors(q("w:sdt")))


RULES = (alternatives, floating, told_links, named_fields, moving, symbols)
