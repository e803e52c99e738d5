"""Numbers under a word for people: counts in a table by ward, numbers of their own in a list of people."""

import csv
import io
import random
from datetime import date

import pytest

from probation_commission.domain.iom import Rag
from probation_commission.domain.layouts import Layout
from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests import files

TODAY = date(2026, 11, 22)
TITLE = ["Darlington IOM cohort, October 2026"]
WARDS = ["North Road", "Northgate", "Eastbourne", "Cockerton", "Harrowgate Hill"]
COUNTS, PEOPLE, ASKED = "counts", "people", "asked"


def read(rows: list, *layouts: Layout) -> Reading:
    content = files.workbook({"Sheet": [TITLE, [], *rows]})
    return returns.read(content, "october.xlsx", gazetteer.gazetteer(), TODAY, layouts=layouts)


def read_csv(rows: list) -> Reading:
    text = io.StringIO()
    csv.writer(text).writerows([TITLE, [""], *rows])
    return returns.read(text.getvalue().encode(), "october.csv", gazetteer.gazetteer(), TODAY)


def outcome(reading: Reading) -> str:
    if "counts or people" in {problem.code for problem in reading.problems}:
        return ASKED
    return PEOPLE if reading.let_go else COUNTS


def confirmed(rows: list) -> dict[tuple[str, Rag | None], float | None]:
    """The figures by ward and RAG once every guess is accepted."""
    doubts = read(rows).doubts
    layouts = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    (ret,) = read(rows, *layouts).returns
    return {(f.place.as_written, f.rag): f.value for f in ret.figures if f.place and f.value is not None}


def table(heading: str, values: list, *, last: bool = True) -> list:
    rows = [["Ward", heading], *zip(WARDS, values, strict=False)]
    return [list(row) if last else list(row)[::-1] for row in rows]


WORDS = [
    "Offenders",
    "Persons",
    "People",
    "Clients",
    "Subjects",
    "Service users",
    "PoPs",
    "Nominals",
    "IOM nominals",
    "OFFENDERS:",
    "No. of offenders",
    "Cohort",
    "Headcount",
]


@pytest.mark.parametrize("heading", WORDS)
@pytest.mark.parametrize(
    "values",
    [
        [6, 17, 10, 9],
        [1, 2, 3],  # as rows are numbered
        [1, 2, 3, 4, 5],
        [6, "<5", 10, "<5"],
        [6, "*", 10, 4],
        [6, "-", 10, 4],
        [6, "c", 10, 4],
        ["5-9", 12, "10+", "1-4"],
        ["5 to 9", "fewer than 5", 12, 0],
        [1, 1, 1, 1],
        ["6", "17", "10"],  # numbers kept as text
        [6, "", 10, 4],
    ],
)
def test_a_row_for_each_ward_is_counts_whatever_their_heading(heading, values):
    assert outcome(read(table(heading, values))) == COUNTS
    assert outcome(read_csv(table(heading, values))) == COUNTS


def test_the_counts_come_out():
    assert confirmed(table("Nominals", [1, 2, 3])) == {
        ("North Road", None): 1,
        ("Northgate", None): 2,
        ("Eastbourne", None): 3,
    }


@pytest.mark.parametrize("heading", ["Offenders", "Persons", "Service users", "PoPs"])
def test_rag_columns_beside_them_are_read(heading):
    rows = [
        ["Ward", "Red", "Amber", "Green", "Blue", heading],
        ["North Road", 2, 1, 3, 0, 6],
        ["Northgate", 1, 0, "<5", 1, 4],
    ]
    by_rag = confirmed(rows)
    assert by_rag["North Road", Rag.RED] == 2
    assert by_rag["Northgate", Rag.BLUE] == 1
    assert by_rag["North Road", None] == 6


def test_one_person_in_each_ward_is_a_count_too():
    rows = [["Ward", "Red", "Amber", "Offenders"], ["North Road", 1, 0, 1], ["Northgate", 0, 1, 1]]
    assert outcome(read(rows)) == COUNTS


LONG = [
    ["North Road", "Red", 4],
    ["North Road", "Amber", 6],
    ["Northgate", "Red", 1],
    ["Northgate", "Amber", 3],
]


@pytest.mark.parametrize("heading", ["Offenders", "Nominals", "Offender"])
def test_each_ward_with_the_same_rags_is_counts(heading):
    assert outcome(read([["Ward", "RAG", heading], *LONG])) == COUNTS


