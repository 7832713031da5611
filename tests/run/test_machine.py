"""The machine around a run: folders that don't answer, links, open reports, closed streams: nothing is lost untold."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import PROJECT, Desk

from pipeline.storage.interface import FileStat, ListedPath
from pipeline.storage.local_folder import LOCK_NAME, LocalFolder

ROWS = [["Initiatief", "Contacten verduurzamen"], ["Dans mee!", "Elke maand."], ["Sportclub", "Elke week."]]
REPORT = "Dans mee! - Binding.docx"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other files")


@pytest.fixture
def answered(desk: Desk) -> Desk:
    """Return a desk with two submissions."""
    desk.table(ROWS)
    return desk


def errors(desk: Desk, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """Run, and return the exit code and each error with its file."""
    ended = desk.binding("run", "--json", *arguments)
    return ended.code, [
        (finding["code"], finding["file"]) for finding in ended.json["findings"] if finding["severity"] == "error"
    ]


# --- Folders that don't answer --------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.EACCES])
@pytest.mark.parametrize("folder", ["", "gent"])
def test_a_folder_that_could_not_be_listed_once_is_told(
    answered: Desk, monkeypatch: pytest.MonkeyPatch, folder: str, number: int
) -> None:
    """As on a network share: also where it answers again right afterwards, nothing of it was read."""
    (answered.inputs / "gent").mkdir()
    lists = LocalFolder.list
    failed: list[str] = []

    def fails_once(self: LocalFolder, path: str = "") -> object:
        if path == folder and self.root.name == "inputs" and not failed:
            failed.append(path)
            raise OSError(number, "stuk")
        return lists(self, path)

    monkeypatch.setattr(LocalFolder, "list", fails_once)
    assert errors(answered) == (1, [("folder-not-reachable", folder or ".")])


@pytest.mark.parametrize("name", ["inputs", "outputs"])
@pytest.mark.parametrize("method", ["stat", "list"])
def test_a_folder_that_does_not_answer_stops_the_run(
    answered: Desk, monkeypatch: pytest.MonkeyPatch, name: str, method: str
) -> None:
    """With exit 3 and a sentence: it is no fault of ours."""
    if (name, method) == ("inputs", "list"):
        return  # told as what was not read, above
    answered.outputs.mkdir()
    works = getattr(LocalFolder, method)

    def fails(self: LocalFolder, path: str = "") -> FileStat | list[ListedPath]:
        if self.root.name == name and not path:
            raise OSError(errno.EIO, "stuk")
        return works(self, path)  # type: ignore[no-any-return] # as the method does

    monkeypatch.setattr(LocalFolder, method, fails)
    code, codes = errors(answered)
    assert code == 3
    assert [each for each, _ in codes] in (["folder-not-reachable"], ["folder-not-writable"])


def test_a_lock_that_can_not_be_let_go_of_spoils_nothing(answered: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All was written by then, and the system lets go of it."""

    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EIO, "stuk")

    monkeypatch.setattr("filelock.FileLock.release", fails)
    assert errors(answered) == (0, [])


