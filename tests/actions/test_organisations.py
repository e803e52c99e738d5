"""What leads say of organisations: known, changed and merged, and what stays apart."""

import pytest

from probation_commission.actions import ideas, organisations, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.domain.organisations import (
    BundledOrganisation,
    OrganisationDetails,
    OrganisationKind,
)
from probation_commission.intake import bundled
from probation_commission.store import audit, database, directory
from probation_commission.store import organisations as store
from tests.given.ideas import drafted, pot, sent
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated")
ADMIN, LEA = Person("Ada", Role.ADMIN), Person("Lea", Role.LEAD)
CHARITY = OrganisationDetails(OrganisationKind.CHARITY, "1234567", "", "https://example.org")
KNOWN = BundledOrganisation(
    "example-trust", "Example Trust", OrganisationKind.CHARITY, "the test", ("The Example Trust",)
)


def put(*known: BundledOrganisation) -> None:
    with database.write() as conn:
        store.put_bundled(conn, known)


def by_name() -> dict:
    return {one.name: one for one in organisations.everyone(LEA)[0]}


def refused(action, *words) -> str:
    with pytest.raises(RefusedError) as refusal:
        action(LEA, *words)
    return str(refusal.value)


def test_a_name_that_nobody_knows_makes_one_that_waits_and_the_same_name_none():
    people.add(ADMIN, "bo@example.org", Role.VIEWER, "Bo", "Some Trust")
    people.add(ADMIN, "cy@example.org", Role.VIEWER, "Cy", " some  TRUST ")
    (one,) = organisations.everyone(LEA)[0]
    assert (one.name, one.confirmed, one.illustrative, one.source) == (
        "Some Trust",
        False,
        False,
        "typed here",
    )
    assert organisations.everyone(LEA)[1] == {one.id: {"members": 2}}
    assert [account.organisation for account in people.everyone(ADMIN)] == ["Some Trust"] * 2


def test_a_version_that_knows_it_takes_over_what_was_typed_before():
    number = organisation("the example  trust")
    put(KNOWN)
    (one,) = organisations.everyone(LEA)[0]
    assert (one.id, one.name, one.confirmed, one.source) == (number, "Example Trust", True, "the test")
    assert organisation("Example Trust") == number


def test_what_somebody_here_changed_a_newer_version_leaves():
    put(KNOWN)
    one = by_name()["Example Trust"]
    organisations.change(LEA, one.id, "Example Trust (North)", CHARITY, "ET North")
    put(KNOWN)
    changed = by_name()["Example Trust (North)"]
    assert changed.details == CHARITY
    assert set(changed.spellings) == {"Example Trust", "The Example Trust", "ET North"}


def test_every_problem_is_said_at_once_and_nothing_changes():
    number, _ = organisation("Some Trust"), organisation("Another")
    wrong = OrganisationDetails(OrganisationKind.CHARITY, "12", "x", "javascript:alert(1)")
    said = refused(organisations.change, number, "another", wrong, "")
    for part in ("6 or 7 digits", "8 digits", "as a browser shows it", "“another” is what another"):
        assert part in said
    assert "a CRN" in refused(organisations.change, number, "X A123456", CHARITY)
    assert set(by_name()) == {"Some Trust", "Another"}


def test_all_that_is_an_organisations_goes_along_when_it_is_merged():
    pot()
    one, other = organisation("Some Trust"), organisation("Example Trust")
    bo = member(Person("Bo", Role.PARTNER), "Some Trust")
    people.add(ADMIN, "cy@example.org", Role.PARTNER, "Cy", "Some Trust")
    kept = sent(bo)
    services = [row | {"provider": "Some Trust"} for row in bundled.services()[:2]]
    with database.write() as conn:
        directory.put_bundled_services(conn, services)
    said = organisations.merge(LEA, one, other)
    assert said == "Some Trust is Example Trust now: 1 member, 1 idea and 2 services went along."
    assert organisation("some trust") == other  # its names went along, too
    assert people.of_account("cy@example.org").organisation_id == other
    assert ideas.own(member(bo, "Example Trust"))[0].id == kept.id
    with database.read() as conn:
        assert set(directory.services(conn).provider_id) == {other}
        for number in (one, other):
            assert (
                audit.history(conn, organisations._subject(number)).action.iloc[-1] == "merge organisations"
            )
    assert "no such organisation" in refused(organisations.merge, one, other)