@pytest.mark.parametrize(
    "rows",
    [
        [["Ward", "RAG", "Offenders"], ["North Road", "Red", 4], ["Northgate", "Amber", 2]],
        [["Ward", "RAG", "Offenders"], ["North Road", "Red", 1], ["Northgate", "Red", 2]],  # 1, 2
        [["Ward", "RAG", "Clients", "Comments"], ["North Road", "Red", "<5", ""], ["NFA", "Blue", 7, ""]],
        # A merged ward is written once.
        [["Ward", "RAG", "PoPs"], ["NFA", "Red", 4], ["", "Blue", 6], ["Mowden", "Red", 1], ["", "Blue", 9]],
        [["Month", "Ward", "Clients"], ["Sep 2026", "NFA", 4], ["Oct 2026", "NFA", 6]],
        [["Ward", "Gender", "Clients"], ["NFA", "Male", 4], ["NFA", "Female", 1], ["Northgate", "Male", 9]],
        [["RAG", "Offenders"], ["Red", 31], ["Amber", 23], ["Green", 33], ["Blue", 11]],
        [["Area", "Offenders"], ["Darlington", 240], ["County Durham", 812]],
        [["No.", "Ward", "Offenders"], [1, "North Road", 6], [2, "Northgate", 17], [3, "Eastbourne", 10]],
        [["Ward", "Offenders"], ["North Road", 6], ["Northgate", 17], ["Total", 23]],
        [["Ward", "Offenders"], ["North Road", 4], ["Northgate", 7], ["Contact: team@example.org", ""]],
        [["Ward", "Headcount"], ["North Road", 4], ["Northgate", 7], [], ["Contact: team@example.org", ""]],
        # Another table below the first: its headings are no names.
        [["Ward", "Offenders"], ["North Road", 4], ["Northgate", 7], [], ["Gender", "Number"], ["Male", 9]],
        [["Ward", "RAG", "Cohort", "Comments"], ["North Road", "Red", 4, "ok"], ["NFA", "Blue", 2, ""]],
        [["Ward", "RAG", "Cohort", "Comments"], ["NFA", "Red", "5-9", "ok"], ["NFA", "Blue", "10+", ""]],
    ],
)  # fmt: skip
def test_tables_that_were_taken_for_lists(rows):
    assert outcome(read(rows)) == COUNTS
    assert "personal data" not in {problem.code for problem in read(rows).problems}


PEOPLES = [
    # Numbers that a system gave, beside a person's own RAG.
    [["Offender", "Ward", "RAG"], [1023, "North Road", "Red"], [1024, "Northgate", "Amber"]],
    [["Ward", "RAG", "Offender"], ["North Road", "Red", 1023], ["Northgate", "Amber", 1024]],
    [["Offenders", "Ward", "RAG"], [1023, "North Road", "Red"], [1024, "Northgate", "Amber"]],
    [["Nominals", "Ward", "RAG"], [1023, "North Road", "Red"], [1024, "Northgate", "Amber"]],
    [["Offender", "Ward", "RAG"], ["0017", "North Road", "Red"], ["0023", "Northgate", "Amber"]],
    [["Offender", "Ward", "RAG"], [1023, "NFA", "Red"], ["-", "Northgate", "Amber"], [1031, "NFA", "Red"]],
    # Numbered rows.
    [["Nominal", "Ward", "RAG"], [1, "North Road", "Red"], [2, "Northgate", "Amber"], [3, "NFA", "Red"]],
    [["Nominals", "Ward", "RAG"], [1, "North Road", "Red"], [2, "Northgate", "Amber"], [3, "NFA", "Red"]],
    [["Client", "Ward", "Gender"], [1, "North Road", "M"], [2, "Northgate", "F"], [3, "NFA", "M"]],
    # Small numbers of their own.
    [["Nominal", "Ward", "RAG"], [17, "North Road", "Red"], [23, "Northgate", "Amber"], [45, "NFA", "Red"]],
    [["Subject", "Ward", "Comments"], [17, "North Road", "x"], [23, "Northgate", "y"], [45, "NFA", "z"]],
    [["Subject", "Ward", "Age"], [17, "North Road", 31], [23, "Northgate", 22], [45, "NFA", 40]],
    # Several in a ward, none of them twice.
    [["Offenders", "Ward"], [1023, "North Road"], [1024, "North Road"], [1025, "NFA"]],
    [["Nominals", "Ward"], [1, "North Road"], [2, "North Road"], [3, "NFA"]],
    # Somebody twice.
    [["Offenders", "Ward", "RAG"], [1023, "NFA", "Red"], [1023, "Northgate", "Red"], [1024, "NFA", "Blue"]],
    [["Offender", "Ward", "RAG"], [17, "NFA", "Red"], [17, "Northgate", "Red"], [23, "NFA", "Blue"]],
    # A cross under the RAG that somebody has.
    [["Nominal", "Ward", "Red", "Amber"], [17, "North Road", 1, 0], [23, "Northgate", 0, 1]],
    # Words are never counts.
    [["Nominals", "Ward"], ["A B", "North Road"], ["C D", "Northgate"]],
    [["Nominals", "Ward"], ["C", "North Road"], ["K", "Northgate"], ["S", "NFA"]],
    [["Nominals", "Ward"], [4, "North Road"], ["A B", "Northgate"], [5, "NFA"]],
    [["Offenders", "Ward", "RAG"], ["White", "North Road", "Red"], ["Green", "Northgate", "Red"]],
    [["Initials", "Ward", "RAG"], ["AB", "North Road", "Red"], ["CD", "Northgate", "Amber"]],
    # A count's heading does not hide who else is in the row.
    [["Offenders", "CRN", "Ward", "RAG"], [4, "X000001", "North Road", "Red"], [2, "X000002", "NFA", "Red"]],
    [["Clients", "Initials", "Ward", "RAG"], [4, "AB", "North Road", "Red"], [2, "CD", "NFA", "Red"]],
    [["Clients", "Reference", "Ward"], [4, "X000001", "North Road"], [2, "X000002", "NFA"]],
    # A number of their own that is headed as one.
    [["ID", "Ward", "RAG"], [1023, "North Road", "Red"], [1024, "Northgate", "Amber"]],
    [["Local ref no", "Ward", "RAG"], [17, "North Road", "Red"], [23, "Northgate", "Amber"]],
]  # fmt: skip


