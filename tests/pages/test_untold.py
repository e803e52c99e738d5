"""Two databases that differ only in a decision that nobody was told: who is not told sees no difference."""

from pathlib import Path

import pytest

from probation_commission.actions import ideas, people
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.ui.menu import IDEAS, OUTCOMES, OVERVIEW, RESULTS, SERVICES, SUBMIT_IDEA
from probation_commission.ui.who import Visitor
from tests.given.ideas import LEA, PAT, approve, shortlisted, told
from tests.given.organisations import as_known
from tests.pages.sent import sent

AMY = Person("Amy", Role.APPLICANT, "amy@example.org", organisation="Example Charity")
BEN = Person("Ben", Role.PARTNER, "ben@example.org", organisation="Example Charity")
VIC = Person("Vic", Role.VIEWER, "vic@example.org", organisation="Example Council")
FUND, MADE_UP = "partnership-local-project", "illustrative-local-project"
PAGES = (SUBMIT_IDEA, RESULTS, OUTCOMES, OVERVIEW, SERVICES)


@pytest.fixture(autouse=True)
def _people(sampled_home: Path):  # noqa: ARG001 (where it all lies)
    for person in (AMY, BEN, VIC):
        people.add(
            Person("Setter-up", Role.ADMIN), person.email, person.role, person.name, person.organisation
        )


def pages(person: Person, number: int, monkeypatch) -> dict[str, list[str]]:
    """All that each page sends to the person, that of the idea too."""
    monkeypatch.setattr(Visitor, "now", lambda _: as_known(person))
    seen = {
        page.address: sent(page, person.role, monkeypatch) for page in PAGES if person.may(page.permission)
    }
    if person.may(SUBMIT_IDEA.permission):
        seen["the idea"] = sent(SUBMIT_IDEA, person.role, monkeypatch, idea=str(number))
    return seen


@pytest.mark.parametrize(("person", "fund"), [(AMY, FUND), (BEN, MADE_UP), (VIC, FUND)])
def test_a_decision_that_was_not_told_changes_nothing_that_anybody_outside_sees(person, fund, monkeypatch):
    kept = shortlisted(AMY, fund=fund)
    before = pages(person, kept.id, monkeypatch)
    approve(kept, 300_000)
    assert pages(person, kept.id, monkeypatch) == before
    ideas.take_back(LEA, kept.id, reason="Too early.")
    ideas.move(LEA, kept.id, Stage.DECLINED, reason="Too dear.")
    assert pages(person, kept.id, monkeypatch) == before
    told(kept)
    after = pages(person, kept.id, monkeypatch)
    # Or the pages would be those of somebody who is never told.
    assert (after != before) is person.may(SUBMIT_IDEA.permission)


def test_who_decides_sees_it(monkeypatch):
    kept = shortlisted(AMY, fund=FUND)
    monkeypatch.setattr(Visitor, "now", lambda _: PAT)
    before = sent(IDEAS, PAT.role, monkeypatch, fund=FUND)
    approve(kept, 300_000)
    assert sent(IDEAS, PAT.role, monkeypatch, fund=FUND) != before
