"""Who may sign in, and as what: said by admins alone, written down, and never without an admin left."""

import threading

import pytest

from probation_commission.actions import ideas, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.store import audit, database
from tests.given.ideas import declared, pot, sent

pytestmark = pytest.mark.usefixtures("migrated")
ADA = Person("Ada", Role.ADMIN)


def known() -> dict[str, tuple[str, Role, bool]]:
    return {one.email: (one.name, one.role, one.active) for one in people.everyone(ADA)}


def written_down() -> list[tuple[str, str, str, str]]:
    with database.read() as conn:
        entries = audit.entries(conn)
    return list(entries[["who", "action", "before", "after"]].itertuples(index=False, name=None))


def revision() -> int:
    with database.read() as conn:
        return database.revision_number(conn)


def test_access_is_given_under_the_address_in_small_letters():
    account = people.add(ADA, " Bo@Example.org ", Role.LEAD, "  Bo   Berg ", organisation="Example Trust")
    assert known() == {"bo@example.org": ("Bo Berg", Role.LEAD, True)}
    assert account.added_by == "Ada"
    assert written_down() == [("Ada", "give access", "", "lead of Example Trust")]


def test_without_a_name_the_address_stands_for_it():
    assert (
        people.add(ADA, "bo@example.org", Role.VIEWER, organisation="Example Trust").name == "bo@example.org"
    )


def test_who_has_access_already_is_left_as_they_are():
    people.add(ADA, "bo@example.org", Role.VIEWER, "Bo", organisation="Example Trust")
    with pytest.raises(RefusedError, match=r"bo@example\.org has access already, as viewer"):
        people.add(ADA, "BO@example.org", Role.ADMIN)
    assert known() == {"bo@example.org": ("Bo", Role.VIEWER, True)}


def test_ended_access_can_be_given_again_in_another_role_under_the_old_name():
    people.add(ADA, "bo@example.org", Role.LEAD, "Bo", organisation="Example Trust")
    people.deactivate(ADA, "bo@example.org")
    assert known() == {"bo@example.org": ("Bo", Role.LEAD, False)}
    people.add(ADA, "bo@example.org", Role.VIEWER, organisation="Example Trust")
    assert known() == {"bo@example.org": ("Bo", Role.VIEWER, True)}


def test_a_role_is_changed_and_both_are_written_down():
    people.add(ADA, "bo@example.org", Role.VIEWER, organisation="Example Trust")
    people.change_role(ADA, "bo@example.org", Role.PANEL)
    assert known()["bo@example.org"][1] is Role.PANEL
    assert written_down()[0][1:] == (
        "change role",
        "viewer of Example Trust",
        "panel member of Example Trust",
    )


def refused(action, *details) -> str:
    """The reasons; nothing was written, not even a revision."""
    before = known(), written_down(), revision()
    with pytest.raises(RefusedError) as refusal:
        action(ADA, *details)
    assert (known(), written_down(), revision()) == before
    return str(refusal.value)


