"""The partner's page: a fund's days, an idea that is asked about again, one fund for its link."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from probation_commission.actions import ideas, links
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.ideas import Stage
from probation_commission.store import database, funds
from probation_commission.ui.menu import SUBMIT_IDEA
from probation_commission.ui.who import Visitor
from tests.given import applying
from tests.given.ideas import LEA, POT, drafted, pot, sent, shortlisted, stored
from tests.given.links import by_link
from tests.given.organisations import organisation
from tests.pages.sent import kept_text, kept_texts, opened, type_into

FUND, OTHER = "partnership-local-project", "illustrative-local-project"
PARTNER = Person("Local partner", Role.PARTNER)


@pytest.fixture(autouse=True)
def _app(sampled_home: Path):
    """Every page is that of the examples."""


def words(app) -> str:
    kinds = (app.markdown, app.caption, app.warning, app.info, app.error, app.header)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def fields(app) -> set[str]:
    return {data["field"] for data in kept_texts(app)}


def closed(slug: str = FUND) -> None:
    """The fund's last day was yesterday."""
    with database.write() as conn:
        fund = funds.find_fund(conn, slug)
        assert fund is not None
        funds.put_funds(conn, [replace(fund, closes=today() - timedelta(days=1))])


def test_what_is_asked_stands_on_top_of_the_idea_which_is_sent_in_again():
    kept = sent(PARTNER, fund=FUND)
    ideas.move(LEA, kept.id, Stage.MORE_NEEDED, reason="On which days is it open?")
    # The fund of the address, from before, is another: the idea's own counts.
    app = opened(SUBMIT_IDEA, Role.PARTNER, idea=str(kept.id), fund=OTHER, question="idea")
    assert "On which days is it open?" in words(app)
    title = f"idea.{FUND}@{kept.id}.title"
    assert kept_text(app, title) == "Bikes"
    type_into(app, title, "Bikes on Mondays").run()
    app.session_state["question"] = "check"
    app.run()
    next(one for one in app.button if one.label == "Send in this idea").click().run()
    assert not app.exception
    again = stored(kept.id)
    assert (again.stage, again.idea.title, again.reference) == (
        *(Stage.SUBMITTED, "Bikes on Mondays"),
        kept.reference,
    )
    assert "On which days" not in " ".join(one.value for one in app.warning)


def test_an_idea_that_is_looked_at_has_its_own_page_and_no_form():
    kept = shortlisted(PARTNER, fund=FUND)
    app = opened(SUBMIT_IDEA, Role.PARTNER, idea=str(kept.id))
    assert "How it stands" in words(app)
    assert not fields(app)


def test_an_open_fund_says_its_days_above_the_form():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=OTHER)
    assert "Open: closes on 29 January 2027" in words(app)
    assert f"idea.{OTHER}.title" in fields(app)


def test_a_closed_fund_takes_no_new_idea_says_so_and_refuses_what_was_begun():
    begun = drafted(PARTNER, fund=FUND)
    closed()
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    assert "Closed: ideas could be sent in until" in words(app)
    assert not fields(app)
    with pytest.raises(RefusedError, match="is not open today"):
        ideas.move(PARTNER, begun.id, Stage.SUBMITTED)


def test_what_came_in_time_can_still_be_keyed_in_and_answered():
    asked = sent(PARTNER, fund=FUND)
    ideas.move(LEA, asked.id, Stage.MORE_NEEDED, reason="When?")
    whose = organisation("Example Charity of Post")
    closed()
    app = opened(SUBMIT_IDEA, Role.LEAD, fund=FUND, **{"from": str(whose)})
    assert f"idea.{FUND}+{whose}.title" in fields(app)
    keyed = ideas.key_in(LEA, replace(asked.idea, title="By post"), whose)
    assert ideas.move(LEA, keyed.id, Stage.SUBMITTED).stage is Stage.SUBMITTED
    assert ideas.move(PARTNER, asked.id, Stage.SUBMITTED).stage is Stage.SUBMITTED


def funds_offered(person: Person, monkeypatch, **query: str) -> list[str]:
    monkeypatch.setattr(Visitor, "now", lambda _: person)
    return opened(SUBMIT_IDEA, Role.APPLICANT, **query).selectbox(key="fund").options


def test_a_link_to_one_fund_has_that_fund_alone_and_a_link_of_a_lead_has_all(monkeypatch):
    applying.opened()
    token = applying.asked()
    assert token is not None
    anyone = links.came_by(links.admit(token, applying.HERE).secret)
    assert anyone is not None
    assert funds_offered(anyone, monkeypatch, fund=FUND) == [applying.OPEN.title]
    assert len(funds_offered(by_link(), monkeypatch)) > 2


def test_others_may_choose_among_all_funds():
    pot()
    assert POT.title in opened(SUBMIT_IDEA, Role.PARTNER).selectbox(key="fund").options
