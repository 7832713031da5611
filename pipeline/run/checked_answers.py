"""The answers of one submission, checked: a bug of ours in one of them costs that answer its check, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from pipeline.answers.validate import validate
from pipeline.messages import SetupError
from pipeline.model import CheckedSubmission, Finding, Layout, Question, Submission
from pipeline.run.budget import OutOfMemory
from pipeline.run.bulkheads import About, Bulkheads, Costs


def checked_submission(
    submission: Submission, layout: Layout, today: date | None, bulkheads: Bulkheads
) -> tuple[Sequence[CheckedSubmission], Sequence[Finding]]:
    """Return the submission with its answers checked, and what is wrong with it; nothing where even that fails.

    An answer whose check fails by a bug of ours is used as it was typed.
    """
    try:
        checked, findings = validate(submission, layout, today)
    except SetupError:
        raise
    except MemoryError as error:
        raise OutOfMemory from error
    except Exception as error:  # noqa: BLE001 - it costs as little as can be
        return _as_far_as_possible(submission, layout, today, bulkheads, error)
    return (checked,), findings


def _as_far_as_possible(
    submission: Submission, layout: Layout, today: date | None, bulkheads: Bulkheads, error: Exception
) -> tuple[Sequence[CheckedSubmission], Sequence[Finding]]:
    faulty = _faulty_questions(submission, layout, today)
    for costs, without_rules, changed, used in _with_less(submission, layout, faulty):
        try:
            checked, findings = validate(used, changed, today)
        except Exception:  # noqa: BLE001, S112 - the next one does without more
            continue
        for question in layout.questions:
            if question.name in faulty:
                place = submission.cells[question.name][0].place
                bulkheads.keep(error, About(costs, place, checked.initiative or None, question.label))
        if without_rules or not faulty:
            bulkheads.keep(error, About("rules", submission.place, checked.initiative or None))
        return (checked,), findings
    bulkheads.keep(error, About("submission", submission.place))
    return (), ()


def _faulty_questions(submission: Submission, layout: Layout, today: date | None) -> set[str]:
    """Return the questions whose answers fail even by themselves."""
    faulty = set()
    for name, cells in submission.cells.items():
        try:
            validate(replace(submission, cells={name: cells}), layout, today)
        except Exception:  # noqa: BLE001 - it is told by whoever asks
            faulty.add(name)
    return faulty


def _with_less(
    submission: Submission, layout: Layout, faulty: AbstractSet[str]
) -> Iterator[tuple[Costs, bool, Layout, Submission]]:
    """Yield what can be tried, from the least that is given up to the most.

    With each, what that costs a faulty answer, and whether the rules are given up.
    """
    as_typed = replace(
        layout, questions=tuple(_as_typed(one) if one.name in faulty else one for one in layout.questions)
    )
    yield "answer", False, as_typed, submission
    without_rules = replace(as_typed, questions=tuple(map(_without_rules, as_typed.questions)))
    yield "answer", True, without_rules, submission
    cells = {name: cells for name, cells in submission.cells.items() if name not in faulty}
    yield "answer-lost", False, layout, replace(submission, cells=cells)
    yield "answer-lost", True, without_rules, replace(submission, cells=cells)


def _as_typed(question: Question) -> Question:
    """Return the question as one that takes any text."""
    return replace(
        _without_rules(question),
        type="long_text",
        choices=(),
        minimum=None,
        maximum=None,
        max_length=None,
        pattern=None,
    )


def _without_rules(question: Question) -> Question:
    return replace(question, constraint="", relevant="", unique=False)
