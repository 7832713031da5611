"""How fast workbooks are read beside openpyxl, and how much memory that takes: `python benchmarks/read.py`.

Everything in one run on one machine, so that the ratios can be compared; medians of a few rounds.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from pipeline.model import Finding
from pipeline.read import Worker, read
from pipeline.storage.local_folder import local_file

PROJECT = Path(__file__).parent.parent
FORMS, ROWS, COLUMNS, ROUNDS = 1_000, 10_000, 15, 3
WORDS = ("samen", "elke", "maand", "partners", "buurt", "school", "overleg", "jongeren", "netwerk", "sport", "cultuur")
MEGABYTE = 1024 * 1024


def main() -> None:
    """Measure, and print what was found beside what has to be reached."""
    import tempfile

    import openpyxl
    import psutil

    with tempfile.TemporaryDirectory() as folder:
        forms, table = make_forms(Path(folder)), make_table(Path(folder))
        print(f"Python {sys.version.split()[0]}, {psutil.cpu_count()} processors, {ROUNDS} rounds, medians")
        ours = median(lambda: read_all(forms))
        reference = median(lambda: all(bool(openpyxl.load_workbook(form, data_only=True)) for form in forms), rounds=1)
        report(f"{FORMS} small forms", ours, reference, at_least=5)
        ours = median(lambda: must_be_read(table), rounds=5)
        reference = median(lambda: rows_by_openpyxl(table), rounds=5)
        report(f"a table of {ROWS} x {COLUMNS}", ours, reference, at_least=3)
        with peak_memory() as peak:  # apart, for watching takes time
            must_be_read(table)
        print(f"  memory, both processes together: {peak() // MEGABYTE} MB (at most 400)")
        hostile(Path(folder))


def read_all(paths: list[Path]) -> None:
    """Read one workbook after another, as a run does."""
    with Worker() as worker:
        for path in paths:
            read(local_file(path), worker)


def make_forms(folder: Path) -> list[Path]:
    """Write small forms, filled in."""
    from pipeline.form.form_workbook import form_bytes
    from pipeline.layout.loader import load_layouts

    layout = load_layouts(PROJECT / "templates")["binding"]
    paths = []
    for number in range(FORMS):
        path = folder / f"formulier {number}.xlsx"
        path.write_bytes(form_bytes(layout, f"Initiatief {number}"))
        paths.append(path)
    return paths


def make_table(folder: Path) -> Path:
    """Write a large table, as openpyxl does."""
    import random

    import openpyxl

    chance = random.Random(1)  # noqa: S311 - the same words every time
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append([f"Vraag {number}" for number in range(COLUMNS)])
    for _ in range(ROWS):
        sheet.append([" ".join(chance.choices(WORDS, k=chance.randint(3, 12))) for _ in range(COLUMNS)])
    path = folder / "tabel.xlsx"
    book.save(path)
    return path


def must_be_read(path: Path) -> None:
    """Read a file with a worker for it alone, its start included."""
    outcome = read(local_file(path))
    if isinstance(outcome, Finding) or len(outcome.sheets[0].rows) != ROWS + 1:
        raise AssertionError(outcome)


def rows_by_openpyxl(path: Path) -> int:
    """Read a file as openpyxl does in its fastest way."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def hostile(folder: Path) -> None:
    """Read what strangers may send, and tell the worst of it."""
    directory = folder / "hostile"
    directory.mkdir()
    # In a process of its own, so that the memory it takes to make them is not counted.
    maker = get_context("spawn").Process(target=write_hostile, args=(directory,))
    maker.start()
    maker.join()
    slowest, largest = (0.0, ""), (0, "")
    files = sorted(directory.iterdir())
    with Worker() as worker:
        for path in files:
            with peak_memory() as peak:
                begun = time.perf_counter()
                read(local_file(path), worker)
                slowest = max(slowest, (time.perf_counter() - begun, path.name))
            largest = max(largest, (peak(), path.name))
    print(f"{len(files)} hostile files: the slowest {slowest[0]:.1f} s (at most 10): {slowest[1]}")
    print(f"  memory, both processes together: {largest[0] // MEGABYTE} MB (at most 512): {largest[1]}")


def write_hostile(folder: Path) -> None:
    """Write what strangers may send."""
    sys.path.insert(0, str(PROJECT / "tests"))
    from hostile import corpus, large

    for name, content in chain(corpus(), large()):
        (folder / name).write_bytes(content)


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of the seconds that some work takes."""
    import statistics

    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def report(what: str, ours: float, reference: float, *, at_least: float) -> None:
    """Print two times and their ratio."""
    print(
        f"{what}: {ours:.2f} s, openpyxl {reference:.2f} s: {reference / ours:.1f} times as fast (at least {at_least})"
    )


@contextmanager
def peak_memory() -> Iterator[Callable[[], int]]:
    """Watch this process and those that it started; give a function that tells the most bytes seen so far."""
    import psutil

    stop, largest = threading.Event(), [0]
    me = psutil.Process()

    def look() -> None:
        while not stop.wait(0.02):
            with suppress(psutil.Error):
                processes = [me, *me.children(recursive=True)]
                largest[0] = max(largest[0], sum(process.memory_info().rss for process in processes))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield lambda: largest[0]
    finally:
        stop.set()
        watcher.join()


if __name__ == "__main__":
    main()
