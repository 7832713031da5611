"""D13-D15: contrast, size and typography."""

from collections.abc import Iterator

from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.colours import LEAST_CONTRAST, WHITE, contrast
from document_rules.markup import Element, attribute, child, number, on, path, val
from document_rules.word_document import Word, runs, text
from document_rules.word_links import linked_runs, links

DEFAULT_SIZE = 20
LEAST = {"body": 22}
LEAST_ELSEWHERE = 18
LONG_ITALICS = 120
JUSTIFIED = frozenset({"both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"})
_SERIF_NAMES = (
    "times new roman,times,tinos,liberation serif,cambria,georgia,garamond,eb garamond,book antiqua,palatino,"
    "palatino linotype,bookman old style,century,century schoolbook,constantia,baskerville,baskerville old face,"
    "bodoni mt,didot,rockwell,courier new,courier,californian fb,perpetua,goudy old style,sitka text,noto serif,"
    "source serif pro,pt serif,merriweather,playfair display,dejavu serif,aptos serif,minion pro,caladea,lucida bright,"
    "lucida fax,high tower text,elephant"
)
SERIFS = frozenset(_SERIF_NAMES.split(","))
SANS = frozenset({"calibri", "arial", "verdana", "aptos", "tahoma", "segoe ui", "helvetica", "trebuchet ms"})


def contrasts(word: Word) -> Iterator[Broken]:
    """D13: contrast is at least 4.5."""
    page = _page(word)
    for story, run in word.text_runs:
        colour = word.styles.text_colour(run)
        behind = word.styles.background(run, page)
        if colour and contrast(colour, behind) < LEAST_CONTRAST:
            ratio = f"{contrast(colour, behind):.2f}"
            yield Broken("D13", story.part, f"{colour} on {behind} is {ratio}: {excerpt(text(run))}")


def _page(word: Word) -> str:
    background = child(word.document, "w:background")
    if not on(child(word.settings, "w:displayBackgroundShape")):
        return WHITE
    return word.styles.colour(background, "w:color", "w:theme", "Color") or WHITE


def sizes(word: Word) -> Iterator[Broken]:
    """D14: text is large enough."""
    for story, run in word.text_runs:
        size = number(val(word.styles.on_run(run, "w:sz"), str(DEFAULT_SIZE)), DEFAULT_SIZE)
        if size < LEAST.get(story.kind, LEAST_ELSEWHERE):
            yield Broken("D14", story.part, f"{size / 2:g} points: {excerpt(text(run))}")


def typography(word: Word) -> Iterator[Broken]:
    """D15: plain typography."""
    for rule in (_capitals, _underline, _justified, _serifs, _italics):
        yield from rule(word)


def _capitals(word: Word) -> Iterator[Broken]:
    for story, run in word.text_runs:
        if on(path(run, "w:rPr", "w:caps")) and not word.answers.brought(text(run)):
            yield Broken("D15", story.part, f"capitals on a run: {excerpt(text(run))}")
    for story, paragraph in word.paragraphs:
        shown = word.answers.without(text(paragraph))
        if word.levels[paragraph] and _all_capitals(shown) and not word.answers.brought(text(paragraph)):
            yield Broken("D15", story.part, f"a heading typed in capitals: {excerpt(text(paragraph))}")


def _all_capitals(shown: str) -> bool:
    letters = [letter for letter in shown if letter.isalpha()]
    return len(letters) > 6 and all(letter.isupper() for letter in letters)


def _underline(word: Word) -> Iterator[Broken]:
    linked = {story.part: linked_runs(list(links(story, word.package))) for story in word.stories}
    for story, run in word.text_runs:
        underline = val(word.styles.on_run(run, "w:u"), "none")
        if underline == "none" or run in linked[story.part] or word.answers.brought(text(run)):
            continue
        yield Broken("D15", story.part, f"underlined, not a link: {excerpt(text(run))}")


def _justified(word: Word) -> Iterator[Broken]:
    for story, paragraph in word.paragraphs:
        if val(word.styles.on_paragraph(paragraph, "w:jc")) in JUSTIFIED and text(paragraph).strip():
            yield Broken("D15", story.part, f"justified: {excerpt(text(paragraph))}")


def _serifs(word: Word) -> Iterator[Broken]:
    roman = _roman_fonts(word)
    for story, run in word.text_runs:
        font = word.styles.font(run) or "Times New Roman"
        if font.lower() in SERIFS | roman:
            yield Broken("D15", story.part, f"serif font {font}: {excerpt(text(run))}")


def _roman_fonts(word: Word) -> frozenset[str]:
    table = word.package.tree(word.part("fontTable"))
    fonts = list(table) if table is not None else []
    named = {attribute(font, "w:name").lower() for font in fonts if val(child(font, "w:family")) == "roman"}
    return frozenset(named) - SANS


def _italics(word: Word) -> Iterator[Broken]:
    for story, paragraph in word.paragraphs:
        if len(longest := _longest_italics(word, paragraph)) > LONG_ITALICS:
            yield Broken("D15", story.part, f"{len(longest)} characters in italics: {excerpt(longest)}")


def _longest_italics(word: Word, paragraph: Element) -> str:
    pieces = [""]
    for run in runs(paragraph):
        if word.styles.toggled(run, "w:i"):
            pieces[-1] += text(run)
        else:
            pieces.append("")
    return max(pieces, key=len)


RULES = (contrasts, sizes, typography)