def test_what_was_merged_before_goes_along_and_is_merged_nowhere_else():
    first, second, third = (organisation(name) for name in ("First", "Second", "Third"))
    organisations.merge(LEA, first, second)
    organisations.merge(LEA, second, third)
    assert [organisation(name) for name in ("first", "SECOND", "Third")] == [third] * 3
    assert [one.id for one in organisations.everyone(LEA)[0]] == [third]


def test_two_that_come_with_the_app_stay_two_however_alike():
    put(*bundled.organisations())
    together, project = by_name()["Together"], by_name()["Together Women Project"]
    assert "as two organisations" in refused(organisations.merge, together.id, project.id)
    assert "Choose another" in refused(organisations.merge, together.id, together.id)


def test_a_made_up_one_and_a_real_one_stay_apart():
    made_up, real = organisation("Example Housing", illustrative=True), organisation("Real Housing")
    assert "made up" in refused(organisations.merge, made_up, real)
    assert "made up" in refused(organisations.merge, real, made_up)


def test_an_invented_one_is_real_once_somebody_real_is_of_it():
    organisation("Example Housing", illustrative=True)
    people.add(ADMIN, "bo@example.org", Role.VIEWER, "Bo", "Example Housing")
    (one,) = organisations.everyone(LEA)[0]
    assert (one.illustrative, one.confirmed) == (False, False)


def test_two_with_a_draft_for_one_fund_are_merged_once_one_is_sent_in():
    pot()
    bo, cy = member(Person("Bo", Role.PARTNER), "Some Trust"), member(Person("Cy", Role.PARTNER), "Example")
    first, _ = drafted(bo), drafted(cy)
    assert "sent in first" in refused(organisations.merge, bo.organisation_id, cy.organisation_id)
    ideas.move(bo, first.id, Stage.SUBMITTED)
    organisations.merge(LEA, bo.organisation_id, cy.organisation_id)
    assert len(ideas.own(cy)) == 2


def test_an_idea_of_somebody_of_none_is_its_organisations_once_it_is_sent_in():
    pot()
    writer = Person("Local lead", Role.LEAD)
    colleague = member(Person("Cy", Role.PARTNER), "Example Charity")
    draft = drafted(writer, organisation="example  charity")
    assert ideas.own(colleague) == []
    ideas.move(writer, draft.id, Stage.SUBMITTED)
    assert [kept.idea.organisation for kept in ideas.own(colleague)] == ["Example Charity"]
    assert [kept.id for kept in ideas.own(writer)] == [draft.id]


@pytest.mark.parametrize("role", [Role.PANEL, Role.PARTNER, Role.VIEWER, Role.APPLICANT])
def test_nobody_but_leads_and_admins_says_anything_of_organisations(role):
    number = organisation("Some Trust")
    for action, words in (
        (organisations.everyone, ()),
        (organisations.change, (number, "Else", CHARITY)),
        (organisations.merge, (number, organisation("Another"))),
    ):
        with pytest.raises(NotAllowedError):
            action(Person("Vi", role), *words)


def test_nobody_but_an_admin_merges_another_organisation_with_their_own():
    lea = member(LEA, "Lead Trust")
    other = organisation("Other Trust")
    for pair in ((other, lea.organisation_id), (lea.organisation_id, other)):
        with pytest.raises(NotAllowedError, match="say who has access"):
            organisations.merge(lea, *pair)
    assert organisations.merge(ADMIN, other, lea.organisation_id)
