"""What nobody does for themselves, before it is told, or past the fund: found by trying it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from probation_commission.actions import awards, ideas, ledger, scoring
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.awards import AwardTerms
from probation_commission.domain.days import today
from probation_commission.domain.ideas import Stage
from probation_commission.domain.ledger import EntryKind
from probation_commission.domain.money import typed_pence
from probation_commission.store import database, funds, outcomes
from tests.given.awards import agreed, balance, to, waiting
from tests.given.ideas import ANNA, BEN, LEA, POT, WHOLE, approve, drafted, pot, shortlisted, stored, told
from tests.given.organisations import member

pytestmark = pytest.mark.usefixtures("migrated")
LOU = Person("Lou", Role.LEAD)
DAYS = {"starts": today(), "ends": today() + timedelta(days=60)}
LATER = AwardTerms(today() + timedelta(days=30), today() + timedelta(days=60), "by telephone")


@pytest.fixture(autouse=True)
def _known_pot(migrated):  # noqa: ARG001 (first the tables)
    pot(replace(POT, spend_by=today() + timedelta(days=400)))


def paid(kept, amount="1,000"):
    return ledger.write_down(LEA, kept.id, EntryKind.PAID, amount, on=today())


def test_terms_are_settled_once_the_partner_knows_of_the_award_and_its_target_follows():
    kept = approve(waiting(**DAYS), 350_000)
    with pytest.raises(RefusedError, match="was not told yet"):  # they would read it under what they wrote
        awards.settle(LEA, kept.id, LATER)
    told(kept)
    awards.settle(LEA, kept.id, LATER)
    with database.read() as conn:
        [promised] = outcomes.promises(Scope.everything(), conn).to_dict("records")
    assert promised["starts"] == LATER.starts.replace(day=1)
    assert promised["ends"].month == LATER.ends.month


def test_whoever_is_bound_to_it_neither_settles_nor_pays():
    kept = to(told(approve(waiting(**DAYS), 350_000)), Stage.AGREEMENT)
    scoring.declare(LOU, kept.id, "my brother runs it")
    with pytest.raises(RefusedError, match="conflict"):
        ledger.write_down(LOU, kept.id, EntryKind.PAID, "900", on=today())
    assert balance(POT.slug).paid == 0


def test_a_draft_stays_with_the_fund_that_it_was_begun_for():
    pot(replace(POT, slug="another"))
    draft = drafted()
    with pytest.raises(RefusedError, match="for another fund"):
        ideas.save_draft(ANNA, replace(WHOLE, fund="another"), idea_id=draft.id, last_change=draft.changed_at)
    assert stored(draft.id).idea.fund == POT.slug


def test_after_its_end_nothing_is_paid_and_what_was_let_go_of_stays_so():
    kept = agreed(**DAYS)
    paid(kept)
    kept = to(to(kept, Stage.DELIVERING), Stage.CLOSED)
    with pytest.raises(RefusedError, match="from the agreement to the end"):
        paid(kept)
    assert balance(POT.slug).held == 100_000


def test_a_payment_that_was_none_goes_back_to_the_pot_also_of_one_that_was_withdrawn():
    kept = agreed(**DAYS)
    number = paid(kept)
    ideas.move(ANNA, kept.id, Stage.WITHDRAWN)
    ledger.reverse(LEA, number, "it came back from the bank")
    assert (balance(POT.slug).held, balance(POT.slug).paid) == (0, 0)


def test_a_newer_list_takes_no_money_that_awards_hold():
    approve(shortlisted(), 300_000)
    with database.write() as conn:
        funds.put_bundled(conn, [replace(POT, amount_pence=100_000, for_whom="others")])
        [kept] = funds.funds(conn)
    assert (kept.amount_pence, kept.for_whom) == (POT.amount_pence, "others")


def test_no_agreement_is_for_days_that_are_over():
    kept = told(approve(waiting(starts=date(2020, 1, 1), ends=date(2020, 3, 1)), 350_000))
    with pytest.raises(RefusedError, match="Its last day was 1 March 2020"):
        to(kept, Stage.AGREEMENT)


def test_a_panel_member_of_the_organisation_reads_what_it_was_told():
    quin = member(Person("Quin", Role.PANEL), "Example Charity")
    kept = shortlisted(member(ANNA, "Example Charity"))
    ideas.move(LEA, kept.id, Stage.DECLINED, reason="the panel finds it weak")
    assert Stage.DECLINED not in {step.to_stage for step in ideas.history(quin, kept.id)}
    told(kept)
    assert ideas.history(quin, kept.id)[-1].to_stage is Stage.DECLINED


def test_with_whom_it_was_decided_is_asked_of_a_decision_alone_and_never_oneself():
    kept = shortlisted()
    ideas.move(LEA, kept.id, Stage.APPROVED, reason="So.", award_pence=100, decided_with=("Lea", "Lea"))
    assert ideas.history(LEA, kept.id)[-1].decided_with == ()
    other = shortlisted(BEN, title="Bread")
    gone = ideas.move(BEN, other.id, Stage.WITHDRAWN, decided_with=("nobody here",))
    assert gone.stage is Stage.WITHDRAWN


def test_an_amount_of_five_thousand_digits_is_none():
    assert typed_pence("9" * 5000) is None