@pytest.mark.parametrize(
    ("action", "details", "reason"),
    [
        (people.add, ("bo", Role.LEAD), "whole e-mail address"),
        (
            people.add,
            ("bo@example.org", Role.LEAD, "B" * 61),
            "Shorten the name to 60 characters: it has 1 too many",
        ),
        *(
            (people.add, ("bo@example.org", role), f"a role as {role.label} is given with it")
            for role in Role
            if role is not Role.ADMIN
        ),
        (people.change_role, ("nobody@example.org", Role.LEAD), "has no access"),
        (people.change_role, ("gone@example.org", Role.ADMIN), "has no access"),  # ended is not a way in
        (people.change_role, ("cy@example.org", Role.VIEWER), "viewer already"),
        (people.deactivate, ("gone@example.org",), "has no access"),
        (people.deactivate, ("ada@example.org",), "last admin"),
        (people.change_role, ("ada@example.org", Role.LEAD), "last admin"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_everything_as_it_was(action, details, reason):
    people.add(ADA, "ada@example.org", Role.ADMIN)
    people.add(ADA, "cy@example.org", Role.VIEWER, organisation="Example Trust")
    people.add(ADA, "gone@example.org", Role.ADMIN)
    people.deactivate(ADA, "gone@example.org")  # an admin no more, so Ada is the last
    assert reason in refused(action, *details)


def test_an_admin_of_none_has_another_role_only_with_the_organisation():
    people.add(ADA, "gil@example.org", Role.ADMIN)  # as the first admin may be
    people.add(ADA, "ada@example.org", Role.ADMIN)
    assert "which organisation" in refused(people.change_role, "gil@example.org", Role.PARTNER)
    assert people.change_role(ADA, "gil@example.org", Role.PARTNER, " Example  Trust ").organisation == (
        "Example Trust"
    )


def test_somebody_moves_to_another_organisation_and_both_are_written_down():
    people.add(ADA, "bo@example.org", Role.PARTNER, "Bo", "Example Trust")
    people.change_role(ADA, "bo@example.org", Role.PARTNER, "Another Trust")
    assert written_down()[0][2:] == ("partner of Example Trust", "partner of Another Trust")
    assert "partner already" in refused(people.change_role, "bo@example.org", Role.PARTNER)


def test_two_admins_who_end_each_others_access_at_once_leave_one():
    for email in ("ada@example.org", "bo@example.org"):
        people.add(ADA, email, Role.ADMIN)
    both = threading.Barrier(2)
    refusals = []

    def end(email: str) -> None:
        both.wait()
        try:
            people.deactivate(ADA, email)
        except RefusedError as refusal:
            refusals.append(refusal)

    threads = [threading.Thread(target=end, args=[email]) for email in known()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusals) == 1
    assert sum(active for *_, active in known().values()) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_but_an_admin_may(role):
    person = Person("Bo", role)
    for attempt in (
        lambda: people.everyone(person),
        lambda: people.add(person, "bo@example.org", Role.ADMIN),
        lambda: people.change_role(person, "bo@example.org", Role.ADMIN),
        lambda: people.deactivate(person, "ada@example.org"),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert known() == {}


def test_the_longest_name_and_address_fit_into_the_audit_trail():
    longest = Person("N" * people.LONGEST_NAME, Role.ADMIN, "a" * 118 + "@example.org")
    people.add(ADA, longest.email, Role.ADMIN, longest.name)
    people.add(longest, "bo@example.org", Role.VIEWER, organisation="Example Trust")
    assert written_down()[0][0] == f"{longest.name} ({longest.email})"


def as_signed_in(name: str) -> Person:
    return Person("as drawn", Role.ADMIN, f"{name}@example.org")


def test_nobody_leaves_their_organisation_to_decide_on_its_ideas():
    pot()
    people.add(ADA, "ada@example.org", Role.ADMIN, "Ada", "Example Trust")
    people.add(ADA, "eve@example.org", Role.ADMIN, "Eve", "Another Trust")
    number = sent(organisation="Example Trust").id
    with pytest.raises(RefusedError, match="Another admin changes your own role and organisation"):
        people.change_role(as_signed_in("ada"), "ADA@example.org", Role.ADMIN, "Third Trust")
    with pytest.raises(RefusedError, match="Another admin changes your own role and organisation"):
        people.change_role(as_signed_in("ada"), "ada@example.org", Role.LEAD)
    with pytest.raises(RefusedError, match="your organisation’s"):
        ideas.move(as_signed_in("ada"), number, Stage.ELIGIBLE)
    assert people.change_role(as_signed_in("eve"), "ada@example.org", Role.LEAD).role is Role.LEAD


def test_who_is_of_no_organisation_decides_nothing_until_it_is_said():
    pot()
    people.add(ADA, "gil@example.org", Role.ADMIN, "Gil")  # as the first admin may be
    number = sent().id
    with pytest.raises(RefusedError, match="which organisation you belong to"):
        ideas.move(as_signed_in("gil"), number, Stage.ELIGIBLE)
    people.change_role(as_signed_in("gil"), "gil@example.org", Role.ADMIN, "The council")
    declared(number, as_signed_in("gil"))
    assert ideas.move(as_signed_in("gil"), number, Stage.ELIGIBLE).stage is Stage.ELIGIBLE


@pytest.mark.parametrize("details", [("she is A123456", "Trust"), ("Bo", "of A123456")])
def test_no_name_and_no_organisation_identifies_somebody_on_probation(details):
    assert "a CRN" in refused(people.add, "bo@example.org", Role.LEAD, *details)


def test_of_the_ideas_of_ones_organisation_one_decides_nothing():
    pot()
    people.add(ADA, "lou@example.org", Role.LEAD, "Lou", "Example  Trust")
    people.add(ADA, "mo@example.org", Role.LEAD, "Mo", "Another Trust")
    lou, mo = (Person("as drawn", Role.LEAD, f"{name}@example.org") for name in ("lou", "mo"))
    number = sent(organisation="example trust").id
    with pytest.raises(RefusedError, match="your organisation’s"):
        ideas.move(lou, number, Stage.ELIGIBLE)
    declared(number, mo)
    assert ideas.move(mo, number, Stage.ELIGIBLE).stage is Stage.ELIGIBLE