@pytest.mark.parametrize("rows", PEOPLES)
@pytest.mark.parametrize("source", [read, read_csv])
def test_a_row_for_each_person_never_survives_as_counts(source, rows):
    reading = source(rows)
    assert outcome(reading) == PEOPLE
    assert not any(figure.value > len(rows) - 1 for ret in reading.returns for figure in ret.figures)
    for ret in reading.returns:
        assert ret.figures[0].value == len(rows) - 1
    for word in ("1023", "0017", "A B", "White", "X000001"):
        assert word not in str((reading.returns, reading.problems, reading.dropped, reading.notes))


@pytest.mark.parametrize(
    "rows",
    [
        table("Offenders", [1023, 1031, 1040, 1077]),
        table("Nominals", [1, 2, 3], last=False),
        table("Offender", [1, 2, 3]),
        table("Client", [17, 23, 45], last=False),
        [
            ["Nominals", "Ward", "RAG"],
            [9, "NFA", "Red"],
            [12, "Northgate", "Red"],
            [16, "Eastbourne", "Blue"],
        ],
        [["RAG", "Ward", "Nominals"], *(["Red", ward, number] for number, ward in enumerate(WARDS, 3))],
    ],
)
def test_where_nobody_could_tell_it_is_asked(rows):
    reading = read(rows)
    assert outcome(reading) == ASKED
    assert reading.let_go
    assert reading.returns == ()
    assert "Number of nominals" in reading.problems[0].message
    assert "1023" not in str(reading)


SEEDED = random.Random(118)  # noqa: S311 (the same layouts each time)
ALL_WARDS = [ward.name for ward in gazetteer.gazetteer().ward_set_by_key("E06000005-2015").wards]
RAGS = ["Red", "Amber", "Green", "Blue"]


def some_table(seeded: random.Random) -> list:
    """A table of counts by ward, by ward and RAG, or with a column each RAG."""
    wards = seeded.sample(ALL_WARDS, seeded.randint(3, 20))
    heading = seeded.choice(WORDS[:8])
    counts = {(ward, rag): max(0, round(seeded.gauss(4, 3))) for ward in wards for rag in RAGS}
    shape = seeded.choice(("wards", "long", "wide"))
    if shape == "long":
        rows = [["Ward", "RAG", heading], *([*key, count] for key, count in counts.items() if count)]
    elif shape == "wide":
        by_ward = ([ward, [counts[ward, rag] for rag in RAGS]] for ward in wards)
        rows = [["Ward", *RAGS, heading], *([ward, *numbers, sum(numbers)] for ward, numbers in by_ward)]
    else:
        rows = [["Ward", heading], *([ward, counts[ward, "Red"] or "<5"] for ward in wards)]
    return [row[::-1] for row in rows] if seeded.random() < 0.3 else rows


def some_list(seeded: random.Random) -> list:
    """A list of people, each with a number of their own, a ward and a RAG."""
    many = seeded.randint(2, 40)
    numbers = seeded.choice(
        (
            list(range(1, many + 1)),
            sorted(seeded.sample(range(1, 99), many)),
            seeded.sample(range(1000, 9999), many),
            [f"{number:05}" for number in seeded.sample(range(1, 999), many)],
        )
    )
    heading = seeded.choice(["Offender", "Nominal", "Client", "Subject", "Offenders", "Nominals"])
    rows = [[number, seeded.choice(ALL_WARDS), seeded.choice(RAGS)] for number in numbers]
    rows = [[heading, "Ward", "RAG"], *rows]
    return [row[::-1] for row in rows] if seeded.random() < 0.3 else rows


def test_no_table_is_people_and_no_list_is_counts():
    for _ in range(60):
        rows = some_table(SEEDED)
        assert outcome(read(rows)) == COUNTS, rows
        rows = some_list(SEEDED)
        assert outcome(read(rows)) != COUNTS, rows
