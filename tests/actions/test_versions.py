"""Withdraw and restore: reasons, what counts afterwards, one in force whatever happens at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from probation_commission.actions import returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.versions import OvertakenError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.returns import Kind
from probation_commission.samples import loading
from probation_commission.store import audit, database
from probation_commission.store import returns as store
from tests.actions.test_killed import everything_stored
from tests.actions.test_returns import VERSIONS, checked, history
from tests.given.returns import ADMIN, HARINGEY, LEAD, lines_in_force

pytestmark = pytest.mark.usefixtures("migrated")
OTHER = Person("Another lead", Role.LEAD)


def loaded(*numbers) -> list[int]:
    """The ids of these versions of Haringey's month, accepted one after the other."""
    for number in numbers:
        name, content = VERSIONS[number]
        returns.accept(LEAD, checked(content, name))
    return sorted(map(int, history().id))


def standing() -> list[str]:
    return list(history().sort_values("id").standing)


def counted() -> int:
    with database.read() as conn:
        months = store.months(conn, Kind.IOM)
        return len(store.figures(conn, Kind.IOM, HARINGEY.code)) + len(months) + len(lines_in_force())


def last_entry():
    with database.read() as conn:
        return tuple(audit.entries(conn)[["who", "action", "subject_id", "before", "after"]].iloc[0])


def test_a_withdrawn_return_counts_nowhere_and_the_earlier_one_does_not_come_back():
    first, second = loaded(0, 1)
    versions.withdraw(OTHER, second, "wrong month")
    assert standing() == ["superseded", "withdrawn"]
    assert counted() == 0
    assert last_entry() == ("Another lead", "withdraw return", f"{second}", "current", "withdrawn")
    versions.restore(LEAD, first, over=None)
    assert standing() == ["current", "withdrawn"]
    assert counted() > 0
    assert last_entry()[1] == "restore return"


def test_restoring_supersedes_what_is_in_force():
    first, second = loaded(0, 1)
    versions.restore(LEAD, first, over=second)
    assert standing() == ["current", "superseded"]
    assert last_entry()[3:] == ("superseded", f"current, instead of return {second}")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("  ", "Write the reason"),
        ("about X123456", "seems to hold a CRN"),
        ("x" * 501, "Shorten the reason"),
    ],
    ids=["none", "a person's number", "too long"],
)
def test_without_a_fit_reason_nothing_is_withdrawn(reason, said):
    (only,) = loaded(0)
    before = everything_stored()
    with pytest.raises(RefusedError, match=said) as refusal:
        versions.withdraw(LEAD, only, reason)
    assert "X123456" not in str(refusal.value)
    assert everything_stored() == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.LOAD_RETURNS not in GRANTS[role]])
def test_whoever_may_not_load_returns_changes_nothing(role):
    first, second = loaded(0, 1)
    before = everything_stored()
    with pytest.raises(NotAllowedError):
        versions.withdraw(Person("Somebody", role), second, "a reason")
    with pytest.raises(NotAllowedError):
        versions.restore(Person("Somebody", role), first, over=second)
    assert everything_stored() == before


def test_what_is_not_as_it_was_seen_is_refused():
    first, second = loaded(0, 1)
    with pytest.raises(OvertakenError, match="superseded"):
        versions.withdraw(LEAD, first, "not in force")
    with pytest.raises(OvertakenError, match="in force already"):
        versions.restore(LEAD, second, over=second)
    with pytest.raises(OvertakenError, match=r"\(1\.xlsx\) was accepted by Local lead"):
        versions.restore(LEAD, first, over=None)  # seen when nothing was in force
    with pytest.raises(RefusedError, match="not here any more"):
        versions.restore(LEAD, 999, over=None)
    assert standing() == ["superseded", "current"]


def test_of_many_who_restore_at_once_one_wins_and_one_version_is_in_force():
    ids = loaded(0, 1, 2)
    versions.withdraw(LEAD, ids[-1], "wrong")
    start = Barrier(3)

    def restore(number):
        start.wait(timeout=60)
        try:
            versions.restore(LEAD, number, over=None)
        except OvertakenError:
            return "told"
        return "restored"

    with ThreadPoolExecutor(3) as threads:
        outcomes = list(threads.map(restore, ids))
    assert sorted(outcomes) == ["restored", "told", "told"]
    assert standing().count("current") == 1


def test_the_same_file_again_after_it_was_withdrawn_says_so():
    (only,) = loaded(0)
    versions.withdraw(LEAD, only, "wrong month")
    again = checked(VERSIONS[0][1])
    assert [one.id for one in again.withdrawn] == [only]
    said = r"already loaded.*Haringey, May 2023 was withdrawn on .* by Local lead: wrong month\. It can be"
    with pytest.raises(RefusedError, match=said):
        returns.accept(LEAD, again)


def test_taking_illustrative_data_out_brings_no_withdrawn_return_back():
    first, second = loaded(0, 1)
    versions.withdraw(LEAD, second, "wrong")
    name, content = VERSIONS[2]
    returns.accept(LEAD, checked(content, name), illustrative=True)
    loading.remove(ADMIN)
    assert standing() == ["superseded", "withdrawn"]
    versions.restore(LEAD, first, over=None)  # in force before the next illustrative one, though older
    returns.accept(LEAD, checked(content, name), illustrative=True)
    loading.remove(ADMIN)
    assert standing() == ["current", "withdrawn"]


def test_taking_it_out_leaves_what_a_lead_had_restored_beside_a_later_version():
    first, second = loaded(0, 1)
    versions.restore(LEAD, first, over=second)
    name, content = VERSIONS[2]
    returns.accept(LEAD, checked(content, name), illustrative=True)
    loading.remove(ADMIN)
    assert standing() == ["current", "superseded"]


def test_an_illustrative_return_that_was_withdrawn_goes_and_nothing_comes_back():
    (first,) = loaded(0)
    name, content = VERSIONS[2]
    returns.accept(LEAD, checked(content, name), illustrative=True)
    versions.withdraw(LEAD, max(map(int, history().id)), "not needed")
    loading.remove(ADMIN)
    assert list(history().id) == [first]
    assert standing() == ["superseded"]
