"""Localities from a CSV: names or codes, and every problem at once with its row."""

import csv
import io

import pytest

from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.cells import remembered
from probation_commission.intake.fault import ReadingError
from probation_commission.intake.localities import read
from probation_commission.intake.tables import localities as tables
from tests.files import ods, replaced, workbook

DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
BANK_TOP, BRINKBURN, COCKERTON = (ward.code for ward in DARLINGTON.wards[:3])
NORTHGATE = next(ward.code for ward in DARLINGTON.wards if ward.name == "Northgate")


def problems(text: str) -> list[tuple[str, str | None]]:
    proposed = read(text.encode(), DARLINGTON)
    assert not proposed.grouping
    return [(problem.code, problem.cell and str(problem.cell)) for problem in proposed.problems]


@pytest.mark.parametrize(
    "text",
    [
        "locality,ward\nWest,Bank Top & Lascelles\nWest,E05010414\n",
        "Ward;Locality\nbank top and lascelles;West\ne05010414;West\n",  # another order, another dialect
        "locality,ward,ward set\nWest,E05010412,E06000005-2015\n\nWest,Cockerton,\n",
        "\ufefflocality,ward,ward_set,note\nWest,E05010412,darlington wards since 2015,\nWest,Cockerton,,\n",
    ],
)
def test_wards_by_name_or_code(text: str) -> None:
    proposed = read(text.encode(), DARLINGTON)
    assert proposed.problems == ()
    assert proposed.grouping == {BANK_TOP: "West", COCKERTON: "West"}


def test_every_wrong_row_is_named_at_once() -> None:
    text = (
        "locality,ward,ward_set\n"
        "West,Cockerton,\n"
        "East,Cockerton,\n"  # twice
        "East,Bank Top,\n"  # half a name is no name
        ",Harrowgate Hill,\n"  # in none, which is allowed
        "=cmd(),Brinkburn & Faverdale,\n"
        "East,Belmont,E06000047-2025\n"  # a ward of another set, which is then not looked for
    )
    assert problems(text) == [
        ("ward twice", "B3"),
        ("unknown ward", "B4"),
        ("no name", "A6"),
        ("another ward set", "C7"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("locality\nWest\n", "missing column"),
        ("", "empty file"),
        ("locality,ward\n", "no rows"),
        ("locality,ward\nWest,Cockerton\nWEST,E05010412\n", "names alike"),
        ("name,locality,ward\nSomebody,West,Cockerton\n", "personal data"),
    ],
)
def test_a_file_that_is_none(text: str, code: str) -> None:
    assert problems(text)[0][0] == code


