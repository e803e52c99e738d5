"""What an applicant finds: what is their organisation's, and nothing of the partnership."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import ideas, organisations, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import Stage
from probation_commission.store import database
from probation_commission.store import outcomes as outcomes_store
from probation_commission.ui.menu import MENU, OVERVIEW, SUBMIT_IDEA
from probation_commission.ui.who import Visitor
from tests.given.ideas import LEA, POT, approve, drafted, pot, shortlisted, stored, told
from tests.given.organisations import as_known
from tests.pages.sent import SHELL, opened, sent, type_number

ADMIN = Person("Setter-up", Role.ADMIN)
FUND = "partnership-local-project"
AMY, COLLEAGUE, STRANGER = (
    Person(name, Role.APPLICANT, f"{name.lower()}@example.org", organisation=whose)
    for name, whose in (("Amy", "Example Charity"), ("Col", "example  charity"), ("Stan", "Another Charity"))
)


@pytest.fixture(autouse=True)
def _people(sampled_home: Path):  # noqa: ARG001 (where it all lies)
    """The illustrative data, and three people of two organisations."""
    for person in (AMY, COLLEAGUE, STRANGER):
        people.add(ADMIN, person.email, person.role, person.name, person.organisation)
    pot()


@pytest.fixture
def looking(monkeypatch):
    """Who looks from here on."""

    def looks(person: Person) -> None:
        monkeypatch.setattr(Visitor, "now", lambda _: as_known(person))

    looks(AMY)
    return looks


def listed(person: Person) -> list[tuple[str, Stage]]:
    return [(kept.idea.title, kept.stage) for kept in ideas.own(person)]


def test_colleagues_share_what_they_write_and_nobody_else_sees_it_whatever_they_typed():
    kept = shortlisted(COLLEAGUE, title="Bikes")
    drafted(COLLEAGUE, title="Not yet")
    drafted(STRANGER, title="Theirs", organisation="Example Charity")  # typed, and given by nobody
    assert listed(AMY) == [("Not yet", Stage.DRAFT), ("Bikes", Stage.SHORTLISTED)]
    assert listed(STRANGER) == [("Theirs", Stage.DRAFT)]
    assert len(ideas.history(AMY, kept.id)) == 3
    with pytest.raises(RefusedError, match="no idea"):
        ideas.history(STRANGER, kept.id)


def test_who_moves_to_another_organisation_sees_its_ideas_and_no_longer_the_old_ones():
    shortlisted(COLLEAGUE, title="Bikes")
    people.change_role(ADMIN, AMY.email, Role.APPLICANT, "Another Charity")
    assert listed(AMY) == []  # whatever the page was drawn with


def test_an_address_that_leaves_takes_no_draft_along_and_a_colleague_goes_on_with_it():
    begun = drafted(AMY, title="Bikes")
    people.change_role(ADMIN, AMY.email, Role.APPLICANT, "Another Charity")
    assert listed(AMY) == []
    with pytest.raises(RefusedError, match="no idea"):
        ideas.move(AMY, begun.id, Stage.SUBMITTED)
    gone_on = ideas.save_draft(COLLEAGUE, replace(begun.idea, title="E-bikes"), last_change=begun.changed_at)
    assert gone_on.id == begun.id
    assert ideas.move(COLLEAGUE, begun.id, Stage.SUBMITTED).idea.organisation == "Example Charity"
    drafted(AMY, title="Another")  # of her own organisation now, beside the old one
    assert listed(AMY) == [("Another", Stage.DRAFT)]


def test_an_organisation_that_is_merged_keeps_its_members_and_their_ideas():
    kept = shortlisted(STRANGER, title="Theirs")
    lead = Person("Lee", Role.LEAD)
    by_name = {one.name: one.id for one in organisations.everyone(lead)[0]}
    said = organisations.merge(lead, by_name["Another Charity"], by_name["Example Charity"])
    assert said == "Another Charity is Example Charity now: 1 member and 1 idea went along."
    assert listed(AMY) == [("Theirs", Stage.SHORTLISTED)]
    assert stored(kept.id).idea.organisation == "Example Charity"
    people.add(ADMIN, "new@example.org", Role.APPLICANT, "New", "ANOTHER  charity")  # its names went along
    assert listed(Person("New", Role.APPLICANT, "new@example.org")) == listed(AMY)


@pytest.mark.usefixtures("looking")
def test_the_menu_has_the_page_of_ideas_alone_and_begins_there():
    app = opened(SUBMIT_IDEA, AMY.role)
    assert [app.title[0].value, len(app.title)] == ["Send in an idea", 1]
    at_the_front = AppTest.from_file(SHELL, default_timeout=60).run()
    assert [title.value for title in at_the_front.title] == ["Send in an idea"]


@pytest.mark.usefixtures("looking")
@pytest.mark.parametrize("owner", [AMY, COLLEAGUE, STRANGER], ids=lambda owner: owner.name)
def test_an_address_with_somebody_elses_idea_tells_not_even_its_fund(owner):
    kept = shortlisted(owner, title="Bikes")
    app = opened(SUBMIT_IDEA, AMY.role, idea=str(kept.id))
    # Their own opens as a page of its own; of another's there is the form, for the usual fund.
    titles = [title.value for title in app.title]
    assert titles == (["Send in an idea"] if owner is STRANGER else ["Bikes"])
    assert not any(box.key == "fund" and box.value == POT.slug for box in app.selectbox)


@pytest.mark.usefixtures("looking")
def test_every_other_page_refuses_in_words_at_its_address(monkeypatch):
    for item in MENU:
        if item is not OVERVIEW and not AMY.may(item.permission):  # at the overview's they find their own
            words = sent(item, AMY.role, monkeypatch, area="E06000047")
            assert any(f"As applicant, you may not {item.permission}." in text for text in words)
            assert len(words) < 12


@pytest.mark.usefixtures("looking")
def test_an_applicant_keys_in_what_came_of_their_organisations_idea_and_of_no_other():
    # It has run for a month: of one that begins in December there is no result yet.
    running = shortlisted(COLLEAGUE, title="Bikes", starts=date(2026, 10, 1))
    kept = told(approve(running, 100_000))
    ideas.move(LEA, kept.id, Stage.AGREEMENT)
    ideas.move(LEA, kept.id, Stage.DELIVERING)
    app = opened(SUBMIT_IDEA, AMY.role)
    # The form is one screen; what was sent in stands under it.
    headers = ["1. What is it?", "Your ideas", "What came of it", "Key in what came"]
    assert [header.value for header in app.header][:4] == headers
    assert len(app.selectbox(key="result_for").options) == 1  # the examples have promises of others
    type_number(app, "result_value", "3").run()
    app.button[[button.label for button in app.button].index("Keep this result")].click().run()
    assert any(said.value.startswith("Kept: 3 in") for said in app.success)
    with database.read() as conn:
        assert outcomes_store.results(Scope.everything(), conn).keyed_by.iloc[-1] == AMY.email


def test_nothing_of_others_is_sent_to_an_applicant(looking, monkeypatch):
    told(approve(shortlisted(COLLEAGUE, title="Bikes"), 100_000))
    looking(STRANGER)
    words = " ".join(sent(SUBMIT_IDEA, STRANGER.role, monkeypatch))
    for theirs in ("Bikes", "Example Charity", "Example Housing", "nominals", "What came of it"):
        assert theirs not in words
