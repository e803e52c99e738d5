"""A CSV as Excel and others save it: any of four separators, any of three encodings, titles above."""

import codecs

import pytest

from probation_commission.domain.iom import Rag
from probation_commission.intake.files import notes, sheets
from tests import cases, files
from tests.given.layouts import read, read_as_it_seems
from tests.given.wards import TABLE

# A title line has commas of its own, and Excel writes no separators behind it.
TITLED = [["County Durham IOM cohort, by ward, October 2026"], [], *TABLE[2:]]
WARDS = 98


def all_people(content: bytes) -> float:
    (ret,) = read_as_it_seems(content, "return.csv").returns
    return sum(figure.value for figure in ret.figures if figure.place and figure.rag is None)


def red_people(content: bytes) -> float:
    (ret,) = read_as_it_seems(content, "return.csv").returns
    return sum(figure.value for figure in ret.figures if figure.place and figure.rag is Rag.RED)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("rows", [TABLE, TITLED, TABLE[2:]], ids=["title", "title of commas", "no title"])
def test_the_separator_is_that_of_the_table(separator, rows):
    _, (sheet,) = sheets.sheets(files.csv(rows, separator).encode())
    assert sheet.rows[-10:] == tuple(tuple(map(str, row)) for row in TABLE[3:])


def test_commas_of_decimals_and_of_names_part_nothing():
    lines = "Ward;Count;Share\nElvet, Gilesgate;4;4,1\nFerryhill;8;8,2\nA, B;8;8,2\nC, D;1;1,0\n"
    assert sheets.sheets(lines.encode())[1][0].rows[1] == ("Elvet, Gilesgate", "4", "4,1")


def test_a_first_line_that_names_the_separator_is_believed_and_not_read():
    for first in ("sep=;", "SEP=;", '"sep=;"'):
        content = f"{first}\r\nWard;Red\r\nFerryhill;2\r\n".encode()
        assert sheets.sheets(content)[1][0].rows == (("Ward", "Red"), ("Ferryhill", "2"))


def test_one_column_stays_one_column():
    assert sheets.sheets(b"Ward\nFerryhill\nPeterlee\n")[1][0].rows == (
        ("Ward",),
        ("Ferryhill",),
        ("Peterlee",),
    )


def test_windows_characters_are_read_and_that_is_said():
    content = files.csv(TABLE).encode("cp1252")
    reading = read_as_it_seems(content, "return.csv")
    assert [question.prompt for question in reading.questions] == []
    assert all_people(content) == WARDS
    (note,) = reading.notes
    assert "Windows-1252" in note
    assert "UTF-8" in note


def test_the_note_stands_where_the_columns_are_confirmed_too():
    assert read(files.csv(TABLE).encode("cp1252"), "return.csv").notes


@pytest.mark.parametrize(
    "content",
    [
        files.csv(TABLE, "\t").encode("utf-16"),  # Excel's "Unicode text"
        codecs.BOM_UTF16_BE + files.csv(TABLE, "\t").encode("utf-16-be"),
        files.csv(TABLE).encode("utf-8-sig"),
        files.csv(TABLE).encode(),
    ],
    ids=["utf-16", "utf-16, high byte first", "utf-8 with its mark", "utf-8"],
)
def test_unicode_is_read_without_a_word(content):
    assert (all_people(content), red_people(content)) == (WARDS, 31)
    assert read_as_it_seems(content, "return.csv").notes == ()


def test_the_first_heading_has_no_mark_in_it():
    for encoding in ("utf-8-sig", "utf-16"):
        assert sheets.sheets("Ward,Red\nFerryhill,2\n".encode(encoding))[1][0].rows[0][0] == "Ward"


def test_half_a_character_of_utf_16_refuses_the_file():
    assert [problem.code for problem in read("Ward,Red\n".encode("utf-16") + b"x", "x.csv").problems] == [
        "wrong encoding"
    ]


@pytest.mark.parametrize("name", ["01b_semicolon_titles.csv", "02_cp1252_apostrophe.csv"])
def test_the_cases_give_their_figures(name):
    content = cases.content(name)
    assert (all_people(content), red_people(content)) == (WARDS, 31)


def test_an_open_file_says_how_it_was_read():
    _, opened, rows = sheets.opened("Ward\nNeville’s Cross\n".encode("cp1252"))
    assert len(notes(opened, rows)) == 1
    assert rows is not None
    assert rows.whole()[1] == ("Neville’s Cross",)
