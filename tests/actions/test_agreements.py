"""Agreements are written down by admins, all problems at once; leads switch the illustrative one alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from probation_commission.actions import agreements, exact_counts, organisations, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.returns import Kind
from probation_commission.store import agreements as store
from probation_commission.store import audit, database
from tests.given.agreements import ADA, TERMS, agreed, now
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated")
LEA = Person("Lea", Role.LEAD)


def entries(*actions: str) -> list[tuple[str, str]]:
    with database.read() as conn:
        frame = audit.entries(conn)
    return [(row.action, row.after) for row in frame.itertuples() if row.action in actions]


def test_every_problem_is_said_at_once():
    agreed()
    real, invented = organisation("Other Trust"), organisation("Example Trust", illustrative=True)
    terms = replace(
        TERMS,
        name="exampleshire iom",
        kinds=(Kind.COMPARISON,),
        areas=("E00000000",),
        parties=(real, invented, 999),
        until=TERMS.since - timedelta(days=1),
        signed_for_by="",
    )
    with pytest.raises(RefusedError) as refused:
        agreements.add(ADA, terms)
    assert refused.value.reasons == (
        "Another agreement has this name. Give this one another.",
        "Choose at least one kind of figure.",
        "Choose only areas that are covered here.",
        "One of its parties is not known any more. Choose them again.",
        "Its parties are all made up, or none of them is.",
        "Its last day comes before its first.",
        "Review it between its first day and its last.",
        "Say which posts signed it.",
    )
    with pytest.raises(RefusedError, match="Choose at least one organisation"):
        agreements.add(ADA, replace(TERMS, name="Two", parties=()))


def test_nobody_is_named_in_it():
    with pytest.raises(RefusedError, match="seems to hold"):
        agreements.add(ADA, now(organisation("Some Trust"), signed_for_by="CRN X123456"))


def test_a_change_leaves_what_was_agreed_before_in_the_trail():
    one = agreed()
    changed = agreements.change(ADA, one.id, replace(one.terms, kinds=(Kind.IOM, Kind.SERVICE)))
    assert changed.terms.kinds == (Kind.IOM, Kind.SERVICE)
    with database.read() as conn:
        row = audit.entries(conn).set_index("action").loc["change agreement"]
    assert "the IOM cohort of" in row.before
    assert "the IOM cohort, referrals to services of" in row.after


def test_a_real_agreement_does_not_become_a_made_up_one_nor_the_other_way():
    one, invented = agreed(), organisation("Example Trust", illustrative=True)
    with pytest.raises(RefusedError, match="stays made up, or real"):
        agreements.change(ADA, one.id, replace(one.terms, parties=(invented,)))


def test_one_that_was_ended_stays_ended():
    one = agreed()
    assert agreements.end(ADA, one.id).ended_at
    for again in (
        lambda: agreements.end(ADA, one.id),
        lambda: agreements.change(ADA, one.id, one.terms),
        lambda: agreements.switch(ADA, one.id, on=True),
    ):
        with pytest.raises(RefusedError):
            again()


def test_a_lead_switches_the_illustrative_one_on_for_a_year_and_no_other():
    real, invented = agreed(), agreed("Example Trust", illustrative=True, name="Example")
    for on in (False, True):
        one = agreements.switch(LEA, invented.id, on=on)
        assert one.in_force(today()) is on
    assert one.terms.until == today() + timedelta(days=364)
    with pytest.raises(NotAllowedError, match="say what was agreed"):
        agreements.switch(LEA, real.id, on=False)
    assert not agreements.switch(ADA, real.id, on=False).in_force(today())
    assert agreements.switch(ADA, real.id, on=True).terms == real.terms
    with pytest.raises(NotAllowedError):
        agreements.end(LEA, invented.id)


def test_what_a_member_was_shown_under_it_is_written_down_and_refused_once_it_ended():
    one = agreed("Some Trust")
    people.add(ADA, "vic@example.org", Role.VIEWER, "Vic", "Some Trust")
    vic = Person("Vic", Role.VIEWER, "vic@example.org")
    exact_counts.view(vic, "iom", "E06000047", under=(one.id,))
    exact_counts.take(vic, "iom_E06000047", under=(one.id,))
    with database.read() as conn:
        about = {*audit.entries(conn).subject_id}
    assert about >= {f"iom E06000047, agreement {one.id}", f"iom_E06000047, agreement {one.id}"}
    agreements.end(ADA, one.id)
    for action, words in ((exact_counts.view, ("iom", "E06000047")), (exact_counts.take, ("iom_E06000047",))):
        for under in ((one.id,), ()):
            with pytest.raises(NotAllowedError, match="you may not see exact counts"):
                action(vic, *words, under=under)


def test_a_member_of_no_party_is_shown_nothing_exactly():
    agreed("Some Trust")
    vera = member(Person("Vera", Role.VIEWER), "Other Trust")
    assert agreements.in_force(vera) == ()
    with pytest.raises(NotAllowedError):
        exact_counts.view(vera, "iom", "E06000047")


def test_a_wall_shows_an_agreement_in_force_alone_and_that_is_written_down():
    one = agreed()
    assert exact_counts.project(LEA, one.id).terms.name == "Exampleshire IOM"
    assert entries("show exact counts on the wall") == [("show exact counts on the wall", "Exampleshire IOM")]
    agreements.end(ADA, one.id)
    with pytest.raises(RefusedError, match="not in force any more"):
        exact_counts.project(LEA, one.id)
    with pytest.raises(NotAllowedError):
        exact_counts.project(Person("Vic", Role.VIEWER), one.id)


def test_whoever_may_not_say_what_was_agreed_merges_no_other_into_a_party():
    one = agreed("Some Trust")
    (party,) = one.terms.parties
    other = organisation("Some Trust Ltd of Elsewhere")
    for pair in ((other, party), (party, other)):
        with pytest.raises(NotAllowedError, match="say what was agreed"):
            organisations.merge(LEA, *pair)
    organisations.merge(ADA, other, party)
    with database.read() as conn:
        assert store.find(ADA.scope, conn, one.id).terms.parties == (party,)
