"""Localities: who may, what is refused, all or nothing, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from probation_commission.actions import localities
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.intake.places import gazetteer
from probation_commission.store import audit, database
from tests.actions.test_killed import everything_stored
from tests.given import LEAD

pytestmark = pytest.mark.usefixtures("migrated")
DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
DURHAM = gazetteer().ward_set_by_key("E06000047-2025")
BANK_TOP, BRINKBURN, COCKERTON = (ward.code for ward in DARLINGTON.wards[:3])
WEST = {BANK_TOP: "West", COCKERTON: "West"}


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
    assert entry["subject"] == "E06000005-2015: 1 locality of 2 wards, 18 wards in none"


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
