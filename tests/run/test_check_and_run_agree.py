"""What passes a check of its layout works in a run, whatever is answered; where answers don't fit, the run says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from conftest import Desk
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.loader import load_layouts
from pipeline.model import Answer, Contribution, Initiative, Layout, Place, Respondent, Value
from pipeline.render.mistakes import NOT_EVERY_REPORT, UNFIT_ANSWERS
from pipeline.render.trial import try_out
from pipeline.render.value_text import TemplateValues
from pipeline.reports.template_samples import samples
from pipeline.reports.template_values import names_in, view
from pipeline.template import BrokenTemplateError, RenderError, compile_line

SETTINGS = """[layout]
name = "t"
title = "T"
series = "S"
language = "nl-BE"
author = "A"
[texts]
nameless = "Zonder naam"
"""
QUESTIONS = {
    "initiatief": 'type = "text"\nrole = "initiative"\npart = "about"',
    "gemeente": 'type = "text"\npart = "about"',
    "aantal": 'type = "integer"\npart = "questions"',
    "bedrag": 'type = "number"\npart = "about"',
    "cijfer": 'type = "scale"\npart = "questions"\nminimum = 1\nmaximum = 5',
    "deel": 'type = "percentage"\npart = "questions"',
    "dag": 'type = "date"\npart = "questions"',
    "akkoord": 'type = "yes_no"\npart = "questions"',
    "soort": 'type = "choice"\npart = "questions"\nchoices = ["klein", "groot"]',
    "sector": 'type = "choices"\npart = "questions"\nchoices = ["sport", "jeugd", "zorg"]',
    "lijst": 'type = "list"\npart = "ideas"',
    "tekst": 'type = "long_text"\npart = "questions"',
}


def layout_text(settings: str = "") -> str:
    """Return a layout with a question of every kind."""
    asked = (f'[[questions]]\nname = "{name}"\nlabel = "{name.title()}"\n{rest}\n' for name, rest in QUESTIONS.items())
    return SETTINGS.replace('author = "A"\n', f'author = "A"\n{settings}\n') + "".join(asked)


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Return the layout with a question of every kind."""
    folder = tmp_path_factory.mktemp("templates") / "t"
    folder.mkdir()
    (folder / "layout.toml").write_text(layout_text(), encoding="utf-8")
    document = Document()
    document.add_paragraph("{{ initiatief }}")
    document.save(str(folder / "report.docx"))
    return load_layouts(folder.parent)["t"]


@pytest.fixture(scope="module")
def tried_values(layout: Layout) -> list[TemplateValues]:
    """Return the values that a check tries."""
    return [view(one, layout) for one in samples(layout, {*names_in(layout)})]


# --- Expressions and answers by chance ------------------------------------------------------------

NAMES = st.sampled_from([*QUESTIONS, "respondents", "several", "questions[0].value", "particulars[1].value"])
CONSTANTS = st.sampled_from(
    [
        "1",
        "0",
        "2.5",
        "'klein'",
        "'Sport'",
        "'ja'",
        "'5'",
        "'2,5'",
        "'15/03/2026'",
        "''",
        "true",
        "none",
        "[]",
        "['sport']",
    ]
)
UNARY = st.sampled_from([
    "not {}", "-{}", "{}|int", "{}|float", "{}|upper", "{}|string", "{}|length", "{}|first", "{}|last", "{}|max",
    "{}|min",
    "{}|sort", "{}|join(', ')", "{}|number(1)", "{}|percent", "{}|date('dd/mm/jjjj')", "{}|date", "{}|round(1)",
    "{}|abs",
    "{}|default('-', true)", "{}|list", "{}|unique|list", "{}|sum", "{}|replace('a', 'b')", "{}|initials",
    "{}|wordcount",
    "{} is none", "{} is defined", "{} is number", "{} is string", "{} is true", "{}[0]", "{}[1:]", "{}.year", "{}.day",
    "{}.upper()", "{}.split(' ')[1]", "{}.strftime('%d %B')", "{}.startswith('a')", "'%s' % {}", "'%.1f' % {}",
    "'%s'|format({})",
    "{}|paragraphs", "{}|truncate(9)", "{}|center(12)", "{}|reverse|list", "{}|map('upper')|list", "{}|batch(2)|list",
])  # fmt: skip
BINARY = st.sampled_from([
    "{} + {}", "{} - {}", "{} * {}", "{} / {}", "{} // {}", "{} % {}", "{} ~ {}", "{} == {}", "{} != {}", "{} < {}",
    "{} >= {}",
    "{} in {}", "{} not in {}", "{} and {}", "{} or {}", "({} if {} else 1)", "({} if {})", "[{}, {}]|sort|join",
    "[{}, {}]|max",
    "[{}, {}]|sum", "{}|default({})", "{}[{}]", "{}|round({})", "{}|join({})", "{}.replace('a', {})",
    "({} if {} else none) or 2",
])  # fmt: skip


