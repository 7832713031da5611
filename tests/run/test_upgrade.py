"""A report of an earlier version is known for what it is: renewed where nobody touched it, kept where somebody did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from content import report_texts

FIXTURES = PROJECT / "tests/fixtures/upgrade"
VERSIONS = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())
UNTOUCHED, EDITED = "Lerend netwerk Gent", "Dans mee!"
ADDED = "Nog een zin van de dienst."


@pytest.fixture(params=VERSIONS)
def upgraded(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """Return a desk with the example inputs, and with the reports that an earlier version made of two of them."""
    shutil.copytree(PROJECT / "inputs", desk.inputs, dirs_exist_ok=True)
    shutil.copytree(FIXTURES / request.param, desk.outputs)
    return desk


def path_of(desk: Desk, initiative: str) -> Path:
    """Return where the report of an initiative stands."""
    return desk.outputs / f"{initiative} - Binding.docx"


def statuses(desk: Desk, *arguments: str) -> tuple[dict[str, str], list[str]]:
    """Run; return what became of each report, by initiative, and the codes that name one of the two."""
    run = desk.binding("run", "--json", *arguments).json
    codes = [finding["code"] for finding in run["findings"] if finding["code"].startswith("report-")]
    return {report["initiative"]: report["status"] for report in run["reports"]}, codes


def test_a_report_of_an_earlier_version_that_nobody_edited_is_renewed_at_most_once(upgraded: Desk) -> None:
    """It is recognised: nobody is asked anything, it keeps its name, and the run after that finds it unchanged."""
    first, codes = statuses(upgraded)
    assert first[UNTOUCHED] in ("written", "unchanged")
    assert codes == ["report-edited"]
    assert len(upgraded.reports()) == len(first)
    second, _ = statuses(upgraded)
    assert second[UNTOUCHED] == "unchanged"
    assert set(second.values()) == {"unchanged", "kept"}


def test_a_report_of_an_earlier_version_that_somebody_edited_is_kept_and_told(upgraded: Desk) -> None:
    """Run after run, byte for byte, whatever this version would write."""
    before = path_of(upgraded, EDITED).read_bytes()
    for _ in range(2):
        became, codes = statuses(upgraded)
        assert (became[EDITED], codes) == ("kept", ["report-edited"])
        assert path_of(upgraded, EDITED).read_bytes() == before
    assert ADDED in report_texts(before)


def test_an_edited_report_of_an_earlier_version_is_replaced_when_asked(upgraded: Desk) -> None:
    """With --force, and with a note; then it is a report like any other."""
    became, codes = statuses(upgraded, "--force")
    assert (became[EDITED], codes) == ("written", ["report-replaced"])
    assert ADDED not in report_texts(path_of(upgraded, EDITED).read_bytes())
    assert set(statuses(upgraded)[0].values()) == {"unchanged"}


def test_newer_answers_reach_a_report_of_an_earlier_version(upgraded: Desk) -> None:
    """The one that nobody edited takes them; the edited one is kept, for there they would cost somebody's work."""
    shutil.rmtree(upgraded.inputs)
    headers = ["Initiatief", "Contactpersoon", "Impact in beeld"]
    upgraded.table([headers, [UNTOUCHED, "An", "Veel nieuws."], [EDITED, "An", "Veel nieuws."]])
    assert statuses(upgraded) == ({UNTOUCHED: "written", EDITED: "kept"}, ["report-edited"])
    assert "Veel nieuws." in report_texts(path_of(upgraded, UNTOUCHED).read_bytes())
    assert "Veel nieuws." not in report_texts(path_of(upgraded, EDITED).read_bytes())