@POSIX
def test_a_lock_of_another_user_is_told_as_such(answered: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder itself can be written to."""
    answered.outputs.mkdir()
    (answered.outputs / LOCK_NAME).touch()

    def fails(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "van een ander")

    monkeypatch.setattr("filelock.FileLock.acquire", fails)
    assert errors(answered) == (3, [("lock-not-ours", f"outputs/{LOCK_NAME}")])


@POSIX
def test_folders_nested_deeper_than_python_calls_are_read(answered: Desk) -> None:
    """However deep: what can't be reached is told, and the rest is read."""
    folder = answered.inputs
    before = Path.cwd()
    try:
        os.chdir(folder)
        for _ in range(1200):
            os.mkdir("d")  # noqa: PTH102 - the whole path is longer than the system takes
            os.chdir("d")
        os.chdir(before)
        code, told = errors(answered)
    finally:
        os.chdir(before)
        subprocess.run(["rm", "-rf", str(folder / "d")], check=True)  # noqa: S603, S607 - deeper than Python removes
    assert code in (0, 1)
    assert {each for each, _ in told} <= {"folder-not-reachable"}
    assert len(answered.reports()) == 2


# --- Links ----------------------------------------------------------------------------------------


@POSIX
def test_a_link_that_leads_out_of_the_inputs_is_not_followed(answered: Desk, tmp_path: Path) -> None:
    """Who may drop files may not publish another file of the machine."""
    secret = tmp_path / "geheim.csv"
    secret.write_text("Initiatief;Contacten verduurzamen\nGeheim plan;Niet voor iedereen\n", encoding="utf-8")
    (tmp_path / "map").mkdir()
    (tmp_path / "map/ook.csv").write_text(secret.read_text(encoding="utf-8"), encoding="utf-8")
    (answered.inputs / "p.csv").symlink_to(secret)
    (answered.inputs / "keten.csv").symlink_to(answered.inputs / "p.csv")
    (answered.inputs / "map").symlink_to(tmp_path / "map")
    (answered.inputs / "binnen.xlsx").symlink_to(answered.inputs / "enquete.xlsx")
    code, told = errors(answered)
    assert (code, sorted(told)) == (1, [("file-outside", "keten.csv"), ("file-outside", "p.csv")])
    assert answered.reports() == [REPORT, "Sportclub - Binding.docx"]
    assert answered.binding("check", "inputs/p.csv", "--json").json["counts"]["submissions"] == 1


@POSIX
def test_a_file_that_became_a_link_or_a_pipe_after_it_was_looked_at_is_not_read(tmp_path: Path) -> None:
    """What is opened is looked at once more, and nothing is waited for."""
    folder = LocalFolder(tmp_path / "inputs")
    folder.root.mkdir()
    (tmp_path / "geheim").write_text("x")
    (folder.root / "koppeling").symlink_to(tmp_path / "geheim")
    os.mkfifo(folder.root / "pijp")
    for name, number in (("koppeling", errno.ELOOP), ("pijp", errno.EINVAL)):
        with pytest.raises(OSError, match=name) as caught:
            folder.read(name)
        assert caught.value.errno == number
    (folder.root / "groot").write_bytes(bytes(1000))
    assert len(folder.read("groot", 10)) == 11


@POSIX
def test_a_report_that_is_a_link_is_kept_and_told(answered: Desk, tmp_path: Path) -> None:
    """Nothing is written where it leads, and it does not become a file in silence."""
    elsewhere = tmp_path / "elders.docx"
    elsewhere.write_text("van iemand")
    answered.outputs.mkdir()
    (answered.outputs / REPORT).symlink_to(elsewhere)
    assert errors(answered) == (1, [("report-is-link", REPORT)])
    assert (answered.outputs / REPORT).is_symlink()
    assert answered.binding("run", "--force").code == 0
    assert elsewhere.read_text() == "van iemand"
    assert not (answered.outputs / REPORT).is_symlink()


@POSIX
def test_a_pipe_in_the_place_of_the_page_is_told_and_not_waited_for(answered: Desk) -> None:
    """The run goes on, and lets go of the folder."""
    answered.outputs.mkdir()
    os.mkfifo(answered.outputs / "bevindingen.html")
    assert errors(answered) == (1, [("page-not-replaceable", "bevindingen.html")])
    assert len(answered.reports()) == 2


# --- Reports that somebody has open ---------------------------------------------------------------


@pytest.mark.parametrize("owner", ["~$ns mee! - Binding.docx", f".~lock.{REPORT}#"])
def test_a_report_that_is_open_is_left_for_the_next_run(answered: Desk, owner: str) -> None:
    """It is not replaced under its reader; it is only said where there is something new."""
    answered.binding("run")
    (answered.outputs / owner).write_bytes(b"\x02An")
    assert "report-open" not in answered.binding("run", "--json").codes()
    answered.table([*ROWS[:1], ["Dans mee!", "Elke dag."], ROWS[2]])
    before = (answered.outputs / REPORT).read_bytes()
    ended = answered.binding("run", "--json")
    assert (ended.code, ended.codes().count("report-open")) == (1, 1)
    assert (answered.outputs / REPORT).read_bytes() == before
    (answered.outputs / owner).unlink()
    assert answered.binding("run").code == 0
    assert (answered.outputs / REPORT).read_bytes() != before


# --- Rights ---------------------------------------------------------------------------------------


def rights(path: Path) -> int:
    """Return the rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
@pytest.mark.parametrize(
    ("folder", "umask", "chosen", "expected"),
    [
        (0o777, 0o000, "folder", 0o666),
        (0o755, 0o000, "folder", 0o644),
        (0o755, 0o022, "folder", 0o644),
        (0o700, 0o022, "folder", 0o600),
        (0o770, 0o007, "group", 0o660),
        (0o777, 0o000, "group", 0o660),
        (0o750, 0o000, "group", 0o640),
        (0o777, 0o000, "owner", 0o600),
    ],
)
def test_what_is_written_is_open_to_nobody_whom_the_folder_or_the_setting_keeps_out(
    answered: Desk, folder: int, umask: int, chosen: str, expected: int
) -> None:
    """Reports and the page hold answers, whatever the umask is."""
    answered.outputs.mkdir()
    answered.outputs.chmod(folder)
    before = os.umask(umask)
    try:
        answered.binding("run", "--rights", chosen)
    finally:
        os.umask(before)
    assert rights(answered.outputs / REPORT) == rights(answered.outputs / "bevindingen.html") == expected


@POSIX
def test_a_report_that_is_renewed_keeps_its_rights(answered: Desk) -> None:
    """Somebody shut it for others: it stays shut."""
    answered.binding("run")
    (answered.outputs / REPORT).chmod(0o600)
    answered.binding("run", "--force")
    assert rights(answered.outputs / REPORT) == 0o600


# --- Names that the machine can't spell -----------------------------------------------------------


def test_a_name_that_the_machine_cannot_spell_costs_that_report(
    answered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with old settings of a language: the other reports are made."""
    encodes = os.fsencode

    def only_latin(name: str) -> bytes:
        str(name).encode("latin-1")
        return encodes(name)

    monkeypatch.setattr("os.fsencode", only_latin)
    answered.table([*ROWS, ["Feest 🎉", "Elk jaar."]])
    assert errors(answered) == (1, [("report-not-replaceable", "Feest 🎉 - Binding.docx")])
    assert len(answered.reports()) == 2


# --- Standard streams -----------------------------------------------------------------------------


def shell(desk: Desk, redirected: str) -> int:
    """Run `binding` in a shell with these redirections; return the exit code of the first command of the pipe."""
    command = f'"{sys.executable}" -m pipeline {redirected}'
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}} > code"],
        check=False,
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return int((desk.folder / "code").read_text(encoding="ascii"))


