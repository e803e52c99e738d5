"""Agreements in the store: whose they are, and what becomes of a party that is merged."""

import pytest

from probation_commission.domain.access import Permission, Scope
from probation_commission.store import agreements, database, organisations
from tests.given.agreements import now
from tests.given.organisations import organisation

pytestmark = pytest.mark.usefixtures("migrated")
EVERYTHING = Scope.everything()


def added(*parties: int, name: str = "One") -> int:
    with database.write() as conn:
        return agreements.add(conn, now(*parties, name=name), illustrative=False, switched_on=True)


def parties_of(number: int) -> tuple[int, ...]:
    with database.read() as conn:
        return agreements.find(EVERYTHING, conn, number).terms.parties


def test_what_was_written_down_is_read_again():
    number = added(organisation("Some Trust"), organisation("Other Trust"))
    with database.read() as conn:
        (kept,) = agreements.everyone(EVERYTHING, conn)
        assert set(agreements.parties(EVERYTHING, conn).values()) == {"Some Trust", "Other Trust"}
    assert kept.id == number
    assert kept.terms == now(*sorted(kept.terms.parties), name="One")
    assert (kept.illustrative, kept.switched_on, kept.ended_at) == (False, True, None)


def test_a_party_is_given_its_own_and_whoever_sees_agreements_all():
    some, other = organisation("Some Trust"), organisation("Other Trust")
    own, shared = added(some), added(some, other, name="Two")
    with database.read() as conn:
        given = {
            name: {one.id for one in agreements.everyone(scope, conn)}
            for name, scope in {
                "some": Scope(frozenset({some})),
                "other": Scope(frozenset({other})),
                "nobody": Scope(),
                "leads": Scope.of_all_who(Permission.SEE_AGREEMENTS),
            }.items()
        }
    assert given == {"some": {own, shared}, "other": {shared}, "nobody": set(), "leads": {own, shared}}


def test_a_party_that_is_merged_is_one_party_under_its_new_number():
    some, other, third = (organisation(name) for name in ("Some Trust", "Other Trust", "Third Trust"))
    alone, both = added(some), added(some, other, third, name="Two")
    with database.write() as conn:
        organisations.merge(conn, some, other)
    assert parties_of(alone) == (other,)
    assert parties_of(both) == tuple(sorted((other, third)))


def test_an_agreement_is_taken_out_with_its_parties_and_areas():
    some = organisation("Some Trust")
    gone, stays = added(some), added(some, name="Two")
    with database.write() as conn:
        agreements.take_out(conn, (gone,))
        assert [one.id for one in agreements.everyone(EVERYTHING, conn)] == [stays]