def grouping(rows: list[list]) -> dict[str, str]:
    """What a workbook and a CSV of the same rows say, which is the same."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    by_csv, by_workbook = read(text.getvalue().encode(), DARLINGTON), read(workbook({"S": rows}), DARLINGTON)
    assert (by_csv.problems, by_workbook.problems) == ((), ())
    assert by_csv.grouping == by_workbook.grouping
    assert bool(by_csv.notes) == bool(by_workbook.notes)
    return by_csv.grouping


@pytest.mark.parametrize(
    ("locality", "ward"),
    [
        ("Locality name", "Ward name"),
        ("AAP", "WD25NM"),
        ("Area partnership", "WD25CD"),
        ("Area Action Partnership", "Electoral division"),
        ("Neighbourhood", "Ward code"),
        ("LOCALITY:", "ward_code"),
        ("Local network", "Wards"),
        ("AAP name", "Neighbourhood"),  # the wards themselves
        ("Locality", "Place"),  # no heading of wards, but wards stand there
        ("Locality", "Name"),  # of wards, so nobody's
    ],
)
def test_headings_in_any_spelling_and_order(locality: str, ward: str) -> None:
    wards = DARLINGTON.wards[:3]
    for write in (lambda ward: ward.name, lambda ward: ward.code, lambda ward: f"{ward.name} ({ward.code})"):
        rows = [[locality, ward], *(["West", write(each)] for each in wards)]
        assert grouping(rows) == {each.code: "West" for each in wards}
        assert grouping([row[::-1] for row in rows]) == {each.code: "West" for each in wards}


def test_title_code_name_and_other_columns() -> None:
    rows = [
        ["Localities of the partnership, 2025", "", "", "", ""],
        ["", "", "", "", ""],
        ["Ward name", "Ward code", "LAD25NM", "Locality", "Notes"],
        ["Cockerton", COCKERTON, "Darlington", "West", "since the review"],
        ["Bank Top and Lascelles", "", "Darlington", "East", ""],
        ["", BRINKBURN, "Darlington", "", "not yet"],
    ]
    assert grouping(rows) == {COCKERTON: "West", BANK_TOP: "East"}


def test_a_locality_written_once_holds_for_the_rows_below_and_says_so() -> None:
    wards = [["East", "Cockerton"], ["", BRINKBURN], ["West", BANK_TOP], ["", "Northgate"]]
    rows = [["locality", "ward"], *wards]
    in_west = {BANK_TOP: "West", NORTHGATE: "West"}
    assert grouping(rows) == {COCKERTON: "East", BRINKBURN: "East", **in_west}
    (note,) = read(workbook({"S": rows}), DARLINGTON).notes
    assert "column A" in note
    by_headings = [["East", ""], ["", COCKERTON], ["", BRINKBURN], ["West", ""], ["", BANK_TOP]]
    assert grouping([rows[0], *by_headings]) == {COCKERTON: "East", BRINKBURN: "East", BANK_TOP: "West"}


@pytest.mark.parametrize(
    "rows",
    [
        # Row by row: a name stands twice, or nothing in the first row.
        [["locality", "ward"], ["East", COCKERTON], ["", BRINKBURN], ["East", BANK_TOP]],
        [["locality", "ward"], ["", BRINKBURN], ["East", COCKERTON], ["West", BANK_TOP]],
        [["locality", "ward"], ["East", COCKERTON], ["West", BANK_TOP], ["", BRINKBURN]],
        # The file that was given out to be filled in.
        [["locality", "ward", "ward_set"], ["East", COCKERTON, ""], ["", BRINKBURN, ""]],
    ],
)
def test_where_it_is_filled_row_by_row_an_empty_one_is_in_none(rows: list) -> None:
    found = grouping(rows)
    assert BRINKBURN not in found
    assert found[COCKERTON] == "East"
    assert read(workbook({"S": rows}), DARLINGTON).notes == ()


def test_a_note_below_the_table_is_no_ward() -> None:
    rows = [
        ["locality", "ward"],
        ["East", COCKERTON],
        ["East", BRINKBURN],
        ["", ""],
        ["Source: a map", ""],
    ]
    assert grouping(rows) == {COCKERTON: "East", BRINKBURN: "East"}
    assert "Row 5" in read(workbook({"S": rows}), DARLINGTON).notes[0]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("West,Cockerton,E05010412", "two wards", "C2"),  # the code of another
        ("West,Cockerton,E05016156", "unknown ward", "C2"),  # of another set
        ("West,Cockertown,E05010414", "unknown ward", "B2"),
        ("West,Cockerton (E05010412),", "two wards", "B2"),
        ("West,,", "unknown ward", "B2"),
        ("3,Cockerton,", "no name", "A2"),
    ],
)
def test_name_and_code_that_disagree_are_named(row: str, code: str, cell: str) -> None:
    assert problems(f"locality,ward,code\n{row}\nWest,Northgate,\n") == [(code, cell)]


def test_a_number_is_no_name_in_a_workbook_either() -> None:
    proposed = read(workbook({"S": [["locality", "ward"], [3, "Cockerton"], ["West", BANK_TOP]]}), DARLINGTON)
    assert [problem.code for problem in proposed.problems] == ["no name"]


def test_a_second_sheet_is_found_and_one_with_people_refuses() -> None:
    rows = [["locality", "ward"], ["East", COCKERTON]]
    cover = [["Localities"], ["Prepared for the partnership"]]
    assert read(workbook({"Cover": cover, "S": rows}), DARLINGTON).grouping == {COCKERTON: "East"}
    noted = [["locality", "ward", "notes"], ["East", COCKERTON, "ask X000001"]]
    assert [p.code for p in read(workbook({"S": noted}), DARLINGTON).problems] == ["personal data"]


def test_what_is_not_recognised_says_what_was_seen_and_what_is_needed() -> None:
    (problem,) = read(b"Borough name,Kevin Brown,Ward\nx,y,Cockerton\n", DARLINGTON).problems
    assert problem.code == "missing column"
    assert "A “Borough name”, B (heading not repeated), C “Ward”" in problem.message
    assert "AAP" in problem.message
    assert "Kevin" not in problem.message


def test_a_title_merged_headings_and_two_tables_beside_other_columns():
    rows = [
        ["Localities of Darlington, 2025", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["Area partnership", "Electoral ward", "", "", "", "Area partnership", "Electoral ward", ""],
        ["", "Name", "Code", "Electors", "", "", "Name", "Code"],
        ["East", "Cockerton", COCKERTON, 4_100, "", "West", "Bank Top & Lascelles", BANK_TOP],
        ["East", "Brinkburn & Faverdale", "", 3_900, "", "West", "Northgate", ""],
        ["", "", "", "", "", "", "", ""],
        ["Source: the review", "", "", "", "", "", "", ""],
    ]
    in_east = {COCKERTON: "East", BRINKBURN: "East"}
    assert grouping(rows) == in_east | {BANK_TOP: "West", NORTHGATE: "West"}
    heads, east, west = ([row[:3] for row in rows[2:4]], [row[:3] for row in rows[4:6]], rows[4][5:])
    assert grouping([*heads, *east, [""], ["In the west"], *heads, west]) == in_east | {BANK_TOP: "West"}


def test_of_two_columns_that_may_be_the_localities_somebody_says_which():
    rows = [
        ["Locality", "Ward", "AAP"],
        ["East", "Cockerton", "Central"],
        ["East", "Northgate", "South"],
    ]
    content = workbook({"S": rows})
    asked = read(content, DARLINGTON)
    assert (asked.grouping, asked.problems) == ({}, ())
    (choice,) = asked.choices
    assert choice.options == {"S!A1": "S!A1 “Locality”", "S!C1": "S!C1 “AAP”"}
    answered = read(content, DARLINGTON, ["S!C1"])
    assert answered.choices == ()
    assert answered.grouping == {COCKERTON: "Central", NORTHGATE: "South"}
    # Where both say the same there is nothing to ask.
    alike = [["Locality", "Ward", "AAP"], ["East", "Cockerton", "East"]]
    assert grouping(alike) == {COCKERTON: "East"}


def test_a_workbook_of_libreoffice_says_the_same():
    rows = [["locality", "ward"], ["East", COCKERTON]]
    assert read(ods({"S": rows}), DARLINGTON).grouping == {COCKERTON: "East"}


def test_what_is_hidden_is_said_and_what_is_no_table_is_told_what_it_is():
    sheets = {
        "S": [["locality", "ward"], ["East", COCKERTON]],
        "Old": [["locality", "ward"], ["West", COCKERTON]],
    }
    hidden = replaced(workbook(sheets), "xl/workbook.xml", b'sheetId="2"', b'sheetId="2" state="hidden"')
    proposed = read(hidden, DARLINGTON)
    assert proposed.grouping == {COCKERTON: "East"}
    assert "Sheet “Old” is hidden in the workbook and was not read." in proposed.notes[0]
    (problem,) = read(b"%PDF-1.7", DARLINGTON).problems
    assert "This is a PDF" in problem.message


def test_a_ward_in_two_tables_is_no_two_localities():
    rows = [["locality", "ward"], ["East", COCKERTON]]
    proposed = read(workbook({"A": rows, "B": [rows[0], ["West", COCKERTON]]}), DARLINGTON)
    assert [problem.code for problem in proposed.problems] == ["ward twice"]


def test_wards_that_are_all_misspelt_are_each_named():
    rows = [["locality", "ward"], *(["East", f"Nowhere {number}"] for number in range(8))]
    assert len(read(workbook({"S": rows}), DARLINGTON).problems) == 8


@pytest.mark.parametrize(
    "content",
    [
        b"locality,ward,CRN\nWest,Cockerton,X918273\n",
        workbook({"S": [["locality", "ward"], ["East", COCKERTON]], "List": [["X918273"]]}),
        b"%PDF-1.7",
        b"\x00\x01",
    ],
)
def test_a_file_that_is_refused_whole_is_to_be_let_go_of(content):
    proposed = read(content, DARLINGTON)
    assert proposed.let_go
    assert proposed.notes == ()
    assert not read(b"locality,ward\nWest,Nowhere\n", DARLINGTON).let_go


def test_no_text_of_a_file_outlasts_its_reading():
    rows = [["Locality", "Ward", "Who"], ["Quornby", COCKERTON, "Zebediah Quorn"], ["Lead: Zebediah", "7"]]
    read(workbook({"S": rows}), DARLINGTON)
    assert [cache.cache_info().currsize for cache in remembered._caches] == [0] * len(remembered._caches)


def test_a_fault_while_reading_is_told_without_the_values(monkeypatch):
    def at_fault(*_):
        raise ValueError("could not convert Zebediah Quorn")

    monkeypatch.setattr(tables, "tables_in", at_fault)
    with pytest.raises(ReadingError, match=r"ValueError in test_localities\.py") as fault:
        read(b"locality,ward\nWest,Cockerton\n", DARLINGTON)
    assert "Quorn" not in str(fault.value)
    assert fault.value.__context__ is None


N, S = [ward.name for ward in DARLINGTON.wards[:2]], [ward.name for ward in DARLINGTON.wards[2:4]]
CODES = {ward.name: ward.code for ward in DARLINGTON.wards}
NORTH_AND_SOUTH = {CODES[name]: "North" for name in N} | {CODES[name]: "South" for name in S}
TOWN = next(area for area in gazetteer().authorities if area.name == "County Durham")


def proposed(rows: list[list], **more):
    return read(workbook({"S": rows}), DARLINGTON, **more)


@pytest.mark.parametrize(
    "sheets",
    [
        # Localities as headings, a column of wards each; in rows over their wards; over tables; on sheets.
        {"S": [["Localities of Darlington"], [], ["North", "South"], [N[0], S[0]], [N[1], S[1]]]},
        {"S": [["Locality / ward"], ["North"], [N[0]], [N[1]], ["South"], [S[0]], [S[1]]]},
        {"S": [["North"], [N[0]], [N[1]], [], ["South"], [S[0]], [S[1]], [], ["Source: the council"]]},
        {
            "S": [
                ["Ward", "Code"],
                ["North"],
                *([name, CODES[name]] for name in N),
                ["South"],
                *([name, CODES[name]] for name in S),
            ]
        },
        {"S": [["North"], ["Ward"], *([name] for name in N), [], ["South"], ["Ward"], *([n] for n in S)]},
        {"North": [["Ward"], *([name] for name in N)], "South": [["Ward"], *([name] for name in S)]},
    ],
)
def test_a_name_over_wards_is_their_locality_and_is_told(sheets):
    found = read(workbook(sheets), DARLINGTON)
    assert (found.problems, found.grouping) == ((), NORTH_AND_SOUTH)
    assert "taken for them: North and South." in found.notes[0]


def test_a_ward_that_is_misspelt_under_a_locality_is_no_locality():
    found = proposed([["North", "South"], [N[0], S[0]], ["Harrowgate Hil", S[1]], [N[1], "Northgat"]])
    assert [(problem.code, str(problem.cell)) for problem in found.problems] == [
        ("unknown ward", "S!A3"),
        ("unknown ward", "S!B4"),
    ]


def test_one_name_over_wards_may_be_any_title():
    assert [problem.code for problem in proposed([["Darlington"], [N[0]], [N[1]]]).problems] == [
        "missing column"
    ]


@pytest.mark.parametrize(
    "spelt",
    [
        lambda ward: f" {ward.code[:3]} {ward.code[3:]} ",
        lambda ward: f"{ward.name} (Darlington)",
        lambda ward: f"{ward.name}, Darlington",
        lambda ward: f"{ward.name} - Darlington",
        lambda ward: f"{ward.name} ED",
        lambda ward: f"3. {ward.name}",
    ],
)
def test_a_ward_with_its_authority_a_number_or_a_space_in_its_code(spelt):
    wards = DARLINGTON.wards[:3]
    assert grouping([["Locality", "Ward"], *(["West", spelt(each)] for each in wards)]) == {
        each.code: "West" for each in wards
    }


def test_wards_listed_in_one_cell():
    assert (
        grouping([["Locality", "Wards"], ["North", ", ".join(N)], ["South", "\n".join(S)]]) == NORTH_AND_SOUTH
    )
    one_wrong = [["Locality", "Wards"], ["North", f"{N[0]}, Nowhere"]]
    assert [problem.code for problem in proposed(one_wrong).problems] == ["unknown ward"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            *(["North", name] for name in N),
            ["North total", ""],
            *(["South", name] for name in S),
            ["Total", ""],
        ],
        [*(["North", name] for name in N), ["North", "Total"], *(["South", name] for name in S)],
        [["North", N[0]], ["", N[1]], ["", "Total"], ["South", S[0]], ["", S[1]], ["", "Total"]],
    ],
)
def test_totals_are_no_wards(rows):
    found = proposed([["Locality", "Ward"], *rows])
    assert (found.problems, found.grouping) == ((), NORTH_AND_SOUTH)
    assert "is a total: it was not read" in found.notes[0]


def test_a_ward_twice_in_one_locality_is_read_once_and_told():
    found = proposed([["Locality", "Ward"], ["North", N[0]], ["North", N[0]], ["South", S[0]]])
    assert found.grouping == {CODES[N[0]]: "North", CODES[S[0]]: "South"}
    assert "read once" in found.notes[0]
    in_none = proposed([["Locality", "Ward"], ["North", N[0]], ["North", N[1]], ["", N[1]]])
    assert [problem.code for problem in in_none.problems] == ["ward twice"]


@pytest.mark.parametrize("words", ["None", "n/a", "-", "TBC", "Not assigned"])
def test_words_for_no_locality_are_the_name_of_none(words):
    rows = [["Locality", "Ward"], ["North", N[0]], [words, N[1]], ["South", S[0]]]
    assert grouping(rows) == {CODES[N[0]]: "North", CODES[S[0]]: "South"}


def test_rows_of_another_authority_are_left_out_and_told():
    rows = [
        ["Borough", "Locality", "Ward"],
        ["Darlington", "North", N[0]],
        ["County Durham", "East", "Belmont"],
        # A ward of the same name there is not ours.
        ["County Durham", "East", S[0]],
    ]
    found = proposed(rows, others=[TOWN])
    assert (found.problems, found.grouping) == ((), {CODES[N[0]]: "North"})
    assert len(found.notes) == 2


def test_which_column_is_the_locality_is_asked_where_no_heading_says_so():
    rows = [["Team", "Beat", "Where"], *(["T North", f"B{at}", name] for at, name in enumerate([*N, *S]))]
    (choice,) = proposed(rows).choices
    assert list(choice.options) == ["S!A1"]
    assert proposed(rows, chosen=["S!A1"]).grouping == dict.fromkeys(NORTH_AND_SOUTH, "T North")
