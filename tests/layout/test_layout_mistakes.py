"""Each mistake in a layout.toml is told with its place: the line and column, or the setting of which question."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from layout.test_layout import GOOD, wrong

from pipeline.layout.loader import load_layout
from pipeline.messages import message
from pipeline.model import Finding, Layout

TOWN = '\n[[questions]]\nname = "gemeente"\nlabel = "Gemeente"\ntype = "choice"\npart = "about"\n'
CHOICES = 'choices = ["Gent", "Aalst"]\n'


def loaded(folder: Path, content: str) -> Layout:
    """Return the layout with this content."""
    file = folder / "beleving" / "layout.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    (file.parent / "report.docx").write_bytes((PROJECT / "templates/binding/report.docx").read_bytes())
    return load_layout(file)


def wrong_bytes(folder: Path, content: bytes) -> Finding:
    """Return the one thing that is found wrong in a file with these bytes."""
    wrong(folder, GOOD.replace("[layout]", "[layout"))  # makes the folder
    file = folder / "beleving" / "layout.toml"
    file.write_bytes(content)
    with pytest.raises(Exception) as error:  # noqa: PT011 - what is told is looked at
        load_layout(file)
    (finding,) = error.value.findings  # type: ignore[attr-defined]
    assert isinstance(finding, Finding)
    return finding


@pytest.mark.parametrize(
    ("content", "line", "column", "text"),
    [
        ("[layout]\ntitle = Binding\n", "2", "9", "title = Binding"),
        ("[layout]\r\ntitle = 'a'\r\ntitle = 'b'\r\n", "3", "12", "title = 'b'"),
        ("[layout]\n\n[layout]\n", "3", "8", "[layout]"),
        ("[layout\n", "1", "8", "[layout"),
        ("[layout]\nname = 'a", "2", "10", "name = 'a"),
        ('[layout]\nname = """a\nb\n', "3", "2", "b"),
        ("[layout]\na = 2026-02-31\n", "2", "5", "a = 2026-02-31"),
        ("x = 1\n" + "y = " + "[" * 5000, "2", "5004", "y = " + "[" * 75 + "…"),
        ("x = 1\ny = " + "9" * 5000, "2", "5", "y = " + "9" * 75 + "…"),
        ("\ufeff[layout]\nx\n", "2", "2", "x"),
        ("x = 'é' y\n", "1", "9", "x = 'é' y"),
        ("x = 1\n  \n\ny =", "4", "4", "y ="),
    ],
)
def test_what_is_no_toml_is_told_with_its_line_and_column(
    tmp_path: Path, content: str, line: str, column: str, text: str
) -> None:
    """Both counted from 1, with what stands on that line; also where the file ends, or nests without end."""
    finding = wrong_bytes(tmp_path, content.encode())
    assert finding.code == "layout-not-toml"
    assert (finding.details["line"], finding.details["column"], finding.value) == (line, column, text)
    assert f"regel {line}, kolom {column}" in message(finding, "nl")


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("[layout]\ntitle = 'Café'\n".encode("latin-1"), "2", "13"),
        ("[layout]\n".encode("utf-16"), "1", "1"),
        ("é = 'è'\nà = 'ù".encode() + b"\xff", "2", "7"),
    ],
)
def test_what_is_no_utf8_is_told_with_its_line_and_column(
    tmp_path: Path, content: bytes, line: str, column: str
) -> None:
    """The first letter that can't be read, in letters and not in bytes."""
    finding = wrong_bytes(tmp_path, content)
    assert finding.code == "layout-not-utf8"
    assert (finding.details["line"], finding.details["column"]) == (line, column)


@pytest.mark.parametrize(
    ("question", "code", "key"),
    [
        (TOWN + CHOICES + "minimun = 3\n", "layout-key-unknown", "questions › 2 (gemeente) › minimun"),
        (TOWN + "choices = [3]\n", "layout-value-wrong", "questions › 2 (gemeente) › choices › 1"),
        (TOWN, "layout-key-missing", "questions › 2 (gemeente) › choices"),
        (TOWN.replace('name = "gemeente"\n', "") + CHOICES, "layout-key-missing", "questions › 2 (Gemeente) › name"),
        (TOWN.replace('"gemeente"', '"Gemeente"') + CHOICES, "layout-value-wrong", "questions › 2 (Gemeente) › name"),
        ("\n[[questions]]\nname = 3\nlabel = 4\n", "layout-value-wrong", "questions › 2 › name"),
        (
            TOWN + CHOICES + 'constraint = "."\nrelevant = "<"\n',
            "layout-expression",
            "questions › 2 (gemeente) › relevant",
        ),
    ],
)
def test_a_mistake_in_a_question_names_the_question(tmp_path: Path, question: str, code: str, key: str) -> None:
    """By its name, else by its label: nobody counts to the tenth question of a file."""
    assert (code, key) in [(finding.code, finding.details.get("key")) for finding in wrong(tmp_path, GOOD + question)]


