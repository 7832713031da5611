"""Addresses of cells: letters of columns both ways, cells and blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ooxml.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    CellAddress,
    CellRange,
    InvalidAddressError,
    cell_address,
    column_letters,
    column_number,
    parse_cell,
    parse_range,
    row_number,
)


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("ZZ", 702), ("AAA", 703)])
def test_letters_of_a_column_are_a_number_and_back(letters: str, number: int) -> None:
    """At every border where a letter is added."""
    assert column_number(letters) == number
    assert column_letters(number) == letters


@given(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
def test_an_address_that_is_written_is_read_back(row: int, column: int) -> None:
    """Wherever the cell is in the sheet."""
    assert parse_cell(cell_address(row, column)) == CellAddress(row, column)


@pytest.mark.parametrize("letters", ["", "XFE", "ZZZZ", "A1", "é", "$", "ſ"])
def test_letters_that_name_no_column_are_refused(letters: str) -> None:
    """Beyond the last column, or no letters that Excel has."""
    with pytest.raises(InvalidAddressError):
        column_number(letters)


def test_the_last_column_and_row_of_excel_are_accepted() -> None:
    """The value just inside each bound; just outside is refused."""
    assert column_number("$XFD") == LAST_COLUMN
    assert row_number("1048576") == LAST_ROW
    for text in ("1048577", "0", "", None, "-1", "1.5", "10485760"):
        with pytest.raises(InvalidAddressError):
            row_number(text)


@pytest.mark.parametrize("address", ["", "C", "7", "C7:D8", "Blad!C7", "ABCD1", "C12345678", "C 7"])
def test_what_is_no_cell_is_refused(address: str) -> None:
    """One cell, without a sheet."""
    with pytest.raises(InvalidAddressError):
        parse_cell(address)


@pytest.mark.parametrize(
    ("reference", "cells"),
    [
        ("B5", CellRange(5, 2, 5, 2)),
        ("$B$5:$C$7", CellRange(5, 2, 7, 3)),
        ("c7:b5", CellRange(5, 2, 7, 3)),
        ("C5:B7", CellRange(5, 2, 7, 3)),
        ("B:C", None),
        ("5:7", None),
        ("B5:", CellRange(5, 2, 5, 2)),
        ("", None),
        ("#REF!", None),
    ],
)
def test_a_reference_means_a_block_or_nothing(reference: str, cells: CellRange | None) -> None:
    """Whichever corner comes first; whole columns and rows are no blocks."""
    assert parse_range(reference) == cells


def test_a_block_knows_its_size() -> None:
    """Both ends count."""
    assert CellRange(5, 2, 7, 3).size == 6
