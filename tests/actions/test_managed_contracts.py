"""Parties, steps, issues and service levels: with a reason, in their areas, told to nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from probation_commission.actions import contracts, directory
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.contracts import (
    ContractChange,
    ContractDates,
    Issue,
    ServiceLevel,
    ServicePlace,
    Step,
)
from probation_commission.domain.days import today
from probation_commission.store import contracts as store
from probation_commission.store import database
from probation_commission.store import directory as directory_store
from probation_commission.store.tables import contract_party

pytestmark = pytest.mark.usefixtures("ready")
ADA, LEA = Person("Ada", Role.ADMIN), Person("Lea", Role.LEAD)
DURHAM, DARLINGTON = "E06000047", "E06000005"
SERVICE, CONTRACT = "dependency-recovery-durham", "prj-7710"
PRIME, CHAIN, JOINS = "Ingeus UK Limited", "HumanKind", "St Giles Trust"
ONE_AREA = replace(LEA, areas=frozenset({DURHAM}))
LEVEL = ServiceLevel("First appointment", "from the referral on", "9 of 10 in 10 working days", "month")


def parties() -> dict[str, str]:
    with database.read() as conn:
        frame = store.parties(conn)
    own = frame[frame.contract == CONTRACT]
    return dict(zip(own.name, own.part, strict=True))


def entry() -> dict:
    return contracts.history(LEA, SERVICE).to_dict("records")[-1]


def test_one_more_party_is_of_those_known_and_a_newer_list_leaves_it():
    contracts.add_party(LEA, SERVICE, JOINS, "supply chain", "the variation of 3 May")
    with database.write() as conn:
        directory_store.mark_bundled(conn, "services.csv", "older")
    directory.load_bundled(ADA)
    assert parties() == {PRIME: "prime", CHAIN: "supply chain", JOINS: "supply chain"}
    assert (entry()["after"], entry()["reason"]) == (f"{JOINS}: supply chain", "the variation of 3 May")


@pytest.mark.parametrize(
    ("name", "part", "reason", "problems"),
    [
        ("", "", "", 3),  # the reason, who, and what
        ("Nobody Known Ltd", "supply chain", "a letter", 1),
        (CHAIN, "supply chain", "a letter", 1),  # already in it
        (JOINS, "prime", "a letter", 1),  # a second prime
    ],
)
def test_a_party_that_can_not_be_added(name, part, reason, problems):
    with pytest.raises(RefusedError) as refusal:
        contracts.add_party(LEA, SERVICE, name, part, reason)
    assert len(refusal.value.reasons) == problems
    assert parties() == {PRIME: "prime", CHAIN: "supply chain"}


def test_a_party_leaves_by_today_is_not_deleted_and_another_can_be_prime():
    with pytest.raises(RefusedError, match="by today"):
        contracts.end_party(LEA, SERVICE, PRIME, today() + timedelta(days=1), "a letter")
    contracts.end_party(LEA, SERVICE, PRIME, today(), "a letter")
    assert parties() == {CHAIN: "supply chain"}
    with database.read() as conn:
        rows = conn.execute(select(contract_party.c.name).where(contract_party.c.contract == CONTRACT))
        assert sorted(rows.scalars()) == [CHAIN, PRIME]
    contracts.add_party(LEA, SERVICE, JOINS, "prime", "a letter")
    with pytest.raises(RefusedError, match="is in this contract"):
        contracts.end_party(LEA, SERVICE, PRIME, today(), "a letter")


def test_a_step_is_written_then_done_with_what_shows_it():
    due = Step("vetting", due=today() - timedelta(days=3), area_code=DARLINGTON)
    contracts.put_step(LEA, SERVICE, due, "the plan")
    with database.read() as conn:
        ((number, kept),) = store.steps_of(conn, CONTRACT).items()
    assert kept == due
    done = replace(due, done=today())
    with pytest.raises(RefusedError, match="what shows"):
        contracts.put_step(LEA, SERVICE, done, "a visit", number)
    contracts.put_step(LEA, SERVICE, replace(done, evidence="minutes"), "a visit", number)
    with database.read() as conn:
        assert list(store.steps_of(conn, CONTRACT)) == [number]
    assert "area: Darlington" in entry()["before"]
    assert "evidence: minutes" in entry()["after"]


@pytest.mark.parametrize(
    "step",
    [
        Step(""),  # neither a kind nor a day
        Step("vetting", done=date(2999, 1, 1), evidence="a letter"),  # done in days to come
        Step("vetting", due=date(2026, 1, 1), area_code="E06000002"),  # an area that is not covered here
    ],
)
def test_a_step_that_can_not_be(step: Step):
    with pytest.raises(RefusedError):
        contracts.put_step(LEA, SERVICE, step, "the plan")


def test_issues_and_service_levels_are_told_to_leads_of_all_its_areas_and_their_words_are_in_no_entry():
    opened = Issue("reports come late", today() - timedelta(days=9))
    contracts.put_issue(LEA, SERVICE, opened)
    contracts.put_level(LEA, SERVICE, LEVEL)
    managed = contracts.managed(LEA, SERVICE)
    assert list(managed.issues.values()) == [opened]
    assert list(managed.levels.values()) == [LEVEL]
    said = contracts.history(LEA, SERVICE)[["before", "after", "reason"]]
    assert not said.apply(lambda cells: cells.str.contains("late|working days|First")).any(axis=None)
    for call in (contracts.managed, contracts.costs):
        with pytest.raises(NotAllowedError):
            call(ONE_AREA, SERVICE)
    both = replace(LEA, areas=frozenset({DURHAM, DARLINGTON}))
    assert contracts.managed(both, SERVICE) == managed


def test_an_issue_is_settled_with_how_and_one_that_is_not_there_is_not_changed():
    contracts.put_issue(LEA, SERVICE, Issue("reports come late", today()))
    ((number, issue),) = contracts.managed(LEA, SERVICE).issues.items()
    with pytest.raises(RefusedError, match="how it was settled"):
        contracts.put_issue(LEA, SERVICE, replace(issue, settled=today()), number)
    early = replace(issue, settled=today() - timedelta(days=1), outcome="by post")
    with pytest.raises(RefusedError, match="before it was opened"):
        contracts.put_issue(LEA, SERVICE, early, number)
    with pytest.raises(RefusedError, match="otherwise than before"):
        contracts.put_issue(LEA, SERVICE, issue, number)
    with pytest.raises(RefusedError, match="not among those"):
        contracts.put_issue(LEA, SERVICE, issue, number + 1)
    contracts.put_issue(LEA, SERVICE, replace(issue, settled=today(), outcome="by post"), number)
    assert contracts.managed(LEA, SERVICE).issues[number].outcome == "by post"


def test_what_was_reported_has_a_day_and_somebody_who_said_it():
    with pytest.raises(RefusedError, match="all three"):
        contracts.put_level(LEA, SERVICE, replace(LEVEL, reported="8 of 10"))
    with pytest.raises(RefusedError) as refusal:
        contracts.put_level(LEA, SERVICE, ServiceLevel("", "", "", ""))
    assert len(refusal.value.reasons) == 4
    said = replace(LEVEL, reported="8 of 10", reported_on=today(), said_by="contract manager")
    contracts.put_level(LEA, SERVICE, said)


def test_what_identifies_somebody_is_in_no_issue():
    with pytest.raises(RefusedError, match="Take it out"):
        contracts.put_issue(LEA, SERVICE, Issue("about X123456", today()))


def test_the_cost_of_a_real_contract_is_not_known_until_its_value_and_days_are():
    assert all("value" in one.why for one in contracts.costs(LEA, SERVICE))
    contracts.change_contract(LEA, SERVICE, ContractChange(value_pence=100), "the award notice")
    assert all("start or the end" in one.why for one in contracts.costs(LEA, SERVICE))
    days = ContractDates(starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    contracts.change_contract(LEA, SERVICE, ContractChange(days, value_pence=100), "the award notice")
    assert all("no full month" in one.why for one in contracts.costs(LEA, SERVICE))


def test_a_limited_lead_changes_nothing_of_a_contract_of_other_areas_too():
    attempts = (
        lambda: contracts.add_party(ONE_AREA, SERVICE, JOINS, "supply chain", "a letter"),
        lambda: contracts.end_party(ONE_AREA, SERVICE, CHAIN, today(), "a letter"),
        lambda: contracts.put_step(ONE_AREA, SERVICE, Step("vetting", due=today()), "a letter"),
        lambda: contracts.put_issue(ONE_AREA, SERVICE, Issue("late", today())),
        lambda: contracts.put_level(ONE_AREA, SERVICE, LEVEL),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowedError):
            attempt()


def test_a_place_whose_day_is_past_says_why():
    late = ServicePlace(DARLINGTON, planned=today() - timedelta(days=1))
    with pytest.raises(RefusedError, match="Say why it ended, or is late"):
        contracts.cover(LEA, SERVICE, late, "a letter")
    contracts.cover(LEA, SERVICE, replace(late, reason="vetting"), "a letter")
    # Of what is planned for today nobody can say yet that it is late.
    contracts.cover(LEA, SERVICE, replace(late, planned=today()), "a letter")
