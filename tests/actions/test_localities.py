"""Localities: who may, what is refused, all or nothing, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import delete

from probation_commission.actions import localities
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.returns import Kind, Return, Standing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, database, returns, versions
from probation_commission.store import localities as store
from probation_commission.store.tables import return_
from probation_commission.store.versions import StandingChange
from tests.actions.test_killed import everything_stored
from tests.given.returns import LEAD, upload

pytestmark = pytest.mark.usefixtures("migrated")
DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
DURHAM = gazetteer().ward_set_by_key("E06000047-2025")
BANK_TOP, BRINKBURN, COCKERTON = (ward.code for ward in DARLINGTON.wards[:3])
WEST = {BANK_TOP: "West", COCKERTON: "West"}
EAST = {BRINKBURN: "East"}
MAY_2015, OCTOBER, NOVEMBER, DECEMBER = (
    date(2015, 5, 1),  # the wards are of the 7th
    date(2026, 10, 1),
    date(2026, 11, 1),
    date(2026, 12, 1),
)


def kept(ward_set=DARLINGTON):
    return localities.opened(LEAD, ward_set).grouping


def save(grouping, opened_as=None, person=LEAD, ward_set=DARLINGTON):
    return localities.save(person, ward_set, grouping, opened_as or {})


def test_they_are_kept_as_they_were_saved_and_each_ward_set_by_itself():
    assert kept() == {}
    save({BANK_TOP: "  West  End ", BRINKBURN: "", COCKERTON: None})
    assert kept() == {BANK_TOP: "West End"}
    assert kept(DURHAM) == {}
    save({}, {BANK_TOP: "West End"})
    assert kept() == {}


def test_a_save_has_one_audit_entry():
    save(WEST)
    with database.read() as conn:
        (entry,) = audit.entries(conn).to_dict("records")
    assert (entry["who"], entry["action"]) == (LEAD.name, "save localities")
    assert (entry["subject_id"], entry["after"]) == (
        "E06000005-2015",
        "1 locality of 2 wards, 18 wards in none",
    )


@pytest.mark.parametrize(
    ("grouping", "reason"),
    [
        ({BANK_TOP: "West", COCKERTON: "WEST"}, "differ only in how they are written"),
        ({BANK_TOP: "Central & East", COCKERTON: "Central and East"}, "differ only"),
        ({BANK_TOP: "x" * 61}, "at most 60"),
        ({BANK_TOP: "=1+1"}, "begins with a letter"),
        ({BANK_TOP: "<b>West</b>"}, "begins with a letter"),
        ({BANK_TOP: "In no locality"}, "a name of its own"),
        ({BANK_TOP: "A1234BC"}, "seems to hold a prison number"),
        ({DURHAM.wards[0].code: "West"}, "is no ward of Darlington wards since 2015"),
    ],
)
def test_what_is_wrong_is_refused_whole(grouping, reason):
    save(WEST)
    before = everything_stored()
    with pytest.raises(RefusedError, match=reason):
        save(grouping | {BRINKBURN: "North"}, WEST)
    assert everything_stored() == before


def test_whoever_opened_them_before_another_saved_is_told_and_changes_nothing():
    opened_as = kept()
    save(WEST)
    before = everything_stored()
    with pytest.raises(RefusedError, match=r"Local lead saved them on .* what you wrote is still here"):
        save({BRINKBURN: "North"}, opened_as, Person("Another lead", Role.LEAD))
    assert everything_stored() == before


def test_of_two_who_save_at_once_one_wins():
    start = Barrier(2)

    def one(name):
        start.wait(timeout=60)
        try:
            save({BANK_TOP: name})
        except RefusedError:
            return None
        return name

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(one, ["West", "East"]))
    (winner,) = filter(None, outcomes)
    assert kept() == {BANK_TOP: winner}


def in_force(ward_set=DARLINGTON):
    with database.read() as conn:
        return [(saved.since, saved.grouping) for saved in store.in_force(conn).get(ward_set.key, [])]


def keep(month, area=DARLINGTON.authority, *, kind=Kind.IOM, illustrative=False):
    """A return of an area's month; it stays known whatever becomes of it."""
    one = Return(kind, area, month, ())
    with database.write() as conn:
        name = f"{area.code}{month}{kind}{illustrative}"
        number = returns.add_upload(conn, LEAD, upload(name, illustrative=illustrative))
        return returns.add(conn, number, [returns.NewReturn(one)])[0]