@pytest.mark.parametrize(
    "setting",
    ["minimum = 1e400", "minimum = -inf", "maximum = nan", "minimum = true", "max_length = true", "max_length = 1e400",
     "maximum = 1e16", "minimum = 1000000000000000000", "max_length = 1000000000000000000", "minimum = 1e-300",
     'minimum = "veel"', "maximum = [1]"],
)  # fmt: skip
def test_a_number_that_excel_could_not_hold_is_told(tmp_path: Path, setting: str) -> None:
    """Endless, not a number, yes or no, or with more than fifteen digits."""
    question = TOWN.replace('"choice"', '"number"') + setting + "\n"
    (finding,) = wrong(tmp_path, GOOD + question)
    assert finding.code == "layout-value-wrong"
    assert finding.details["key"] == f"questions › 2 (gemeente) › {setting.split(maxsplit=1)[0]}"


@pytest.mark.parametrize("number", ["0", "-5", "0.1", "999999999999999", "-1e15", "0.000001", "1_000"])
def test_a_number_that_excel_can_hold_is_read(tmp_path: Path, number: str) -> None:
    """Whole or not, below zero too."""
    assert loaded(tmp_path, GOOD + TOWN.replace('"choice"', '"number"') + f"minimum = {number}\n")


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ('["Sport", "sport"]', ["Sport / sport"]),
        ('["Café", "cafe ", "CAFÉ"]', ["Café / cafe / CAFÉ"]),
        ('["a", "A", "b", "B", "c"]', ["a / A", "b / B"]),
        ('["a", "a"]', ["a / a"]),
        ('["a", "b"]', []),
        ('["A-", "A+", "C++", "C#"]', []),
    ],
)
def test_options_that_differ_only_in_case_are_told(tmp_path: Path, choices: str, told: list[str]) -> None:
    """Nor in accents or blanks: an answer could not tell them apart. Signs make another option."""
    question = TOWN + f"choices = {choices}\n"
    if not told:
        assert loaded(tmp_path, GOOD + question)
        return
    found = wrong(tmp_path, GOOD + question)
    assert {finding.code for finding in found} == {"layout-choice-twice"}
    assert [finding.value for finding in found] == told


@pytest.mark.parametrize(
    ("condition", "choice"),
    [
        ("${gemeente} = 'Gend'", "Gend"),
        ("'Gend' != ${gemeente}", "Gend"),
        ("selected(${gemeente}, 'Gend')", "Gend"),
        ('not(selected(${gemeente}, \\"Gend\\")) and 1 = 1', "Gend"),
        ("${ gemeente } = 'gent' or ${gemeente} = 'aals'", "aals"),
        ("${gemeente} = 'GENT' or ${gemeente} = ''", None),
        ("regex(${gemeente}, 'Gend')", None),
        ("${initiatief} = 'Gend'", None),
        ("string-length(${gemeente}) = '3'", None),
    ],
)
def test_a_condition_on_an_option_that_is_not_there_is_told(tmp_path: Path, condition: str, choice: str | None) -> None:
    """It would never hold, and its question never be asked; a pattern or a free text is no option."""
    asked = f'\n[[questions]]\nname = "wie"\nlabel = "Wie?"\ntype = "text"\npart = "about"\nrelevant = "{condition}"\n'
    content = GOOD + TOWN + CHOICES + asked
    if choice is None:
        assert loaded(tmp_path, content)
        return
    (finding,) = wrong(tmp_path, content)
    assert (finding.code, finding.value) == ("layout-expression-choice", choice)
    assert (finding.suggestion or "").lower().startswith(choice[:3].lower())
    assert finding.details == {"key": "questions › 3 (wie) › relevant", "asked": "gemeente"}


def test_a_constraint_on_an_option_of_its_own_question_is_told_too(tmp_path: Path) -> None:
    """There the answer itself is `.`."""
    (finding,) = wrong(tmp_path, GOOD + TOWN + CHOICES + "constraint = \". != 'Gend'\"\n")
    assert (finding.code, finding.value, finding.suggestion) == ("layout-expression-choice", "Gend", "Gent")


@pytest.mark.parametrize("role", ["initiative", "respondent", "moment"])
def test_a_role_given_twice_names_its_questions(tmp_path: Path, role: str) -> None:
    """Which of the two is meant, a person has to say."""
    kind = "date" if role == "moment" else "text"
    more = "".join(
        f'\n[[questions]]\nname = "v{number}"\nlabel = "Vraag {number}"\ntype = "{kind}"\n'
        f'part = "about"\nrole = "{role}"\n'
        for number in (1, 2)
    )
    (finding,) = wrong(tmp_path, GOOD + more)
    assert finding.code == "layout-role"
    assert str(finding.details["names"]).endswith("v1, v2")
    assert "v1, v2" in message(finding, "nl")


