"""The real workbook, figure by figure, and workbooks of its shape with one thing changed."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from probation_commission.domain.iom import Breakdown, Measure, Outcome, Rag, Statement
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Figure, Reading, Return
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.settings import DATA
from tests import files

TODAY = date(2026, 11, 22)
MAY = date(2023, 5, 1)


def read(content: bytes) -> Reading:
    return returns.read(content, "iom.xlsx", gazetteer.gazetteer(), TODAY)


def problems(borough: files.Borough) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.cell)) for problem in read(borough.file()).problems]


@pytest.fixture(scope="module")
def haringey() -> Return:
    reading = read((DATA / "haringey_iom_2023_05.xlsx").read_bytes())
    assert reading.problems == ()
    (ret,) = reading.returns
    return ret


def parts(ret: Return, measure: Measure, breakdown: str) -> dict[str, float]:
    return {f.category: f.value for f in ret.figures if (f.measure, f.breakdown) == (measure, breakdown)}


def plain(ret: Return, rag: Rag | None) -> list[Figure]:
    return [f for f in ret.figures if f.measure == Measure.COHORT and not f.breakdown and f.rag is rag]


def test_area_and_month(haringey: Return) -> None:
    assert (haringey.area.name, haringey.month) == ("Haringey", MAY)


def test_the_cohort_and_its_rags_know_their_cells(haringey: Return) -> None:
    whole = {
        f.rag: (f.value, str(f.cell), f.as_written)
        for rag in (None, *Rag)
        for f in plain(haringey, rag)
        if not f.place
    }
    assert whole == {
        None: (61, "Summary!B4", "61"),
        Rag.RED: (30, "Summary!B5", "30"),
        Rag.AMBER: (8, "Summary!B6", "8"),
        Rag.GREEN: (7, "Summary!B7", "7"),
        Rag.BLUE: (16, "Summary!B8", "16"),
    }


def test_the_two_tables_side_by_side(haringey: Return) -> None:
    total = [f for f in plain(haringey, None) if f.place]
    red = [f for f in plain(haringey, Rag.RED) if f.place]
    assert (len(total), sum(f.value for f in total)) == (20, 52)
    assert (len(red), sum(f.value for f in red)) == (20, 23)
    northumberland = next(f for f in red if f.place.as_written == "NORTHUMBERLAND PARK")
    assert (northumberland.value, str(northumberland.cell)) == (4, "Wards!D12")


def test_what_the_places_are(haringey: Return) -> None:
    kinds = Counter()
    for figure in plain(haringey, None):
        if figure.place:
            kinds[figure.place.kind] += int(figure.value)
    assert kinds == {
        PlaceKind.WARD: 35,
        PlaceKind.ABOLISHED: 10,
        PlaceKind.ELSEWHERE: 1,
        PlaceKind.AMBIGUOUS: 1,
        PlaceKind.NO_FIXED_ABODE: 5,
    }


def test_what_is_said_in_sentences(haringey: Return) -> None:
    assert parts(haringey, Measure.COHORT, Breakdown.STATED) == {
        Statement.IN_COMMUNITY: 23,
        Statement.NO_FIXED_ABODE: 2,
        Statement.OUTSIDE: 9,
    }
    assert all(
        f.rag is Rag.RED
        for f in haringey.figures
        if f.breakdown == Breakdown.STATED and f.measure == Measure.COHORT
    )
    assert parts(haringey, Measure.GPS_TAGS, Breakdown.TAG) == {"knife crime": 5, "domestic abuse": 3}
    assert parts(haringey, Measure.GPS_TAGS, Breakdown.TAG_OF_NOMINAL) == {
        "knife crime": 0,
        "domestic abuse": 0,
    }
    assert any("In drug treatment: no figure was given (Summary!A19)" in note for note in haringey.notes)


def test_arrests_are_counted_and_no_row_is_kept(haringey: Return) -> None:
    outcomes = parts(haringey, Measure.ARRESTS, Breakdown.OUTCOME)
    assert outcomes == {
        Outcome.CHARGED: 3,
        Outcome.RELEASED: 2,
        Outcome.RETURNED: 2,
        Outcome.SEVERAL: 1,
        "Bail to Police Station": 1,
        "CPS Refused to Charge": 1,
    }
    assert parts(haringey, Measure.ARRESTS, "") == {"": 10}
    assert parts(haringey, Measure.ARRESTS, Breakdown.PART_OUTCOME) == {
        Outcome.CHARGED: 1,
        Outcome.RELEASED: 1,
    }
    offences = parts(haringey, Measure.ARRESTS, Breakdown.OFFENCE)
    assert offences["Burglary - Non Dwelling"] == 14  # x6 twice, and one each in two more rows
    assert offences["Burglary - Dwelling"] == 1  # written with an en dash
    assert offences["Theft - From Shop"] == 5
    assert parts(haringey, Measure.ARRESTS, Breakdown.PLACE_OF_ARREST)["Haringey N8"] == 3
    assert parts(haringey, Measure.ARRESTS, Breakdown.STATED) == {
        Statement.ARRESTED: 10,
        Statement.REMANDED: 4,
        Statement.RECALLED: 2,
        Statement.REPEAT: 0,
    }
    assert any("rows themselves are not kept" in note for note in haringey.notes)
    assert "Various" not in str(haringey)


def test_the_comparison_of_boroughs(haringey: Return) -> None:
    figures = {
        (f.measure, f.comparator, f.breakdown, f.category): f for f in haringey.figures if f.comparator
    }
    assert len(figures) == 2 * (5 * 3 * 4 + 4)
    before = figures[Measure.OFFENCES_PER_YEAR, "All Boroughs", Breakdown.STAGE, "before"]
    assert (before.value, before.unit, before.period) == (47_380, "offences", "2023 Q1")
    assert (before.as_written, str(before.cell)) == ("47,380 (▲2.5%)", "Borough comparison!C5")
    change = figures[Measure.DAYS_ON_IOM, "Haringey", Breakdown.CHANGE, "during"]
    assert (change.value, change.unit) == (-8, "days")  # ▼8 days
    cost = figures[Measure.COST_PER_CASE, "Haringey", Breakdown.STAGE, "before"]
    assert (cost.value, cost.unit) == (24_903, "pounds")  # £24,903 (0.0%)
    assert figures[Measure.COST_PER_CASE, "Haringey", Breakdown.CHANGE, "before"].value == 0


def test_blocks_of_a_comparison_may_have_lines_between_and_headings_again() -> None:
    rows = [
        ["", "", "All Boroughs"],
        ["Offences per Year", "Before", "1,000 (▲1%)"],
        [],
        ["Days on IOM", "During", "90 (▼1 day)"],
        ["", "", "Haringey"],
        ["Phases of the moon", "Before", "4"],
        ["Days on IOM", "During", "about a year"],
    ]
    reading = read(files.Borough(more={"Comparison": rows}).file())
    assert [(p.code, str(p.cell)) for p in reading.problems] == [("not a comparison", "Comparison!C7")]
    (ret,) = reading.returns
    figures = [(f.measure, f.comparator, f.value, f.unit) for f in ret.figures if f.comparator]
    assert figures == [
        (Measure.OFFENCES_PER_YEAR, "All Boroughs", 1000, "offences"),
        (Measure.OFFENCES_PER_YEAR, "All Boroughs", 1, "percent"),
        (Measure.DAYS_ON_IOM, "All Boroughs", 90, "days"),
        (Measure.DAYS_ON_IOM, "All Boroughs", -1, "days"),
    ]
    assert any("Comparison!B6" in note for note in ret.notes)


def test_every_wrong_cell_is_named_at_once() -> None:
    borough = files.Borough(
        rags={"Red": -5, "Amber": 2.5, "Green": "several", "Blue": ""},
        wards=[("HARRINGAY", "many", 3), ("NOWHERE LANE", -1, 0), ("NFA", "", 1), ("", 4, 0)],
    )
    assert problems(borough) == [
        ("negative count", "Summary!B5"),
        ("fractional count", "Summary!B6"),
        ("text count", "Summary!B7"),
        ("text count", "Wards!B2"),
        ("negative count", "Wards!B3"),
        ("no ward", "Wards!A5"),
        ("no ward", "Wards!C5"),
    ]


def test_what_may_be_somebodys_words_is_asked_about_and_not_repeated() -> None:
    reading = read(files.Borough(wards=[("HARRINGAY", 1, 0), ("John Smith of Acacia Road", 1, 0)]).file())
    (question,) = reading.questions
    assert question.prompt.startswith("What stands in Wards!A3 is no ward of Haringey in May 2023")
    assert "John" not in str(reading)
    assert "Acacia" not in str(reading)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "ATLANTIS MONTHLY IOM DATA"}, ("unknown area", "Summary!A1")),
        ({"title": "Figures"}, ("unknown area", "None")),
        ({"month": "December 2026"}, ("future month", "Summary!A2")),  # the month after today's
        ({"month": "soon"}, ("no month", "None")),
        ({"more": {"Notes": [["June 2023"]]}}, ("two months", "Notes!A1")),
        ({"more": {"Notes": [["Total number on cohort: 13"]]}}, ("totals disagree", "Notes!A1")),
        ({"under_wards": [["Total", 13, "Total", 5]]}, ("totals disagree", "Wards!B4")),
        ({"wards": [("HARRINGAY", 7, 3), ("Harringay ward", 5, 2)]}, ("ward twice", "Wards!B3")),
        (
            {"sentences": ["There are two (3) RED IOM offenders in the community"]},
            ("totals disagree", "Summary!A9"),
        ),
        ({"wards": [("HARRINGAY", 1_000_000, 3)]}, ("count too large", "Wards!B2")),
    ],
)
def test_what_is_wrong_with_the_file(changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert problems(files.Borough(**changes))[0] == expected


def test_this_month_has_begun() -> None:
    assert problems(files.Borough(month="November 2026")) == []


def test_a_month_kept_as_a_date_is_read() -> None:
    book = files.Borough(month="2023-05-01")
    assert read(book.file()).returns[0].month == MAY


def test_totals_that_agree_are_no_problem() -> None:
    borough = files.Borough(
        under_wards=[["Total", 12, "Total", 5]], more={"Notes": [["Total number on cohort: 12"]]}
    )
    assert problems(borough) == []


def test_a_missing_sheet_is_named_with_those_there_are() -> None:
    rows = files.Borough().rows()
    without_wards = read(files.workbook({"Summary": rows["Summary"], "Other": [["x"]]})).problems
    assert [p.code for p in without_wards] == ["missing sheet"]
    assert "by Ward" in without_wards[0].message
    assert "Summary, Other" in without_wards[0].message
    without_cohort = read(
        files.workbook({"Wards": [["HARINGEY MONTHLY IOM DATA"], ["May 2023"], *rows["Wards"]]})
    ).problems
    assert [p.code for p in without_cohort] == ["missing sheet"]
    assert "Total Number on Cohort" in without_cohort[0].message


def test_tables_are_found_wherever_they_stand() -> None:
    shifted = {
        "One sheet": [
            ["", "", "Haringey IOM return"],
            ["", "", "May 2023"],
            ["", "", "", "Total number in the cohort", "", 12],  # a merged heading pushes the figure along
            ["", "", "", "RED:", 5],
            [],
            ["", "Ward", "Count", "Red"],
            ["", "Harringay", 7, 3],
            ["", "NFA", 5, 2],
            [],
            ["", "Source: the police"],
        ]
    }
    reading = read(files.workbook(shifted))
    assert reading.problems == ()
    (ret,) = reading.returns
    assert [(str(f.cell), f.value) for f in ret.figures] == [
        ("One sheet!F3", 12),
        ("One sheet!E4", 5),
        ("One sheet!C7", 7),
        ("One sheet!C8", 5),
        ("One sheet!D7", 3),
        ("One sheet!D8", 2),
    ]
    assert any("B10" in note for note in ret.notes)


def test_an_address_of_arrest_is_not_kept() -> None:
    heading = ["Where they were arrested?", "Where was the offence location?", "Offence", "Outcome"]
    rows = [
        ["12 Acacia Road", "x", "Theft", "No further action"],
        ["N17 6XY", "x", "Theft x2", "No further action"],
    ]
    (ret,) = read(files.Borough(arrests=[heading, *rows]).file()).returns
    assert "Acacia" not in str(ret)
    assert "6XY" not in str(ret)
    assert parts(ret, Measure.ARRESTS, Breakdown.OFFENCE) == {"Theft": 3}


def test_a_home_postcode_becomes_its_ward_and_a_remark_becomes_its_kind() -> None:
    postcode = gazetteer.postcode_wards().query("lad_code == 'E09000014'")["postcode"].iloc[0]
    remark = "NFA - care of a friend at the corner shop"
    (ret,) = read(files.Borough(wards=[(postcode, 7, 3), (remark, 5, 2)]).file()).returns
    placed = [f.place for f in ret.figures if f.place and f.rag is None]
    assert [place.kind for place in placed] == [PlaceKind.WARD, PlaceKind.NO_FIXED_ABODE]
    assert placed[0].as_written == placed[0].ward.name
    assert placed[1].as_written == "no fixed abode"


NAMES = st.one_of(
    st.sampled_from(
        ["HARRINGAY", "Bruce Grove", "NFA", "Bowes", "Lea Bridge", "Total", "not known", "Woodside", ""]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
)
COUNTS = st.one_of(
    st.integers(-3, 50), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5), st.just("")
)


@given(st.lists(st.tuples(NAMES, COUNTS, COUNTS), max_size=8))
@example([("=", "", ""), ("HARRINGAY", "", "")])  # no formula
def test_no_row_is_lost_silently(wards: list[tuple[str, object, object]]) -> None:
    """Each row that holds a name or a count becomes a figure, or has a problem, or a note, in that row."""
    content = files.Borough(wards=wards).file()
    reading = read(content)
    assume([p.code for p in reading.problems] != ["personal data"])  # such a file is refused whole
    assume(reading.doubts is None or reading.doubts.settled)  # nothing is read before somebody has looked
    rows = [
        p.cell.ref[1:]
        for p in reading.problems
        if p.cell and p.cell.sheet == "Wards" and p.cell.ref[0] in "AB"
    ]
    for ret in reading.returns:
        rows += [f.cell.ref[1:] for f in ret.figures if f.cell.sheet == "Wards" and f.cell.ref[0] == "B"]
        rows += [note.split(":")[0].removeprefix("Wards!A") for note in ret.notes]
    for number, (name, count, _) in enumerate(wards, start=2):
        if (str(name).strip() or str(count).strip()) and name != "Total":
            assert str(number) in rows, (name, count, reading.problems)


@given(
    st.dictionaries(
        st.sampled_from(["Summary", "Wards", "Arrests", "Else"]),
        st.lists(
            st.lists(
                st.one_of(
                    st.sampled_from(
                        [
                            "Total Number on Cohort:",
                            "Red",
                            "by ward",
                            "RED",
                            "Offence",
                            "Outcome",
                            "Before",
                            "HARINGEY MONTHLY IOM DATA",
                            "May 2023",
                        ]
                    ),
                    st.text(max_size=8),
                    st.integers(-5, 99),
                    st.floats(allow_nan=False, allow_infinity=False),
                    st.booleans(),
                ),
                max_size=5,
            ),
            max_size=6,
        ),
        min_size=1,
    )
)
@example({"Summary": [["Offence", 0], ["Red", "Red"], ["0"]]})  # a breakdown without categories of its own
def test_no_sheet_raises(sheets: dict[str, list[list[object]]]) -> None:
    reading = read(files.workbook(sheets))
    assert reading.problems or reading.returns or reading.doubts