def _applied(pattern: str, arguments: Sequence[str]) -> str:
    return pattern.format(*(f"({argument})" for argument in arguments))


EXPRESSIONS = st.recursive(
    NAMES | CONSTANTS,
    lambda inner: (
        st.builds(lambda pattern, one: _applied(pattern, [one]), UNARY, inner)
        | st.builds(lambda pattern, one, other: _applied(pattern, [one, other]), BINARY, inner, inner)
    ),
    max_leaves=4,
)
LINES = st.sampled_from([
    "{{{{ {} }}}}", "{{% if {} %}}ja{{% else %}}nee{{% endif %}}",
    "{{% for x in {} %}}{{{{ x }}}}{{% else %}}geen{{% endfor %}}",
    "{{% set y = {} %}}{{{{ y }}}}{{{{ y ~ y }}}}", "{{% if answered and {} %}}a{{% elif not several %}}b{{% endif %}}",
])  # fmt: skip
UNREADABLE = st.sampled_from(["veel", "ongeveer 12", "binnenkort", "misschien", "1.234"])
NUMBERS = st.integers(-300, 300) | st.just(0)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "gemeente": st.sampled_from(["Gent", "gent", "Aalst", "1.234", "12"]),
    "aantal": NUMBERS | UNREADABLE,
    "bedrag": st.decimals(-300, 300, places=2) | NUMBERS.map(Decimal) | UNREADABLE,
    "cijfer": st.integers(1, 5) | UNREADABLE,
    "deel": st.just(Decimal("12.5")) | UNREADABLE,
    "dag": st.dates(date(1950, 1, 1), date(2100, 1, 1)) | UNREADABLE,
    "akkoord": st.booleans() | UNREADABLE,
    "soort": st.sampled_from(["klein", "groot", "middel"]),
    "sector": st.lists(st.sampled_from(["sport", "jeugd", "zorg", "sportkamp"]), min_size=1, unique=True).map(tuple),
    "lijst": st.lists(st.text("ab \n-é", min_size=1, max_size=4), min_size=1, max_size=3).map(tuple),
    "tekst": st.text("abé \n-1.,", max_size=12) | st.just("15/03/2026"),
}
PEOPLE = st.lists(st.fixed_dictionaries({}, optional=VALUES), max_size=3)


def initiative(layout: Layout, people: Sequence[dict[str, Value]]) -> Initiative:
    """Return an initiative to which these people answered."""
    place = Place("a.xlsx", "Blad1", "B2")
    contributions = tuple(
        Contribution(Respondent(name=name), {one: Answer(one, value, place) for one, value in given.items()})
        for name, given in zip(("An", "Jef", "Mia"), people, strict=False)
    )
    return Initiative(layout.name, "kamp", "Kamp", contributions)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LINES, EXPRESSIONS, st.lists(PEOPLE, min_size=1, max_size=3))
def test_what_passes_the_check_makes_a_report_or_says_which_answers_do_not_fit(
    layout: Layout,
    tried_values: list[TemplateValues],
    line: str,
    expression: str,
    several: list[list[dict[str, Value]]],
) -> None:
    """No template mistake is left for the night."""
    text = line.format(expression)
    try:
        compiled = compile_line(text, names_in(layout), language=layout.language)
    except BrokenTemplateError:
        return
    if any(mistake.code != NOT_EVERY_REPORT for mistake in try_out(compiled, tried_values)):
        return
    for people in several:
        try:
            compiled.render(view(initiative(layout, people), layout))
        except RenderError as error:
            assert error.mistake.code in UNFIT_ANSWERS, (text, people, error.reason)  # noqa: PT017 - it may not raise


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(VALUES)), st.sampled_from(["==", "!=", "<", ">="]), CONSTANTS, st.data())
def test_a_condition_means_the_same_however_many_answered(
    layout: Layout, name: str, operator: str, constant: str, data: st.DataObject
) -> None:
    """One who answers, and three who answer the same, get the same."""
    value = data.draw(VALUES[name])

    def shown(times: int) -> str:
        line = compile_line(f"{{{{ {name} {operator} {constant} }}}}|{{{{ {name} }}}}", language=layout.language)
        try:
            return line.render(view(initiative(layout, [{name: value}] * times), layout))
        except RenderError as error:
            return error.mistake.code

    assert shown(1) == shown(2) == shown(3)


# --- On the command line --------------------------------------------------------------------------

Prepare = Callable[..., None]