@POSIX
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("run >&-", 0),
        ("run 2>&-", 0),
        ("run --quiet <&- >&- 2>&-", 0),
        ("run | true", 0),
        ("run --json | true", 0),
        ("run --inputs nergens 2>&1 | true", 3),
        ("--help | true", 0),
        ("run > /dev/full", 3),
    ],
)
def test_closed_streams_change_nothing_but_what_is_seen(answered: Desk, redirected: str, code: int) -> None:
    """All reports are made, and the exit code tells how it ended."""
    assert shell(answered, redirected) == code
    assert len(answered.reports()) == (2 if code == 0 and "help" not in redirected else len(answered.reports()))


# --- Installations --------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["click", "lxml", "jinja2"])
def test_a_library_that_is_missing_is_told_in_a_sentence(answered: Desk, library: str) -> None:
    """With exit 4, and as the JSON object where that was asked for."""
    program = f"import sys; sys.modules[{library!r}] = None; from pipeline.cli.start import main; main()"
    for extra, said in ((), "is niet volledig geïnstalleerd"), (("--json",), '"code": "install-incomplete"'):
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", program, "run", *extra],
            check=False,
            cwd=answered.folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 4
        assert said in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["run", "--inputs"], "binding run"),
        (["run", "--foo"], "binding run"),
        (["layout", "check", "--annotate"], "binding layout check"),
        (["rnu"], "binding"),
    ],
)
def test_a_hint_points_to_the_help_of_the_command_itself(desk: Desk, arguments: list[str], command: str) -> None:
    """Whatever is wrong in it."""
    ended = desk.binding(*arguments)
    assert (ended.code, ended.err.rstrip().endswith(f" {command} --help")) == (2, True), ended.err


@pytest.mark.parametrize("arguments", [["run", "--help", "--lang", "en"], ["--lang=en", "run", "--help"]])
def test_a_help_page_is_in_the_language_that_was_asked_for(desk: Desk, arguments: list[str]) -> None:
    """Wherever it was asked for."""
    assert "Make the reports." in desk.binding(*arguments).out


def test_a_help_page_is_in_the_language_of_the_environment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every other message."""
    monkeypatch.setenv("BINDING_LANG", "en")
    assert "Make the reports." in desk.binding("run", "--help").out


@POSIX
def test_layouts_may_be_links(answered: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes layouts is trusted: a folder of layouts, a layout and its template may be elsewhere."""
    folder = tmp_path / "layouts/binding"
    folder.mkdir(parents=True)
    for name in ("layout.toml", "report.docx"):
        (folder / name).symlink_to(PROJECT / "templates/binding" / name)
    (answered.folder / "templates").mkdir()
    (answered.folder / "templates/binding").symlink_to(folder)
    monkeypatch.delenv("BINDING_TEMPLATES")
    assert errors(answered) == (0, [])
