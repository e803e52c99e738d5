"""The workbook of ideas: what people typed is never a formula, a link or a command."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from probation_commission.analysis.ideas import table
from probation_commission.domain.ideas import IdeaReach, KeptIdea, Stage
from probation_commission.publish.tables import workbook
from tests.given.ideas import NOON, WHOLE

TEXTS = ("title", "organisation", "pathway", "desired_outcome", "group", "hub")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_text_that_begins_as_a_formula_stays_that_text_in_every_column(sign):
    evil = f'{sign}HYPERLINK("http://127.0.0.1/",1)'
    idea = replace(WHOLE, where=IdeaReach.HUB, **dict.fromkeys(TEXTS, evil))
    kept = KeptIdea(7, "anna", Stage.APPROVED, 100, NOON, False, idea, reference=evil, condition=evil)
    content = workbook(table([kept], {}, {}), {"What": evil})
    parts = ZipFile(io.BytesIO(content))
    sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    assert sheets
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
    assert not [name for name in parts.namelist() if "externalLink" in name]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Table").to_python()
    # Eight columns hold what somebody typed: the six texts, the reference and the condition.
    assert sum("HYPERLINK" in str(cell) for cell in rows[1]) == len(TEXTS) + 2
