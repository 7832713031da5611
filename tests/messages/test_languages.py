"""Binding speaks the language that is asked for, in everything that people read of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from conftest import PROJECT, Desk
from openpyxl import load_workbook
from translation_files import messages_of, translated

from pipeline.form.form_workbook import form_bytes
from pipeline.messages import LANGUAGES, Language
from pipeline.model import Layout

COMMANDS = ("", "run", "check", "form", "layout", "layout list", "layout check")


@pytest.fixture
def mistakes(desk: Desk) -> Desk:
    """Return a desk with the example answers that have mistakes."""
    shutil.copytree(PROJECT / "examples/with-mistakes", desk.inputs, dirs_exist_ok=True)
    return desk


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_page_is_in_one_language(desk: Desk, command: str) -> None:
    """No line of it is the same in another language, and the language may be named first or last."""
    arguments = command.split()
    pages = {
        language: desk.binding("--lang", language, *arguments, "--help").out.splitlines() for language in LANGUAGES
    }
    assert pages["fr"][0].startswith("Utilisation\N{NO-BREAK SPACE}: binding")
    assert pages["nl"][0].startswith("Gebruik: binding")
    for language, other in combinations(LANGUAGES, 2):
        same = {line.strip() for line in set(pages[language]) & set(pages[other])} - {""}
        assert not [line for line in same if not line.startswith("[")], "but the name of an argument"
    if command != "layout":  # a group takes the options of `binding` before it
        assert desk.binding(*arguments, "--lang", "fr", "--help").out.splitlines() == pages["fr"]


def test_the_language_may_come_from_the_environment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a scheduler; the option wins."""
    monkeypatch.setenv("BINDING_LANG", "fr")
    assert desk.binding("run").out.startswith("Il n’y a pas encore de réponses")
    assert desk.binding("run", "--lang", "en").out.startswith("There are no answers yet")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "De waarde bij --lang kan niet (kies uit nl, en, fr)."),
        ("fr", "La valeur de --lang n’est pas possible (choisissez parmi nl, en, fr)."),
    ],
)
def test_a_language_that_binding_does_not_speak_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """With exit code 2, and those that it speaks; in Dutch where nothing better is known."""
    monkeypatch.setenv("BINDING_LANG", language)
    ended = desk.binding("run", "--lang", "de")
    assert ended.code == 2
    assert said in (ended.err if language == "nl" else desk.binding("--lang", "fr", "run", "--lang", "de").err)


@pytest.mark.parametrize(("language", "said"), [("nl", "(leeg)"), ("en", "(empty)"), ("fr", "(vide)")])
def test_an_empty_folder_is_refused_in_one_language(desk: Desk, language: str, said: str) -> None:
    """An unset variable in a scheduler is no folder, and is told in the language asked for."""
    ended = desk.binding("run", "--lang", language, "--inputs", "")
    assert ended.code == 2
    assert said in ended.err


def test_the_terminal_the_json_the_page_and_the_copies_are_in_french(mistakes: Desk) -> None:
    """One option, and all that people read of a run follows it."""
    shown = mistakes.binding("check", "--lang", "fr", "--annotate", "copies").out
    assert re.search(r"^\d+ classeurs, \d+ envois, \d+ initiatives", shown)
    assert "Terminé, mais tout n’est pas en ordre" in shown
    findings = mistakes.binding("check", "--lang", "fr", "--json").json["findings"]
    assert "Il n’y a pas de réponse à «\N{NO-BREAK SPACE}Initiatief\N{NO-BREAK SPACE}»." in {
        finding["message"].partition(" Sans elle")[0] for finding in findings
    }
    mistakes.binding("run", "--lang", "fr")
    page = (mistakes.outputs / "bevindingen.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "<title>Constats sur les réponses</title>" in page
    assert re.search("\N{NO-BREAK SPACE}»\\.", page), "what no line ends at is kept"
    copy = next((mistakes.folder / "copies").glob("*.xlsx"))
    texts = [cell for row in load_workbook(copy).worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert {"Gravité", "Endroit", "Ce qui ne va pas"} <= set(texts)


def test_no_finding_says_anything_in_another_language(mistakes: Desk) -> None:
    """The three languages have no message in common, in a run that tells of many things."""
    messages: dict[Language, set[str]] = {}
    for language in LANGUAGES:
        findings = mistakes.binding("check", "--lang", language, "--json").json["findings"]
        messages[language] = {text for finding in findings for text in (finding["message"], finding["fix"])}
    assert not messages["nl"] & messages["fr"]
    assert not messages["en"] & messages["fr"]
    assert not messages["nl"] & messages["en"]


@pytest.mark.parametrize(
    ("language", "title", "yes_no", "footer"),
    [
        ("nl-BE", "Binding – formulier", '"ja,nee"', "&P van &N"),
        ("en-GB", "Binding – form", '"yes,no"', "&P of &N"),
        ("fr-BE", "Binding – formulaire", '"oui,non"', "&P sur &N"),
        ("de-BE", "Binding – form", '"yes,no"', "&P of &N"),
    ],
)
def test_a_form_is_in_the_language_of_its_layout(
    binding: Layout, language: str, title: str, yes_no: str, footer: str
) -> None:
    """Its title, its lists and its page; a layout in a language that we do not speak gets an English form."""
    question = replace(binding.questions[1], name="akkoord", label="Akkoord?", type="yes_no", role=None, choices=())
    layout = replace(binding, language=language, questions=(*binding.questions, question))
    sheet = load_workbook(BytesIO(form_bytes(layout))).worksheets[0]
    assert sheet["A1"].value == title
    assert yes_no in {validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == footer


def test_french_is_set_as_french_is() -> None:
    """A space that no line ends at before a double mark and inside quotation marks, and a curly apostrophe."""
    for message in messages_of(translated("fr")):
        for text in [message.string] if isinstance(message.string, str) else list(message.string or ()):
            assert not re.search(r"[« ] [»:;!?]|«[^\N{NO-BREAK SPACE}]|[^\N{NO-BREAK SPACE}]»", text), text
            assert not re.search(r"[^\W\d_]'\w", text), text
            assert not re.search(r"[\w»)] [:;!?»%](\s|$)", text), text


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("nl-BE", "Binding - formulier.xlsx"),
        ("en-GB", "Binding - form.xlsx"),
        ("fr-BE", "Dans mee! - Binding - formulaire.xlsx"),
    ],
)
def test_the_file_of_a_form_is_called_in_the_language_of_its_layout(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    """With the name of the initiative in front where it has one."""
    shutil.copytree(PROJECT / "templates", desk.folder / "templates")
    layout = desk.folder / "templates/binding/layout.toml"
    text = layout.read_text(encoding="utf-8").replace('language = "nl-BE"', f'language = "{language}"')
    layout.write_text(text, encoding="utf-8")
    monkeypatch.setenv("BINDING_TEMPLATES", str(desk.folder / "templates"))
    initiative = name.partition(" - Binding")[0] if name.count(" - ") > 1 else ""
    assert desk.binding("form", *(["--for", initiative] if initiative else [])).code == 0
    assert [path.name for path in desk.folder.glob("*.xlsx")] == [name]
