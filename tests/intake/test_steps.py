"""Reading is linear in cells: twice the columns, rows, tables or sheets are no more than twice the steps."""

import sys
from collections.abc import Callable
from datetime import date

import pytest

from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import localities, returns
from tests import files

TODAY = date(2026, 11, 22)
WARDS = [ward.name for ward in gazetteer().ward_set(gazetteer().authority("Darlington"), TODAY).wards]
DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
TITLE = ["Darlington IOM, October 2026"]


def columns(number: int, heading: Callable[[int], str], *over: list) -> dict:
    heads = [*over, ["Ward", *map(heading, range(number))]]
    return {"S": [TITLE, *heads, *([ward, *([7, 0] * (number // 2))] for ward in WARDS[:3])]}


def tables(number: int) -> dict:
    rows = [[], ["Ward", "Red", "Total"], [WARDS[0], 1, 3], [WARDS[1], 2, 4]]
    return {"S": rows * number}


SHAPES: dict[str, tuple[int, Callable[[int], dict]]] = {
    "unknown headings": (24, lambda n: columns(n, lambda column: f"Heading {column}")),
    "one heading": (24, lambda n: columns(n, lambda _: "Red")),
    "wards across": (24, lambda n: columns(n, lambda column: WARDS[column % len(WARDS)])),
    "shares under RAGs": (
        24,
        lambda n: columns(n, lambda c: "No.%"[2 * (c % 2)], ["", *["Red", ""] * (n // 2)]),
    ),
    "tables side by side": (
        8,
        lambda n: {"S": [["Ward", "Red"] * n, *([ward, 3] * n for ward in WARDS[:3])]},
    ),
    "rows": (
        60,
        lambda n: {"S": [TITLE, ["Ward", "Red"], *([WARDS[row % 20], row % 9] for row in range(n))]},
    ),
    "tables": (12, tables),
    "contacts": (
        60,
        lambda n: {"S": [["Ward", "Red"], *([WARDS[row % 20], 3, "", "a@example.org"] for row in range(n))]},
    ),
    "sheets": (3, lambda n: {f"S{sheet}": tables(3)["S"] for sheet in range(n)}),
}


def steps(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes, of Python's functions and of those built in."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_a_return_takes_steps_by_its_cells(shape):
    size, make = SHAPES[shape]
    once, twice, four = (files.workbook(make(size * times)) for times in (1, 2, 4))

    def read(content: bytes) -> int:
        return steps(lambda: returns.read(content, "a.xlsx", gazetteer(), TODAY))

    read(once)  # what is worked out once for all files is worked out
    first, second, third = read(once), read(twice), read(four)
    # Twice as much again adds twice as much again, however much opening a file costs.
    assert third - second <= 2.3 * (second - first)


def test_localities_take_steps_by_their_cells():
    def read(columns: int) -> int:
        rows = [
            ["Locality", "Ward", *["AAP"] * columns],
            *(["East", ward, *["W"] * columns] for ward in WARDS),
        ]
        content = files.workbook({"S": rows})
        return steps(lambda: localities.read(content, DARLINGTON))

    read(5)
    first, second, third = read(20), read(40), read(80)
    assert third - second <= 2.3 * (second - first)


def test_what_is_said_in_row_after_row_is_asked_once():
    # Beside each other 200 rows of the same few words cost a few calls each, and no reading of any text.
    def read(rows: int) -> int:
        body = [[WARDS[row % 3], "Red", row % 5, "as before"] for row in range(rows)]
        content = files.workbook({"S": [TITLE, ["Ward", "RAG", "Count", "Who"], *body]})
        return steps(lambda: returns.read(content, "a.xlsx", gazetteer(), TODAY))

    read(50)
    assert (read(600) - read(200)) / 400 <= 450


def test_a_sheet_of_more_tables_than_any_return_has_is_refused_before_they_are_read():
    def sheet(tables: int) -> dict:
        heads = ["Ward", "Red", ""] * (tables // 10)
        return {"S": [heads, [WARDS[0], 3, ""] * (tables // 10), [WARDS[1], 1, ""] * (tables // 10), []] * 10}

    (problem,) = returns.read(files.workbook(sheet(1_500)), "a.xlsx", gazetteer(), TODAY).problems
    assert problem.code == "too many tables"
    assert "A sheet of it has more than 1,000 tables" in problem.message


def test_a_sheet_full_of_one_known_word_is_looked_through_a_few_times():
    # Each of its rows may be one of headings, and what stands under each was looked through for each of them.
    def read(columns: int) -> int:
        content = files.workbook({"S": [["Ward"] * columns] * 60})
        return steps(lambda: returns.read(content, "a.xlsx", gazetteer(), TODAY))

    read(10)
    assert (read(40) - read(20)) / (20 * 60) <= 400


def test_a_heading_that_is_unknown_asks_nothing_of_every_other():
    def read(columns: int) -> int:
        content = f"Ward,{'Red,Amber,' * columns}\nBruce Grove,{'1,' * 2 * columns}\n".encode()
        return steps(lambda: returns.read(content, "a.csv", gazetteer(), TODAY))

    read(10)
    first, second, third = read(100), read(200), read(400)
    assert third - second <= 2.3 * (second - first)
