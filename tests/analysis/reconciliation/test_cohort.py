"""The reconciliation of the real workbook word for word, and its arithmetic on any table."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.reconciliation.cohort import checks, distinct, understood
from probation_commission.analysis.reconciliation.understanding import span
from probation_commission.domain.iom import Breakdown, Measure, Rag, Statement
from probation_commission.domain.places import Authority, Place, PlaceKind, Ward
from probation_commission.domain.returns import Cell, Check, Figure, Kind, Return, Verdict
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.settings import DATA

HOLDS, FAILS, UNCHECKED, NOTE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNCHECKED, Verdict.NOTE
MAY = date(2023, 5, 1)
HERE = Authority("E09000014", "Haringey", "London")
THERE = Authority("E09000010", "Enfield", "London")
FITS = {
    "E05000266": [("Alexandra Park", 0.95), ("Woodside", 0.05)],
    "E05000268": [("Bruce Castle", 0.544), ("Tottenham Central", 0.452), ("West Green", 0.004)],
}


@pytest.fixture(scope="module")
def haringey() -> Return:
    content = (DATA / "haringey_iom_2023_05.xlsx").read_bytes()
    return returns.read(content, "iom.xlsx", gazetteer.gazetteer(), date(2026, 11, 22)).returns[0]


def test_every_line_has_a_code_of_its_own_that_does_not_change_with_the_values(haringey: Return) -> None:
    codes = [line.code for line in checks(haringey, FITS)]
    assert all(codes)
    assert len(set(codes)) == len(codes)
    more = replace(haringey, figures=tuple(replace(f, value=f.value + 1) for f in haringey.figures))
    kept = {line.code for line in checks(more, FITS)}
    lost = set(codes) - kept
    assert lost <= {"rows", "in no row"}  # there where nothing is wrong, or something is missing
    assert not any(re.search(r"\b(61|52|30|23)\b", code) for code in codes)


def test_a_second_line_with_the_same_code_and_one_without_are_told_apart() -> None:
    line = Check(FAILS, "5 of 6", code="row")
    found = distinct([line, line, replace(line, code=""), replace(line, code="", sentence="7 of 8")])
    assert [one.code for one in found] == ["row", "row (2)", "# of #", "# of # (2)"]
    assert distinct(found) == found


def test_the_real_return_word_for_word(haringey: Return) -> None:
    assert [(one.verdict, one.sentence) for one in checks(haringey, FITS)] == [
        (HOLDS, "Cohort 61 = 30 + 8 + 7 + 16"),
        (FAILS, "Ward table 52 of 61"),
        (NOTE, "35 in wards in force in May 2023"),
        (NOTE, "10 recorded against wards abolished in 2022"),
        (NOTE, "Bowes 1, in Enfield"),
        (NOTE, "Lea Bridge 1, in Hackney or Waltham Forest (which one?)"),
        (NOTE, "5 NFA"),
        (NOTE, "9 in no row"),
        (NOTE, "23 red in the ward table of 30 in the cohort: by the text, those in the community"),
        (UNCHECKED, "Amber, green and blue: not given by ward"),
        (HOLDS, "In every row of the ward table the RAGs agree with the total"),
        (HOLDS, "“23 red in the community” in the text and 23 in the ward table"),
        (HOLDS, "“23 red in the community” in the text of 30 red in the cohort"),
        (HOLDS, "2 red NFA in the text and 2 in the table"),
        (FAILS, "“Nine red housed outside” in the text against one in the table"),
        (HOLDS, "10 nominals arrested in the text and 10 rows of arrests"),
        (HOLDS, "4 charged and remanded in the text and 4 in the rows (3 charged + 1 part charged)"),
        (HOLDS, "2 recalled in the text and 2 returned to prison in the rows"),
        (UNCHECKED, "0 repeat offenders in the text: the rows name nobody, so this cannot be checked"),
        (HOLDS, "GPS tags, knife crime: 5, of them 0 of IOM nominals"),
        (HOLDS, "GPS tags, domestic abuse: 3, of them 0 of IOM nominals"),
    ]


def test_best_fits_are_offered_for_each_abolished_ward(haringey: Return) -> None:
    (line,) = [one for one in checks(haringey, FITS) if "abolished" in one.sentence]
    estimate = "best fit on today's wards, by postcodes (an estimate, not applied)"
    assert line.detail == (
        f"Alexandra 1: {estimate}: Alexandra Park 95%, Woodside 5%",
        f"Bruce Grove 5: {estimate}: Bruce Castle 54%, Tottenham Central 45%",  # 0.4% is not shown
        "Tottenham Green 4: no best fit on today's wards is known",
    )


def test_each_line_names_its_cells(haringey: Return) -> None:
    cells = {one.sentence: [str(cell) for cell in one.cells] for one in checks(haringey, {})}
    assert all(cells.values())
    assert cells["Cohort 61 = 30 + 8 + 7 + 16"] == [f"Summary!B{row}" for row in range(4, 9)]
    assert cells["“Nine red housed outside” in the text against one in the table"] == [
        "Summary!A12",
        "Wards!D3",  # Bowes
        "Wards!D9",  # Lea Bridge
    ]


def test_an_answer_changes_the_line() -> None:
    reading = returns.read(
        (DATA / "haringey_iom_2023_05.xlsx").read_bytes(), "x", gazetteer.gazetteer(), date(2026, 11, 22)
    )
    key = reading.questions[0].key
    for value, line in (
        ("E05009380", "Lea Bridge 1, in Hackney"),
        ("not known", "1 outside Haringey, ward not known"),
    ):
        (answered,) = returns.answer(reading, {key: value}).returns
        said = sentences(checks(answered, {}))
        assert line in said
        assert (
            "“Nine red housed outside” in the text against one in the table" in said
        )  # wherever it is, it is outside


def test_what_was_understood(haringey: Return) -> None:
    assert understood(haringey) == (
        "Cohort 61, read from Summary!B4",
        "Cohort by RAG: 4 figures, read from Summary!B5:B8",
        "Wards: 20 rows, read from Wards!B2:B21",
        "Wards, red: 20 rows, read from Wards!D2:D21",
        "Text: 3 statements, read from Summary!A11:A12",
        "GPS tags: 2 kinds, read from Summary!A16:A17",
        "Arrests: 10 rows counted, none kept (Arrests!D2:D11)",
        "Arrests, text: 4 statements, read from Arrests!A13",
        "Borough comparison 2023 Q1: 4 areas, 6 measures, read from Borough comparison!C5:F20",
    )


def test_a_span_takes_in_every_corner() -> None:
    cells = [Cell("A", "C3"), Cell("A", "B10"), Cell("A", "AA4:AA9"), Cell("", "E2")]
    assert span(cells) == "A!B3:AA10 and E2"


def ward(number: int, name: str, *, to: date | None = None, of: Authority = HERE) -> Ward:
    return Ward(f"E05{number:06d}", name, of, date(2002, 5, 2), to)


NORTH = Place("North", PlaceKind.WARD, (ward(1, "North"),))
SOUTH = Place("South", PlaceKind.WARD, (ward(2, "South"),))
OLD = Place("Old", PlaceKind.ABOLISHED, (ward(3, "Old", to=date(2022, 5, 4)),))
OLDER = Place("Older", PlaceKind.ABOLISHED, (ward(4, "Older", to=date(2014, 5, 21)),))
NEAR = Place("Near", PlaceKind.ELSEWHERE, (ward(5, "Near", of=THERE),))
EITHER = Place("Either", PlaceKind.AMBIGUOUS, (ward(6, "Either", of=THERE), ward(7, "Either", of=HERE)))
NFA = Place("NFA", PlaceKind.NO_FIXED_ABODE)
UNKNOWN = Place("?", PlaceKind.NOT_KNOWN)
OUT = Place("Out", PlaceKind.OUTSIDE)
LATER = Place("Later", PlaceKind.NOT_YET, (ward(8, "Later"),))
PLACES = (NORTH, SOUTH, OLD, OLDER, NEAR, EITHER, NFA, UNKNOWN, OUT, LATER)


def count(value: int, rag: Rag | None = None, place: Place | None = None) -> Figure:
    return Figure(Measure.COHORT, value, Cell("", "E2"), str(value), rag=rag, place=place)


def stated(value: int, category: Statement, rag: Rag | None = None) -> Figure:
    return Figure(
        Measure.COHORT,
        value,
        Cell("", "A1"),
        str(value),
        rag=rag,
        breakdown=Breakdown.STATED,
        category=category,
    )


def lines(*figures: Figure) -> list[tuple[Verdict, str]]:
    found = checks(Return(Kind.IOM, HERE, MAY, figures), {})
    return [(one.verdict, one.sentence) for one in found]


def sentences(found: Sequence[Check]) -> list[str]:
    return [one.sentence for one in found]


ALL_RAGS = [count(4, Rag.RED), count(3, Rag.AMBER), count(2, Rag.GREEN), count(1, Rag.BLUE)]


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ([count(10), *ALL_RAGS], (HOLDS, "Cohort 10 = 4 + 3 + 2 + 1")),
        ([count(11), *ALL_RAGS], (FAILS, "Cohort 11 against 4 + 3 + 2 + 1 = 10")),
        ([count(0)], (UNCHECKED, "Cohort 0: no figure is given for red, amber, green and blue")),
        ([count(10), *ALL_RAGS[:3]], (UNCHECKED, "Cohort 10: no figure is given for blue")),
        ([count(8), *ALL_RAGS[:3]], (FAILS, "Cohort 8 against 4 + 3 + 2 = 9, without blue")),
        (ALL_RAGS, (UNCHECKED, "4 + 3 + 2 + 1 = 10: no total of the cohort is given")),
        ([count(10)], (UNCHECKED, "Cohort 10: no table by ward is given")),
        (
            [count(6, place=NORTH)],
            (UNCHECKED, "Ward table 6: no total of the cohort is given to hold it against"),
        ),
        ([count(6), count(6, place=NORTH)], (HOLDS, "Ward table 6 of 6")),
        (
            [*ALL_RAGS, count(6, place=NORTH)],
            (FAILS, "Ward table 6 of 10"),
        ),  # the four RAGs stand for the total
        ([count(6), count(4, Rag.RED, NORTH), count(2, Rag.BLUE, SOUTH)], (HOLDS, "Ward table 6 of 6")),
        ([count(5), count(6, place=NORTH)], (NOTE, "1 more in the ward table than in the cohort")),
        ([count(1, place=OLD), count(2, place=OLDER)], (NOTE, "2 recorded against wards abolished in 2014")),
        ([count(3, place=LATER)], (NOTE, "3 recorded against wards that came into force after May 2023")),
        ([count(3, place=UNKNOWN)], (NOTE, "3 at an address not known")),
        (
            [count(4, Rag.RED), count(4, Rag.RED, NORTH)],
            (HOLDS, "4 red in the ward table and 4 in the cohort"),
        ),
        (
            [count(4, Rag.BLUE, NORTH)],
            (UNCHECKED, "4 blue in the ward table: the cohort's blue is not given"),
        ),
        ([count(3, place=NORTH), count(4, Rag.RED, NORTH)], (FAILS, "North: 4 red of 3")),
        (
            [count(3, place=NORTH), count(4, Rag.RED, SOUTH)],
            (FAILS, "South: has a figure by RAG, and none for all together"),
        ),
        (
            [stated(9, Statement.OUTSIDE)],
            (UNCHECKED, "“Nine housed outside” in the text: no table by ward is given"),
        ),
        (
            [stated(2, Statement.OUTSIDE), count(2, place=NEAR)],
            (HOLDS, "“Two housed outside” in the text and two in the table"),
        ),
        (
            [stated(12, Statement.OUTSIDE), count(2, place=OUT)],
            (FAILS, "“12 housed outside” in the text against two in the table"),
        ),
        (
            [stated(1, Statement.NO_FIXED_ABODE), count(2, place=NFA)],
            (FAILS, "1 NFA in the text against 2 in the table"),
        ),
    ],
)
def test_each_line_and_its_verdict(figures: list[Figure], line: tuple[Verdict, str]) -> None:
    assert line in lines(*figures)


def test_four_rags_of_a_place_must_make_its_total() -> None:
    rags = [count(1, rag, NORTH) for rag in Rag]
    assert (FAILS, "North: 1 red + 1 amber + 1 green + 1 blue of 5") in lines(count(5, place=NORTH), *rags)
    assert (HOLDS, "In every row of the ward table the RAGs agree with the total") in lines(
        count(4, place=NORTH), *rags
    )


def test_nothing_said_gives_no_line() -> None:
    assert lines() == []


TABLE = st.dictionaries(st.sampled_from(PLACES), st.integers(0, 40), min_size=1)


@given(TABLE, st.integers(0, 200))
def test_the_lines_of_places_make_up_the_cohort(table: dict[Place, int], total: int) -> None:
    """Every nominal is in exactly one line: in some kind of place, or in no row."""
    found = lines(count(total), *(count(value, place=place) for place, value in table.items()))
    noted = [sentence for verdict, sentence in found if verdict is NOTE]
    surplus = [
        sentence for sentence in noted if sentence.endswith("more in the ward table than in the cohort")
    ]
    summed = sum(_first_number(sentence) for sentence in noted if sentence not in surplus)
    assert summed - sum(map(_first_number, surplus)) == total
    verdict = HOLDS if sum(table.values()) == total else FAILS
    assert (verdict, f"Ward table {sum(table.values())} of {total}") in found


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), st.integers(0, 200))
def test_the_cohort_holds_exactly_when_it_is_the_sum(rags: list[int], total: int) -> None:
    figures = [count(total), *(count(value, rag) for value, rag in zip(rags, Rag, strict=True))]
    assert (lines(*figures)[0][0] is HOLDS) == (sum(rags) == total)


@given(TABLE, TABLE)
def test_a_row_fails_exactly_when_its_red_is_more_than_all(
    all_of: dict[Place, int], red: dict[Place, int]
) -> None:
    figures = [count(value, place=place) for place, value in all_of.items()]
    found = lines(*figures, *(count(value, Rag.RED, place) for place, value in red.items()))
    failing = [
        sentence for verdict, sentence in found if verdict is FAILS and re.search(r"red of \d", sentence)
    ]
    assert len(failing) == sum(red[place] > all_of[place] for place in red if place in all_of)


def _first_number(sentence: str) -> int:
    return int(re.search(r"\d+", sentence).group())
