"""The texts that a form itself holds: what it is made with, and what is known of a filled-in form to be no answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from pipeline.answers.types.registry import type_of
from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.match.form_keys import form_key
from pipeline.messages import LANGUAGES, Language, LocalizedText
from pipeline.model import CellValue, Layout, Part, Question, Sheet
from pipeline.text import fold

_MARK_LENGTH = 8
LIST_CELLS = 8
"""How many cells a list gets; each may hold several lines."""

_TITLE = LocalizedText("{title} – form")
HOW = LocalizedText("How to fill this in")
_INSTRUCTIONS = LocalizedText(
    "Fill in the outlined boxes in column B. Leave a question without an answer empty. Only “{required}” must be "
    "filled in. Is a box too small? Make its row higher. Save the workbook and send it back."
)
HEADERS = (LocalizedText("Question"), LocalizedText("Your answer"), LocalizedText("Help"))
_CHOICE = LocalizedText("{label}: {choice}")
_REQUIRED = LocalizedText("{label} (required)")
_ABOUT = LocalizedText("Particulars")
_TICK_HINT = LocalizedText("Choose “yes” if this fits.")


@dataclass(frozen=True, slots=True)
class FormField:
    """One row of the form with a box to write in."""

    question: Question
    label: str
    hint: str
    key: str
    """The name of the box; rows of one list share it."""
    choice: str = ""


def form_title(layout: Layout, language: Language) -> str:
    """Return the title of a form."""
    return _TITLE.of(language).format(title=layout.title)


def form_instructions(layout: Layout, language: Language) -> str:
    """Return how to fill a form in."""
    return _INSTRUCTIONS.of(language).format(required=layout.initiative.label)


def form_parts(layout: Layout, language: Language) -> Iterator[tuple[str, list[FormField]]]:
    """Yield the heading of each part that has questions, and its rows."""
    for part in layout.parts:
        questions = layout.of_part(part)
        if questions:
            rows = [row for question in questions for row in _rows(question, layout, language)]
            yield _heading(part, layout, language) or questions[0].label, rows


def _heading(part: Part, layout: Layout, language: Language) -> str:
    """Return the heading of a part; empty where its first question's label serves as one."""
    if part.holds_particulars:
        return _ABOUT.of(language)
    return str(layout.texts.get(part.heading_text, layout.title)) if part.heading_text else ""


def _rows(question: Question, layout: Layout, language: Language) -> Iterator[FormField]:
    """Yield the rows of a question: one for each choice or list item, else one."""
    label = _REQUIRED.of(language).format(label=question.label) if question.required else question.label
    key = form_key(layout.name, question.name)
    if type_of(question).control == "ticks":
        for choice in question.choices:
            hint = _TICK_HINT.of(language)
            yield FormField(
                question,
                _CHOICE.of(language).format(label=label, choice=choice),
                hint,
                form_key(layout.name, question.name, choice),
                choice,
            )
    elif type_of(question).control == "lines":
        for number in range(1, LIST_CELLS + 1):
            yield FormField(question, f"{label} – {number}", question.hint, key)
    else:
        yield FormField(question, label, question.hint, key)


# --- Known again ----------------------------------------------------------------------------------


class OwnTexts:
    """The texts that a form of a layout holds before anybody fills it in, in every language."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Know these texts, whatever their case, accents and blanks."""
        self._written = frozenset(texts)
        self._folded = frozenset(map(fold, self._written))

    def __contains__(self, value: CellValue) -> bool:
        """Whether a cell holds one of them."""
        return isinstance(value, str) and (value in self._written or fold(value) in self._folded)


def text_mark(text: str) -> str:
    """Return a mark by which a text is known again, whatever its case, accents and blanks."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:_MARK_LENGTH]


def form_text_marks(layout: Layout, language: Language) -> list[str]:
    """Return the marks of all texts of a form: it keeps them, so that they are known when the layout has others."""
    return sorted({text_mark(text) for text in _texts_in(layout, language) if text})


def own_texts(layout: Layout) -> OwnTexts:
    """Return the texts of the forms of a layout; they are put together once for a run."""
    return _own_texts(_FormOf(layout))


class _FormOf:
    """A layout, compared by what its form is made of: a run reads hundreds of its forms."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        headings = tuple(str(layout.texts.get(part.heading_text, "")) for part in layout.parts)
        self._content = (layout.name, layout.title, layout.questions, layout.parts, headings)

    def __hash__(self) -> int:
        return hash(self._content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _FormOf) and self._content == other._content


@lru_cache(maxsize=64)
def _own_texts(form: _FormOf) -> OwnTexts:
    return OwnTexts(text for language in LANGUAGES for text in _texts_in(form.layout, language) if text)


def take_own_texts(sheet: Sheet, layout: Layout, account: CellAccount, marks: AbstractSet[str] = frozenset()) -> None:
    """Take the form's own texts: known by their words and not by where they are, for any may have an answer over it."""
    known = own_texts(layout)
    for row, columns in account.remaining().items():
        values = sheet.rows[row]
        account.take(
            CellUse.LABEL,
            row,
            [column for column in columns if values[column] in known or text_mark(str(values[column])) in marks],
        )


def _texts_in(layout: Layout, language: Language) -> Iterator[str]:
    yield form_title(layout, language)
    yield HOW.of(language)
    yield form_instructions(layout, language)
    yield from (header.of(language) for header in HEADERS)
    for heading, fields in form_parts(layout, language):
        yield heading
        for field in fields:
            yield field.label
            yield field.hint
