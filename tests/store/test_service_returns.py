"""Returns of several services for one area and month stand beside one another."""

import pytest

from probation_commission.domain.returns import Kind
from probation_commission.store import database, illustrative
from probation_commission.store import returns as store
from tests.given.returns import LEAD, upload
from tests.given.services import service_return

pytestmark = pytest.mark.usefixtures("migrated")


def keep(name, *returns, illustrative=False):
    with database.write() as conn:
        number = store.add_upload(conn, LEAD, upload(name, illustrative=illustrative))
        store.add(conn, number, [store.NewReturn(one) for one in returns])


def received():
    with database.read() as conn:
        figures = store.figures(conn, Kind.SERVICE)
    return {row.subject: row.value for row in figures.itertuples()}


def test_taking_illustrative_data_out_puts_each_services_own_return_in_force_again():
    keep("real wellbeing", service_return(31))
    keep("made up", service_return(99), service_return(98, subject="womens"), illustrative=True)
    keep("real women's", service_return(20, subject="womens"))
    assert received() == {"wellbeing": 99, "womens": 20}
    with database.write() as conn:
        illustrative.remove(conn, illustrative.what_goes(conn, []).goes)
    assert received() == {"wellbeing": 31, "womens": 20}