def test_questions_that_share_a_header_are_both_named(tmp_path: Path) -> None:
    """By the names that the file gives them."""
    second = '[[questions]]\nname = "naam"\nlabel = "Naam"\naliases = ["initiatief:"]\ntype = "text"\npart = "about"\n'
    (finding,) = wrong(tmp_path, GOOD + second)
    assert finding.details["names"] == "initiatief, naam"


def test_a_layout_that_can_not_be_looked_at_stops_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """To pass it by in silence would give its answers to the other layout."""
    templates = desk.folder / "lagen"
    for name in ("binding", "dicht"):
        loaded(templates / name, GOOD)
        (templates / name / "beleving").rename(templates / f"{name}-laag")
    monkeypatch.setenv("BINDING_TEMPLATES", str(templates))
    looked_at = os.stat

    def stat(path: str, *arguments: object, **named: object) -> os.stat_result:
        if "dicht-laag" in str(path) and str(path).endswith("layout.toml"):
            raise PermissionError(13, "denied", str(path))
        return looked_at(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat)
    ended = desk.binding("check", "--json")
    assert ended.code == 3
    assert [(finding["code"], finding["file"]) for finding in ended.json["findings"]] == [
        ("file-not-reachable", f"{templates.as_posix()}/dicht-laag/layout.toml")
    ]


def test_a_folder_of_layouts_that_can_not_be_listed_stops_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it told as a folder without layouts."""

    def scandir(path: str) -> None:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    ended = desk.binding("check", "--json")
    assert (ended.code, ended.codes()) == (3, ["file-not-reachable"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_place_of_a_layout_is_told(tmp_path: Path) -> None:
    """To read it would wait for ever."""
    (tmp_path / "beleving").mkdir()
    file = tmp_path / "beleving/layout.toml"
    os.mkfifo(file)
    with pytest.raises(Exception) as error:  # noqa: PT011 - what is told is looked at
        load_layout(file)
    assert [finding.code for finding in error.value.findings] == ["file-not-reachable"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "setting"),
    [
        ("long_text", "minimum = 3"),
        ("long_text", "maximum = 0"),
        ("long_text", 'choices = ["Gent", "Aalst"]'),
        ("text", "minimum = 1"),
        ("date", "maximum = 2026"),
        ("yes_no", 'choices = ["ja", "nee"]'),
        ("number", "max_length = 3"),
        ("integer", 'pattern = "[0-9]+"'),
        ("percentage", 'choices = ["50 %"]'),
        ("choice", 'choices = ["a", "b"]\nmaximum = 3'),
        ("choices", 'choices = ["a", "b"]\npattern = "a"'),
        ("list", "max_length = 3"),
        ("email", "minimum = 3"),
    ],
)
def test_a_setting_that_means_nothing_for_its_type_is_told(tmp_path: Path, kind: str, setting: str) -> None:
    """No answer would be held to it, and who wrote it thinks that it is. The message names types that have it."""
    (finding,) = wrong(tmp_path, GOOD + TOWN.replace('"choice"', f'"{kind}"') + setting + "\n")
    name = setting.splitlines()[-1].split(maxsplit=1)[0]
    assert finding.code == "layout-setting-unused"
    assert finding.details["key"] == f"questions › 2 (gemeente) › {name}"
    assert finding.details["type"] == kind
    assert kind not in str(finding.details["types"]).split(", ")


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("number", "minimum = 0\nmaximum = 9"),
        ("scale", "minimum = 1\nmaximum = 5"),
        ("percentage", "maximum = 100"),
        ("long_text", 'max_length = 500\npattern = ".*"'),
        ("phone", "max_length = 12"),
        ("choice", 'choices = ["a", "b"]'),
        ("choices", 'choices = ["a", "b"]\nunique = true'),
        ("yes_no", 'constraint = ". = \'Ja\'"\nconstraint_message = "Het moet."'),
    ],
)
def test_a_setting_of_its_type_is_read(tmp_path: Path, kind: str, settings: str) -> None:
    """Whatever answers of the type are held to."""
    assert loaded(tmp_path, GOOD + TOWN.replace('"choice"', f'"{kind}"') + settings + "\n")


def test_a_message_without_its_constraint_is_told(tmp_path: Path) -> None:
    """It would never be shown."""
    (finding,) = wrong(tmp_path, GOOD + 'constraint_message = "Het moet."\n')
    assert (finding.code, finding.details["key"]) == ("layout-key-missing", "questions › 1 (initiatief) › constraint")


def test_a_condition_on_a_word_that_is_no_answer_to_yes_or_no_is_told(tmp_path: Path) -> None:
    """Answers are compared as `ja` and `nee`."""
    question = TOWN.replace('"choice"', '"yes_no"') + "constraint = \". = 'yes'\"\n"
    (finding,) = wrong(tmp_path, GOOD + question)
    assert (finding.code, finding.value) == ("layout-expression-choice", "yes")
