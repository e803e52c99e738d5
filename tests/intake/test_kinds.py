"""The registry: each kind knows its own files, and each file is one kind's."""

import pytest

from probation_commission.domain.returns import Kind
from probation_commission.geography import gazetteer
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.kinds import KINDS, kind_of
from probation_commission.settings import DATA
from tests import files
from tests.given.layouts import LONG, SHEETS, WIDE
from tests.given.services import HEADER, SERVICES, TODAY

PLAIN = b"area,month,ward,rag,count\nHaringey,2023-05,Harringay,red,3\n"
COMPARISON = [["", "", "Haringey"], ["Days on IOM", "During", "90 (0 days)"], ["", "After", "80"]]
OF_LISTS_ALONE = {Kind.RAM, Kind.WANTED_DAYS, Kind.UNMET}
"""Counted at the door or keyed in, and so never asked for among the kinds."""


def file_of(content: bytes) -> SentFile:
    form, sheets = spreadsheet.sheets(content)
    return SentFile(form, sheets, "file", gazetteer.gazetteer(), TODAY, SERVICES)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ((DATA / "haringey_iom_2023_05.xlsx").read_bytes(), Kind.IOM),  # holds a comparison as well
        (PLAIN, Kind.IOM),
        (files.workbook(WIDE), Kind.IOM),
        (files.workbook(SHEETS), Kind.IOM),
        (LONG.encode(), Kind.IOM),
        (HEADER.encode(), Kind.SERVICE),
        (files.workbook({"Boroughs": COMPARISON}), Kind.COMPARISON),
        (b"Dear all,\nplease find the figures below.\n", Kind.IOM),  # so that its problems are a cohort's
    ],
    ids=["haringey", "plain", "wide", "sheets", "long", "service", "comparison", "letter"],
)
def test_a_file_is_of_the_kind_that_it_holds(content, kind):
    assert kind == kind_of(file_of(content)).NAME


def test_every_kind_is_registered_once_with_its_fields():
    assert {kind.NAME for kind in KINDS} == set(Kind) - OF_LISTS_ALONE
    assert len(KINDS) == len(Kind) - len(OF_LISTS_ALONE)
    assert all(kind.FIELDS for kind in KINDS)
    assert all(kind.TEMPLATE.endswith(".xlsx") or not kind.TEMPLATE for kind in KINDS)
