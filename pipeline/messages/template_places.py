"""Where in a Word template a mistake is, and what is said about it, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.messages.localized_text import Language, LocalizedText
from pipeline.model import DetailValue

QUOTED = LocalizedText("“{text}”")
"""A text between the quotation marks of a language."""

_PARTS = {
    "body": LocalizedText("In the text"),
    "header": LocalizedText("In the header"),
    "footer": LocalizedText("In the footer"),
    "footnotes": LocalizedText("In the footnotes"),
    "endnotes": LocalizedText("In the endnotes"),
    "comments": LocalizedText("In the comments"),
    "chart": LocalizedText("In a chart"),
    "diagram": LocalizedText("In a SmartArt drawing"),
    "data": LocalizedText("In what goes along with the document unseen"),
    "properties": LocalizedText("In the properties of the document (File › Info)"),
    "line": LocalizedText("In file_name"),
}
_WHERE = {
    "first": LocalizedText(" of the first page"),
    "even": LocalizedText(" of the even pages"),
    "section": LocalizedText(" of section {section}"),
    "in_heading": LocalizedText(", in a heading"),
    "heading": LocalizedText(", under the heading “{heading}”"),
    "table": LocalizedText(", table {table}, row {row}, column {column}"),
    "near": LocalizedText(", at “{near}”"),
}
"""What is said of a place, in this order, for each detail that a finding has."""
_PROBLEMS = {
    "no_alt": LocalizedText("there is no description (alt) for who can't see it"),
    "no_name": LocalizedText("the name of the file has to be in the tag, in quotes"),
    "outside": LocalizedText("the file has to be in the folder of the template"),
    "not_there": LocalizedText("that file is not in the folder of the template"),
    "not_a_picture": LocalizedText("that is no PNG, JPEG or GIF"),
    "": LocalizedText("its size is wrong"),
}
_OBJECTS = {
    "sectPr": LocalizedText("a section break"),
    "pageBreakBefore": LocalizedText("a page break (Paragraph › Line and Page Breaks › Page break before)"),
    "pageBreak": LocalizedText("a page break"),
    "columnBreak": LocalizedText("a column break"),
    "br": LocalizedText("a line break"),
    "cr": LocalizedText("a line break"),
    "tab": LocalizedText("a tab"),
    "ptab": LocalizedText("a tab"),
    "sym": LocalizedText("a symbol"),
    "noBreakHyphen": LocalizedText("a hyphen"),
    "softHyphen": LocalizedText("a hyphen"),
    "footnoteReference": LocalizedText("a footnote"),
    "endnoteReference": LocalizedText("an endnote"),
    "footnoteRef": LocalizedText("the number of the note"),
    "endnoteRef": LocalizedText("the number of the note"),
    "commentReference": LocalizedText("a comment"),
    "oMath": LocalizedText("an equation"),
    "oMathPara": LocalizedText("an equation"),
    "field": LocalizedText("a field"),
    "fldSimple": LocalizedText("a field"),
    "fldChar": LocalizedText("a field"),
    "instrText": LocalizedText("a field"),
    "pgNum": LocalizedText("a field"),
    "sdt": LocalizedText("a content control"),
    "tbl": LocalizedText("a table"),
    "drawing": LocalizedText("a picture"),
    "pict": LocalizedText("a picture"),
    "AlternateContent": LocalizedText("a picture"),
    "object": LocalizedText("an embedded object"),
    "altChunk": LocalizedText("an embedded document"),
}
_UNFIT = {
    "differ": LocalizedText("respondents answered differently"),
    "unread": LocalizedText("an answer could not be read as a number, a day, or yes or no"),
    "doubtful": LocalizedText("a number can be read in two ways"),
    "zero": LocalizedText("something would be divided by nought"),
    "range": LocalizedText("what is calculated is no number"),
}
_OTHER_OBJECT = LocalizedText("something else (“{name}” in Word's file)")
_WRONG_AT = LocalizedText(": it goes wrong at “{what}”")
_BECAUSE_OF = LocalizedText(", because of “{what}”")


def template_fields(details: Mapping[str, DetailValue], language: Language) -> dict[str, str]:
    """Return the fields that only texts about templates use; none where the details say nothing of a template."""
    if "part" not in details:
        return {}
    filled = dict.fromkeys((*_WHERE, "what", "closing"), "") | dict(details)
    what = str(filled["what"])
    return {
        "where": _where(filled, language),
        "lost": _lost(filled, language),
        "what_named": _BECAUSE_OF.of(language).format(what=what) if what else "",
        "near_named": _WRONG_AT.of(language).format(what=what) if what else "",
        "unfit": _UNFIT[str(filled.get("reason", "differ"))].of(language),
        "problem": _PROBLEMS[str(filled.get("problem", ""))].of(language),
    }


def _where(details: Mapping[str, DetailValue], language: Language) -> str:
    """Say in which part of the document a mistake is, and where in that part as far as that is known."""
    where = _PARTS[str(details["part"])].of(language)
    for name, text in _WHERE.items():
        if details[name]:
            where += text.of(language).format_map(details)
    return where


def _lost(details: Mapping[str, DetailValue], language: Language) -> str:
    """Say what a tag would leave out: an object by its kind, a text by its words."""
    if "object" in details:
        name = str(details["object"])
        return _OBJECTS[name].of(language) if name in _OBJECTS else _OTHER_OBJECT.of(language).format(name=name)
    return QUOTED.of(language).format(text=details["what"])