def withdraw(number):
    with database.write() as conn:
        change = StandingChange(Standing.WITHDRAWN, "wrong", "Jo", datetime.now(UTC))
        versions.withdraw(conn, LEAD, versions.find(conn, number), change)


def test_without_a_return_they_hold_from_the_ward_sets_first_month():
    assert localities.opened(LEAD, DARLINGTON).starts == MAY_2015
    save(WEST)
    save(EAST, WEST)  # no month was shown by the first, so nothing of it is left
    assert in_force() == [(MAY_2015, EAST)]


def test_after_a_return_new_ones_begin_with_the_month_after_and_the_old_ones_stay():
    save(WEST)
    keep(OCTOBER)
    assert localities.opened(LEAD, DARLINGTON).starts == NOVEMBER
    save(EAST, WEST)
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, EAST)]
    assert kept() == EAST  # what leads edit is the latest
    save(WEST | EAST, EAST)  # not in force for any return yet: replaced
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, WEST | EAST)]
    keep(NOVEMBER)
    save(WEST, WEST | EAST)
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, WEST | EAST), (DECEMBER, WEST)]


def test_a_grouping_that_lies_ahead_is_replaced_by_one_that_begins_earlier():
    save(WEST)
    number = keep(OCTOBER)
    save(EAST, WEST)
    with database.write() as conn:  # nothing does this today: a return that is gone altogether
        conn.execute(delete(return_).where(return_.c.id == number))
    save(WEST, EAST)
    assert in_force() == [(MAY_2015, WEST)]


def test_a_return_that_was_withdrawn_was_shown_all_the_same():
    save(WEST)
    withdraw(keep(OCTOBER))
    save(EAST, WEST)
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, EAST)]


@pytest.mark.parametrize(
    "other",
    [
        {"illustrative": True},  # made up
        {"kind": Kind.SERVICE},  # not by ward
        {"area": DURHAM.authority},
    ],
    ids=str,
)
def test_other_returns_leave_them_free(other):
    save(WEST)
    keep(OCTOBER, **other)
    save(EAST, WEST)
    assert in_force() == [(MAY_2015, EAST)]


def test_taken_out_they_end_with_the_last_return_and_are_not_forgotten():
    save(WEST)
    keep(OCTOBER)
    save({}, WEST)
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, {})]
    assert kept() == {}
    assert localities.opened(LEAD, DARLINGTON).saved[0] == LEAD.name  # who took them out
    save(EAST)
    assert in_force() == [(MAY_2015, WEST), (NOVEMBER, EAST)]


def test_a_ward_set_that_begins_after_the_last_return_begins_with_itself():
    keep(date(2024, 5, 1), DURHAM.authority)
    assert localities.opened(LEAD, DURHAM).starts == date(2025, 5, 1)


def test_an_older_ward_set_is_locked_by_a_later_return_of_the_area():
    older = gazetteer().ward_set_by_key("E06000047-2013")
    keep(OCTOBER, DURHAM.authority)
    assert localities.opened(LEAD, older).starts == NOVEMBER


MAY_NOT = [role for role in Role if Permission.MANAGE_LOCALITIES not in GRANTS[role]]


def test_leads_and_admins_may():
    assert set(Role) - set(MAY_NOT) == {Role.LEAD, Role.ADMIN}


@pytest.mark.parametrize("role", MAY_NOT)
def test_some_may_not(role):
    person, before = Person("Somebody", role), everything_stored()
    for act in (
        lambda: localities.opened(person, DARLINGTON),
        lambda: localities.proposed(person, b"locality,ward\n", DARLINGTON),
        lambda: save(WEST, person=person),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert everything_stored() == before
