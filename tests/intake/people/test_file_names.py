"""The name of a file is kept unless it seems to hold something of a person."""

from datetime import date

import pytest

from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.people import file_names

ROWS = b"area,month,ward,rag,count\nDarlington,2026-08,Cockerton,,3\n"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("haringey_iom_2023_05.xlsx", "haringey_iom_2023_05.xlsx"),
        ("X123456.csv", "a file.csv"),
        ("iom_x-123456_may.XLSX", "a file.xlsx"),  # the ending stays, in small letters
        ("smith 14.03.1987.csv", "a file.csv"),
        ("DH1_5SU", "a file"),  # no ending
        ("list.X123456", "a file"),  # an ending that could be somebody's
        ("jo.b@example.org.csv", "a file.csv"),
    ],
)
def test_what_is_kept_of_a_name(name, kept):
    assert file_names.kept(name) == kept
    assert bool(file_names.note(name)) == (kept != name)


def read(name, content=ROWS):
    return returns.read(content, name, gazetteer.gazetteer(), date(2026, 11, 22))


def test_a_return_is_read_all_the_same_and_says_so_without_the_name():
    reading = read("C:\\X123456\\x 123456 list.csv")
    assert reading.file_name == "a file.csv"
    assert reading.returns
    assert not reading.problems
    assert reading.notes == (
        "The name of this file seems to hold a CRN. It is kept as “a file.csv”, without it.",
    )
    assert read("may.csv").notes == ()


def test_a_refused_file_keeps_its_own_neutral_name_and_no_note():
    reading = read("X123456.csv", b"area,month,ward,rag,count,name\nDarlington,2026-10,,,2,Somebody\n")
    assert (reading.file_name, reading.notes) == ("a file that was refused", ())
