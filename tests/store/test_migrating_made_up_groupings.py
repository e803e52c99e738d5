"""From the tables before: groupings are real ones, of returns nobody knows the day, and all else stays."""

from datetime import date

import pytest

from probation_commission.domain.access import Person, Role
from probation_commission.domain.localities import GroupingInForce
from probation_commission.store import database, localities, returns
from tests.given.earlier_tables import JO, NOW, migrate_to, put, returned_about, rows, upload_by_account

pytestmark = pytest.mark.usefixtures("database_url")
KEY, WARD = "E06000005-2015", "E05010412"
MAY, OCTOBER, NOVEMBER = date(2015, 5, 1), date(2026, 10, 1), date(2026, 11, 1)
REAL = [
    GroupingInForce(MAY, {WARD: "West", "E05010413": "East"}),
    GroupingInForce(NOVEMBER, {}),  # taken out: a row without a ward
]


@pytest.fixture(autouse=True)
def before(database_url):  # noqa: ARG001 (of either kind)
    migrate_to("0011")
    by_jo = {"ward_set": KEY, "saved_by_id": 1, "saved_at": NOW}
    put(
        account=[JO],
        upload=[upload_by_account(1)],
        return_=[returned_about(1, OCTOBER)],
        check=[
            {"id": 1, "return_id": 1, "code": "cohort", "sentence": "x", "verdict": "holds"}
            | {"cells": [], "detail": []}
        ],
        locality=[
            by_jo | {"from_month": MAY, "ward_code": WARD, "name": "West"},
            by_jo | {"from_month": MAY, "ward_code": "E05010413", "name": "East"},
            by_jo | {"from_month": NOVEMBER, "ward_code": "", "name": ""},
        ],
    )
    database.migrate()


def test_groupings_are_as_they_were_and_none_of_them_is_made_up():
    with database.read() as conn:
        assert localities.in_force(conn) == {KEY: REAL}
        assert localities.last_saved(conn, KEY) == ("Jo Lead", NOW)


def test_a_made_up_one_may_begin_in_the_month_of_a_real_one_and_each_is_changed_alone():
    lead = Person("Jo Lead", Role.LEAD)
    with database.write() as conn:
        localities.save_illustrative(conn, lead, KEY, {WARD: "Made up"}, NOW, from_month=MAY)
        localities.save_illustrative(conn, lead, KEY, {WARD: "Made up anew"}, NOW, from_month=MAY)
    made_up = GroupingInForce(MAY, {WARD: "Made up anew"}, illustrative=True)
    with database.read() as conn:
        assert localities.in_force(conn) == {KEY: [REAL[0], made_up, REAL[1]]}
    with database.write() as conn:
        localities.save(conn, lead, KEY, {}, NOW, from_month=MAY, shown_to=None)
    with database.read() as conn:
        assert localities.in_force(conn) == {KEY: [made_up]}  # no real one is left to be ended
        assert localities.last_saved(conn, KEY) is None


def test_of_a_return_nobody_knows_the_day_and_its_lines_are_still_there():
    assert [row["received_on"] for row in rows("return")] == [None]
    assert [row["id"] for row in rows("check")] == [1]
    with database.write() as conn:
        conn.execute(returns.return_.delete())
    assert rows("check") == []
