"""A month that was kept before the door refused it breaks no page: it is in the history alone."""

from datetime import date
from pathlib import Path

import pytest

from probation_commission.domain.access import Role
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.menu import IOM, MEETING, OVERVIEW, RETURNS
from tests.given.returns import HARINGEY, LEAD, MAY, monthly, nominals, upload
from tests.pages.said import sentences
from tests.pages.sent import opened


@pytest.fixture
def kept(ready_home: Path) -> None:  # noqa: ARG001 (the store is in it)
    with database.write() as conn:
        for month in (date(1900, 1, 1), date(202, 11, 1), date(1, 1, 1), date(2001, 3, 1), MAY):
            number = store.add_upload(conn, LEAD, upload(f"{month}"))
            ret = monthly(nominals(61), nominals(7, "HARRINGAY"), month=month)
            store.add(conn, number, [store.NewReturn(ret)])


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("page", [OVERVIEW, IOM, MEETING], ids=lambda page: page.title)
@pytest.mark.parametrize("month", ["2023-05", "1900-01", "2001-03"])
def test_no_page_breaks_or_counts_from_it(page, month):
    app = opened(page, Role.LEAD, area=HARINGEY.code, month=month, screen="2")
    if page is OVERVIEW:
        assert any("month: June 2023" in one or "months: June 2023 to" in one for one in sentences(app))
    box = [one for one in app.selectbox if one.label == "Month"]
    assert all(list(one.options) == ["May 2023"] for one in box)


@pytest.mark.usefixtures("kept")
def test_the_history_has_it_so_that_it_can_be_withdrawn():
    app = opened(RETURNS, Role.LEAD, area=HARINGEY.code, month="1900-01")
    assert any("January 1900" in sentence for sentence in sentences(app))