@pytest.fixture
def prepare(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Prepare:
    """Return a function that makes the layout, with these paragraphs in its template."""
    folder = desk.folder / "templates/t"
    folder.mkdir(parents=True)
    monkeypatch.setenv("BINDING_TEMPLATES", str(folder.parent))

    def make(*paragraphs: str, settings: str = "") -> None:
        (folder / "layout.toml").write_text(layout_text(settings), encoding="utf-8")
        document = Document()
        for paragraph in ("{{ initiatief }}", *paragraphs, "{% for v in questions %}{{ v.value }}{% endfor %}"):
            document.add_paragraph(paragraph)
        document.save(str(folder / "report.docx"))

    return make


def texts(desk: Desk, name: str) -> list[str]:
    """Return the paragraphs of a report."""
    (path,) = (desk.folder / "outputs").glob(f"{name}*.docx")
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% if aantal > 100000 %}{{ tekst / 2 }}{% endif %}",
        "{% if false %}{{ 1 / 0 }}{% endif %}",
        "{% if gemeente == 'Brussel' %}goed{% elif akkoord and not akkoord %}{{ dag + 1 }}{% endif %}",
        "{{ 'x' if true else tekst * 1.5 }}",
        "{% if soort == 'x' %}a{% elif soort == 'y' %}{{ lijst.deel }}{% endif %}",
        "{% macro m(x) %}{% if x == 3 %}{{ x.y }}{% endif %}{% endmacro %}{{ m(1) }}",
        "{% for x in lijst if x == 'zeldzaam' and tekst / 2 %}{{ x }}{% endfor %}",
        "{{ aantal|date }}{# a number is no day #}",
        "{{ akkoord|number }}",
        "{{ dag|int }}",
        "{{ questions|join(', ', attribute='labl') }}",
        "{{ particulars[1].value.upper() }}{# that may be a number #}",
    ],
)
def test_a_mistake_is_told_in_whatever_branch(desk: Desk, prepare: Prepare, paragraph: str) -> None:
    """Also in one that no answer of the check leads to, with its place."""
    prepare(paragraph)
    ended = desk.binding("layout", "check")
    assert ended.code == 1
    assert "[template-f" in ended.out
    assert desk.binding("run").code == 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% if aantal %}{{ 100 / aantal }}{% endif %}",
        "{% if lijst|length > 9 %}{{ lijst[9].upper() }}{% endif %}",
        "{% if dag and dag.year > 2999 %}{{ dag|date('jjjj') }}{% endif %}",
        "{% if onbekend is defined %}{{ onbekend.veld }}{% endif %}",
        "{% if tekst|int > 5 %}{{ 10 / (tekst|int) }}{% endif %}",
        "{{ (lijst|first) if lijst }}{{ aantal or '-' }}",
    ],
)
def test_a_condition_that_guards_is_no_mistake(desk: Desk, prepare: Prepare, paragraph: str) -> None:
    """What works wherever it is reached is right."""
    prepare(paragraph)
    assert desk.binding("layout", "check").code == 0


HEADERS = ["Initiatief", "Gemeente", "Aantal", "Akkoord", "Sector", "Naam"]


def test_a_question_that_asks_one_answer_of_several_is_told(desk: Desk, prepare: Prepare) -> None:
    """By the check as a note; by the run for the initiative where they differ, with the tag; the others are made."""
    prepare("{% if akkoord == 'ja' %}Akkoord{% else %}Niet akkoord{% endif %}", "{{ aantal }}")
    ended = desk.binding("layout", "check", "--lang", "en")
    assert (ended.code, ended.out.count("[template-unfit-answers]")) == (0, 1)
    desk.table([
        ["Initiatief", "Aantal", "Akkoord"],
        ["Een", 5, "ja"],
        ["Samen", 5, "nee"],
        ["Samen", 5, "nee"],
        ["Anders", 5, "ja"],
        ["Anders", 7, "nee"],
        ["Typfout", 5, "misschien"],
    ])  # fmt: skip
    ended = desk.binding("run", "--json")
    assert ended.code == 1
    assert ended.codes().count("report-unfit-answers") == 1
    assert "template-unfit-answers" not in ended.codes()
    assert texts(desk, "Een")[1:3] == ["Akkoord", "5"]
    assert texts(desk, "Samen")[1:3] == ["Niet akkoord", "5"]
    assert texts(desk, "Typfout")[1:3] == ["Niet akkoord", "5"]
    assert not list((desk.folder / "outputs").glob("Anders*"))
    finding = next(one for one in ended.json["findings"] if one["code"] == "report-unfit-answers")
    assert finding["initiative"] == "Anders"
    assert "akkoord == 'ja'" in finding["value"]


@pytest.mark.parametrize("way", ["latest", "refuse"])
def test_where_nobody_can_differ_nothing_is_said_of_it(desk: Desk, prepare: Prepare, way: str) -> None:
    """A layout that takes one submission of an initiative has no respondents who differ."""
    prepare("{% if akkoord == 'ja' %}Akkoord{% endif %}", settings=f'several_submissions = "{way}"')
    assert "template-unfit-answers" not in desk.binding("layout", "check").out
