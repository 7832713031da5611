"""layout.toml is read with all that is wrong in it at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from conftest import PROJECT

from pipeline.layout.loader import load_layout, load_layouts
from pipeline.messages import SetupError, message
from pipeline.model import Finding, Layout

GOOD = """
[layout]
name = "beleving"
title = "Beleving"
series = "B's van toegankelijkheid"
language = "nl-BE"
author = "Gemeente Aalter"

[[questions]]
name = "initiatief"
label = "Initiatief"
type = "text"
role = "initiative"
part = "about"
"""


def wrong(folder: Path, content: str) -> list[Finding]:
    """Return what is found wrong in a layout with this content."""
    file = folder / "beleving" / "layout.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    (file.parent / "report.docx").write_bytes((PROJECT / "templates/binding/report.docx").read_bytes())
    with pytest.raises(SetupError) as error:
        load_layout(file)
    return list(error.value.findings)


def test_the_layout_binding_asks_what_the_worksheet_asks(binding: Layout) -> None:
    """Seven particulars, the five questions of the worksheet, and ideas; only the initiative is required."""
    assert [(part.name, len(binding.of_part(part))) for part in binding.parts] == [
        ("about", 7),
        ("questions", 5),
        ("ideas", 1),
    ]
    assert [question.name for question in binding.questions if question.required] == ["initiatief"]
    assert {question.type for question in binding.questions if question.part == "questions"} == {"long_text"}
    assert binding.question("sector").choices == ("sport", "jeugd", "cultuur", "welzijn", "andere")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """A missing title, a misspelled setting with a suggestion, and a type that isn't one: three findings."""
    content = (
        GOOD.replace('title = "Beleving"\n', "").replace('label = "Init', 'labl = "Init').replace('"text"', '"tekst"')
    )
    found = {(finding.code, finding.details["key"], finding.suggestion) for finding in wrong(tmp_path, content)}
    assert found == {
        ("layout-key-missing", "layout › title", None),
        ("layout-key-missing", "questions › 1 (initiatief) › label", None),
        ("layout-key-unknown", "questions › 1 (initiatief) › labl", "label"),
        ("layout-value-wrong", "questions › 1 (initiatief) › type", None),
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('role = "initiative"\n', ""), "layout-role"),
        (("[layout]", "[layout"), "layout-not-toml"),
        (('name = "initiatief"', 'name = "questions"'), "layout-value-wrong"),
        (('name = "initiatief"', 'name = "Naam van het initiatief"'), "layout-value-wrong"),
        (('type = "text"', 'type = "choice"'), "layout-key-missing"),
        (('type = "text"', 'type = "text"\npattern = "(["'), "layout-value-wrong"),
        (('type = "text"', 'type = "text"\npattern = "(?=a)b"'), "layout-value-wrong"),
        (('name = "beleving"', 'name = "beleving"\ntemplate = "verslag.docx"'), "template-missing"),
        (('name = "beleving"', 'name = "beleving"\ntemplate = "../binding/report.docx"'), "layout-value-wrong"),
    ],
)
def test_each_mistake_has_its_own_code(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    """What is wrong is told in our own words, and never as a traceback."""
    found = wrong(tmp_path, GOOD.replace(*change))
    assert code in [finding.code for finding in found]
    assert all(message(finding, "nl") for finding in found)


def test_contradictions_are_told_beside_mistakes(tmp_path: Path) -> None:
    """A wrong type in one question does not hide that two others share a header."""
    more = "".join(
        f'[[questions]]\nname = "v{number}"\nlabel = "Naam"\ntype = "text"\npart = "about"\n' for number in (1, 2)
    )
    bad = '[[questions]]\nname = "v3"\nlabel = "Drie"\ntype = "tekst"\npart = "about"\n'
    assert [finding.code for finding in wrong(tmp_path, GOOD + more + bad)] == [
        "layout-value-wrong",
        "layout-question-twice",
    ]


@pytest.mark.parametrize(("minimum", "maximum", "codes"), [(5, 5, []), (5, 6, []), (5, 4, ["layout-value-wrong"])])
def test_a_minimum_may_equal_its_maximum_and_not_exceed_it(
    tmp_path: Path, minimum: int, maximum: int, codes: list[str]
) -> None:
    """Then one answer alone is allowed; with the minimum above it, none would be."""
    question = f"""
[[questions]]
name = "aantal"
label = "Aantal"
type = "integer"
part = "questions"
minimum = {minimum}
maximum = {maximum}
"""
    if codes:
        assert [finding.code for finding in wrong(tmp_path, GOOD + question)] == codes
    else:
        file = tmp_path / "beleving" / "layout.toml"
        file.parent.mkdir()
        file.write_text(GOOD + question, encoding="utf-8")
        (file.parent / "report.docx").write_bytes((PROJECT / "templates/binding/report.docx").read_bytes())
        asked = load_layout(file).question("aantal")
        assert (asked.minimum, asked.maximum) == (Decimal(minimum), Decimal(maximum))


def test_two_questions_never_share_a_header(tmp_path: Path) -> None:
    """An alias of one question that is the label of another would put answers in the wrong place."""
    second = '[[questions]]\nname = "naam"\nlabel = "Naam"\naliases = ["initiatief:"]\ntype = "text"\npart = "about"\n'
    assert [finding.code for finding in wrong(tmp_path, GOOD + second)] == ["layout-question-twice"]


def test_a_layout_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    """`--layout bindng` suggests binding; an empty folder says that there are no layouts."""
    with pytest.raises(SetupError) as error:
        load_layouts(PROJECT / "templates", "bindng")
    assert error.value.findings[0].suggestion == "binding"
    with pytest.raises(SetupError) as error:
        load_layouts(tmp_path)
    assert error.value.findings[0].code == "templates-missing"


@pytest.mark.parametrize(
    ("setting", "code", "details"),
    [
        ('constraint = ". > = 3"', "layout-expression", {"position": "5"}),
        ('relevant = "open(1)"', "layout-expression", {"position": "1"}),
        ('constraint = ". > ${initiatif}"', "layout-expression-name", {}),
    ],
)
def test_a_condition_that_is_wrong_is_told_when_the_layout_is_loaded(
    tmp_path: Path, setting: str, code: str, details: dict[str, str]
) -> None:
    """With its setting, and the place in it; a misspelled name with the nearest."""
    (finding,) = wrong(tmp_path, GOOD + setting + "\n")
    assert finding.code == code
    assert finding.details["key"] == f"questions › 1 (initiatief) › {setting.split(maxsplit=1)[0]}"
    assert details.items() <= finding.details.items()
    assert finding.suggestion == ("initiatief" if code.endswith("name") else None)
