"""Whoever acts has an account; only who was given access may sign in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.doors import SIGN_IN_LASTS
from probation_commission.store import audit, database, people
from probation_commission.store.people import Account

pytestmark = pytest.mark.usefixtures("migrated")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
THIS = AuditSubject(RecordKind.IDEA, "1")
ADA = Person("Ada", Role.ADMIN, "ada@example.org")
LOCAL = Person("Ada", Role.LEAD)  # at a desk where nobody signs in, under the same name
BO = Account("bo@example.org", "Bo", Role.LEAD, "Ada", NOON, active=True)


def written_down() -> list[str]:
    with database.read() as conn:
        return list(audit.entries(conn).who)


def test_who_acts_twice_has_one_account_and_namesakes_have_two():
    with database.write() as conn:
        numbers = [people.account_id(conn, one) for one in (ADA, LOCAL, ADA, LOCAL)]
    assert numbers[:2] == numbers[2:]
    assert len(set(numbers)) == 2


def test_acting_gives_nobody_access():
    with database.write() as conn:
        for one in (ADA, LOCAL):
            audit.record(conn, one, "try", THIS)
    with database.read() as conn:
        assert people.everyone(Scope.everything(), conn) == []
        assert people.find(conn, "ada@example.org") is None
        assert not people.other_admin(conn, "bo@example.org")
    assert written_down() == ["Ada", "Ada (ada@example.org)"]


def test_access_goes_to_the_account_that_acted_and_a_new_name_stands_everywhere():
    with database.write() as conn:
        audit.record(conn, Person("bo@example.org", Role.LEAD, "bo@example.org"), "try", THIS)
        people.give_access(conn, ADA, BO)
    with database.read() as conn:
        assert people.everyone(Scope.everything(), conn) == [BO]
    assert written_down() == ["Bo (bo@example.org)"]


def test_ended_access_keeps_the_account():
    with database.write() as conn:
        people.give_access(conn, ADA, BO)
        number = people.account_id(conn, Person("Bo", Role.LEAD, BO.email))
        people.change(conn, ended := Account(BO.email, "Bo", Role.LEAD, "Ada", NOON, active=False))
        assert people.account_id(conn, Person("Bo", Role.LEAD, BO.email)) == number
        assert people.find(conn, BO.email) == ended


def test_ended_sessions_are_a_number_more_and_nobody_elses():
    cy = Account("cy@example.org", "Cy", Role.LEAD, "Ada", NOON, active=True)
    with database.write() as conn:
        people.give_access(conn, ADA, BO)
        people.give_access(conn, ADA, cy)
        people.end_sessions(conn, BO.email)
        people.end_sessions(conn, BO.email)
        people.change(conn, BO)  # a new role begins no session of before anew
        assert people.find(conn, BO.email) == replace(BO, session_no=2)
        assert people.find(conn, cy.email) == cy


def test_a_sign_in_that_ended_is_remembered_until_it_would_be_over():
    with database.write() as conn:
        people.end_sign_in(conn, "first", NOON, SIGN_IN_LASTS)
        people.end_sign_in(conn, "first", NOON, SIGN_IN_LASTS)  # in another tab
        people.end_sign_in(conn, "second", NOON + SIGN_IN_LASTS, SIGN_IN_LASTS)
        assert [people.sign_in_ended(conn, key) for key in ("first", "second", "third")] == [
            True,
            True,
            False,
        ]
        people.end_sign_in(conn, "third", NOON + SIGN_IN_LASTS * 1.5, SIGN_IN_LASTS)
        assert [people.sign_in_ended(conn, key) for key in ("first", "second", "third")] == [
            False,
            True,
            True,
        ]
