"""Names confirmed to be wards are kept whole, one for each name, area and ward set."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from probation_commission.domain.access import Person, Role
from probation_commission.domain.places import Alias
from probation_commission.store import aliases as store
from probation_commission.store import database

pytestmark = pytest.mark.usefixtures("migrated")
ALIAS = Alias("E09000014", "E09000014-2022", "tottnham hale", "E05013602", "Local lead",
              datetime(2026, 10, 3, 9, tzinfo=UTC))  # fmt: skip
BEFORE = replace(ALIAS, ward_set="E09000014-2002")


def kept():
    with database.read() as conn:
        return store.everything(conn)


def remember(*some):
    with database.write() as conn:
        for one in some:
            store.remember(conn, Person(one.confirmed_by, Role.LEAD), one)


def test_it_comes_back_as_it_was():
    remember(ALIAS, BEFORE)
    assert kept() == [BEFORE, ALIAS]


def test_the_later_of_two_for_one_name_wins():
    remember(ALIAS, later := replace(ALIAS, ward_code="E05013603", confirmed_by="Another lead"))
    assert kept() == [later]


def test_forgetting_takes_one_alone():
    remember(ALIAS, BEFORE)
    with database.write() as conn:
        assert store.forget(conn, ALIAS.area_code, ALIAS.ward_set, ALIAS.name)
        assert not store.forget(conn, ALIAS.area_code, ALIAS.ward_set, ALIAS.name)
    assert kept() == [BEFORE]
