"""Rules: who may set them, from which month, how wide, and what is written down."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.actions import rules
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import WIDTHS, rules_of
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.returns import Kind, Standing
from probation_commission.store import audit, database, versions
from probation_commission.store import returns as returns_store
from probation_commission.store import rules as store
from probation_commission.store.versions import StandingChange
from tests.actions.test_killed import everything_stored
from tests.given.returns import JULY, JUNE, LEAD, MAY, monthly, nominals, upload

pytestmark = pytest.mark.usefixtures("migrated")
ADMIN = Person("Ada", Role.ADMIN)
PARTNERSHIP, PUBLIC = Audience.PARTNERSHIP, Audience.PUBLIC


def in_force():
    with database.read() as conn:
        return rules_of(store.rows(conn))


def keep(month, *, illustrative=False, kind=Kind.IOM) -> int:
    one = monthly(nominals(61), month=month)
    object.__setattr__(one, "kind", kind)
    with database.write() as conn:
        name = f"{month}{illustrative}{kind}{len(versions.changes(conn))}"
        number = returns_store.add_upload(conn, LEAD, upload(name, illustrative=illustrative))
        return returns_store.add(conn, number, [returns_store.NewReturn(one)])[0]


def withdraw(number: int) -> None:
    with database.write() as conn:
        one = versions.find(conn, number)
        versions.withdraw(
            conn, LEAD, one, StandingChange(Standing.WITHDRAWN, "wrong", "Jo", datetime.now(UTC))
        )


def test_a_rule_holds_from_its_month_on_and_leaves_the_months_before():
    rules.change(ADMIN, PARTNERSHIP, 10, JUNE)
    assert [in_force().of(PARTNERSHIP, month).width for month in (MAY, JUNE, JULY)] == [5, 10, 10]
    assert in_force().of(PUBLIC, JULY).width == 10  # as usual


def test_of_two_for_one_month_the_later_holds():
    rules.change(ADMIN, PUBLIC, 20, JUNE)
    rules.change(ADMIN, PUBLIC, 10, JUNE)
    assert in_force().of(PUBLIC, JUNE).width == 10
    assert [one.width for one in rules.everything(ADMIN)] == [10, 20]  # the history stays


def test_each_change_is_one_audit_entry_and_knows_who():
    rules.change(ADMIN, PARTNERSHIP, 10, date(2023, 6, 17))  # any day of the month
    with database.read() as conn:
        (entry,) = audit.entries(conn).to_dict("records")
    assert (entry["action"], entry["subject_id"]) == ("set rule", "partnership")
    assert entry["after"] == "bands of 10 from 2023-06"
    (one,) = rules.everything(ADMIN)
    assert (one.set_by, one.from_month) == ("Ada", JUNE)


@pytest.mark.parametrize("kind", Kind)
def test_a_month_with_a_return_of_any_kind_keeps_its_rule(kind):
    keep(JUNE, kind=kind)
    for month in (MAY, JUNE):  # also one before, though it had none
        with pytest.raises(RefusedError, match="or was a return for June 2023"):
            rules.change(ADMIN, PARTNERSHIP, 10, month)
    rules.change(ADMIN, PARTNERSHIP, 10, JULY)


def test_a_return_that_was_withdrawn_was_shown_all_the_same():
    withdraw(keep(JUNE))
    with pytest.raises(RefusedError, match="was a return for June"):
        rules.change(ADMIN, PARTNERSHIP, 10, JUNE)


def test_made_up_months_hold_nothing_up():
    keep(JUNE, illustrative=True)
    rules.change(ADMIN, PARTNERSHIP, 10, MAY)


@pytest.mark.parametrize(
    ("audience", "width", "reason"),
    [
        (PARTNERSHIP, 7, "can be 5, 10, 20 wide, not 7"),
        (PARTNERSHIP, 0, "can be 5, 10, 20"),
        (PUBLIC, 5, "can be 10, 20 wide, not 5"),
        (Audience.RESTRICTED, 5, "see exact counts"),
        (Audience.MEMBERS, 5, "see exact counts"),
        (PARTNERSHIP, 20, "From June 2023 the public would see bands of 10"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(audience, width, reason):
    before = everything_stored()
    with pytest.raises(RefusedError, match=reason):
        rules.change(ADMIN, audience, width, JUNE)
    assert everything_stored() == before


def test_the_public_stays_a_coarsening_in_every_month():
    rules.change(ADMIN, PUBLIC, 20, JULY)
    with pytest.raises(RefusedError, match="From June 2023"):  # in June the public would still have 10
        rules.change(ADMIN, PARTNERSHIP, 20, JUNE)
    rules.change(ADMIN, PARTNERSHIP, 20, JULY)
    with pytest.raises(RefusedError, match="From July 2023"):
        rules.change(ADMIN, PUBLIC, 10, JULY)


def test_only_admins_may():
    assert {role for role in Role if Permission.SET_RULES in GRANTS[role]} == {Role.ADMIN}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_others_may_not(role):
    before = everything_stored()
    for act in (
        lambda: rules.change(Person("Somebody", role), PARTNERSHIP, 10, JUNE),
        lambda: rules.everything(Person("Somebody", role)),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert everything_stored() == before


def test_every_width_that_is_offered_can_be_set():
    for audience in (PUBLIC, PARTNERSHIP):
        for width in WIDTHS[audience][::-1]:
            rules.change(ADMIN, PUBLIC, 20, JUNE)
            rules.change(ADMIN, audience, width, JUNE)
