"""Yes or no. Pure."""

from __future__ import annotations

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.answers.types.typed_text import Form, read_whole, same_text, typed_text
from pipeline.locale_data import NO, NO_ANSWER, YES
from pipeline.model import Cell, PlainValue, Question

_TICKED = r"☑|☒|🗹|✅|✓|✔|\[ ?[xv] ?\]|\( ?[xv] ?\)"
_EMPTY = r"☐|\[ ?\]|\( ?\)"
_BOX = rf"({_TICKED}|{_EMPTY})"


def _word(text: str) -> bool | None:
    if text in YES:
        return True
    return False if text in NO else None


def _ballot(*parts: str) -> bool | None:
    """Read a word beside a ticked box; of two words, the one beside the only ticked box."""
    boxes = [_is_ticked(part) for part in parts if _is_ticked(part) is not None]
    words = [_word(part) for part in parts if _is_ticked(part) is None]
    if boxes.count(True) != 1 or None in words or len(set(words)) < len(words):
        return None
    return words[boxes.index(True)]


def _is_ticked(text: str) -> bool | None:
    return read_whole(text, _BOXES)


_BOXES: tuple[Form[bool | None], ...] = (Form(_TICKED, lambda _: True), Form(_EMPTY, lambda _: False))
_FORMS: tuple[Form[bool | None], ...] = (
    *_BOXES,
    Form(rf"{_BOX} ?([a-z]+)", _ballot),
    Form(rf"{_BOX} ?([a-z]+) ?[,/|;]? ?{_BOX} ?([a-z]+)", _ballot),
    Form(rf"([a-z]+) ?{_BOX} ?[,/|;]? ?([a-z]+) ?{_BOX}", _ballot),
    Form(r".+", _word),
)


class YesNoType(AnswerType):
    """Yes or no."""

    name = "yes_no"
    meaning = "Yes or no, in Dutch, English or French, or as a tick. `-`, `/` and `n.v.t.` are no answer, and told."
    xlsform = "select_one"
    control = "yes_no"
    kind = "yes_no"
    sample = True
    codes = ("answer-not-yes-or-no", "answer-no-answer")

    def options(self, question: Question) -> tuple[PlainValue, ...]:  # noqa: ARG002 - as below
        """Return yes and no."""
        return (True, False)

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - yes is yes, whatever is asked
        """Return yes or no as true or false; None for what says that there is no answer; else the text, and a doubt."""
        if isinstance(cell.value, bool):
            return cell.value, None
        text = plain_cell_text(cell)
        bare = same_text(typed_text(text))
        if bare in NO_ANSWER:
            return None, Doubt("answer-no-answer")
        value = read_whole(bare, _FORMS)
        return (text, Doubt("answer-not-yes-or-no")) if value is None else (value, None)
