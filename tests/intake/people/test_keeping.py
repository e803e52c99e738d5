"""What a file that is to be kept may not hold, wherever in it that stands."""

import io

import pytest
import xlsxwriter

from probation_commission.intake.people.keeping import about_somebody
from probation_commission.settings import DATA
from tests.files import Borough, workbook


def commented(words: str, *, hidden: bool = False) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Wards").write("A1", "Harringay")
        other = book.add_worksheet("Other")
        if hidden:
            other.hide()
            other.write("A1", words)
        else:
            other.write_comment("A1", words)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"area,month,ward,rag,count\nHaringey,2023-05,N17 0AA,all,1\n", "a postcode"),
        (b"note\nask X123456\n", "a CRN"),
        (workbook({"Wards": [["flat 2, n170aa"]]}), "a postcode"),
        (commented("ring 07700 900123"), "a telephone number"),
        (commented("X123456", hidden=True), "a CRN"),
    ],
    ids=["postcode in a CSV", "CRN in a CSV", "postcode in a cell", "comment", "hidden sheet"],
)
def test_it_is_found_and_only_its_kind_is_named(content, kind):
    assert about_somebody(content) == kind


def test_counts_alone_are_nobody():
    assert about_somebody(Borough(sentences=["23 red in the community"]).file()) is None
    assert about_somebody((DATA / "haringey_iom_2023_05.xlsx").read_bytes()) is None
