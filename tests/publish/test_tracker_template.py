"""The templates of trackers: empty they are known and hold no figures, filled in they read back."""

from datetime import date

import pytest

from probation_commission.domain.trackers import TRACKERS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from probation_commission.publish.templates import tracker_return
from tests.files import part, with_part

SHEET = "xl/worksheets/sheet1.xml"
TODAY = date(2026, 11, 27)
JULY = date(2026, 7, 1)


def read(content):
    return returns.read(content, "template.xlsx", gazetteer(), TODAY)


@pytest.mark.parametrize("kind", TRACKERS)
def test_a_template_reads_back_what_was_typed_into_it(kind):
    empty = tracker_return(TRACKERS[kind], ["Darlington"], [JULY])
    assert [problem.code for problem in read(empty).problems] == ["no figures"]
    counts = len(TRACKERS[kind].counts)
    cells = "".join(f'<c r="{"CDEFGHIJ"[at]}2"><v>{at}</v></c>' for at in range(counts))
    # As Excel keeps a month: the number of its first day.
    typed = (
        f'<row r="2"><c r="A2"><v>{(JULY - date(1899, 12, 30)).days}</v></c>'
        f'<c r="B2" t="inlineStr"><is><t>Darlington</t></is></c>{cells}</row>'
    )
    sheet = part(empty, SHEET).decode().replace("</sheetData>", f"{typed}</sheetData>")
    reading = read(with_part(empty, SHEET, sheet.encode()))
    assert not reading.problems
    (ret,) = reading.returns
    assert (ret.kind, ret.area.name, ret.month) == (kind, "Darlington", JULY)
    assert [figure.value for figure in ret.figures] == list(range(counts))
