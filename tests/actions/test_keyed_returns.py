"""A month of a service keyed in: whose it is, what is there, what it replaces, and how it is held."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from probation_commission.actions import keyed_returns, returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.versions import OvertakenError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.keyed import FILE_NAME, MOST, KeyedMonth, missing, months_open, problems
from probation_commission.domain.referrals import (
    EVERY_COUNT,
    Activity,
    EarlyReason,
    Queue,
    ReferralStage,
    office_category,
)
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.service import keyed_counts, keyed_return
from probation_commission.store import audit, database, directory
from probation_commission.store import returns as store
from probation_commission.store.tables import service
from tests.given.returns import LEAD
from tests.given.services import HEADER

WELLBEING, WOMENS = "personal-wellbeing-durham", "womens-services-durham"
SEPTEMBER, OCTOBER, TODAY = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 22)
COUNTS = {ReferralStage.RECEIVED: 31, ReferralStage.STARTED: 24, Queue.WAITING: 0}

pytestmark = pytest.mark.usefixtures("ready")


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr(keyed_returns, "today", lambda: TODAY)


def of(counts=COUNTS, slug=WELLBEING, month=OCTOBER, area="CDD") -> KeyedMonth:
    return KeyedMonth(slug, area, month, counts)


def partner_of(slug: str) -> Person:
    """Somebody of the organisation that provides a service."""
    with database.read() as conn:
        number = conn.execute(select(service.c.provider_id).where(service.c.slug == slug)).scalar_one()
    return Person("Paula", Role.PARTNER, organisation="theirs", organisation_id=number)


def there() -> dict[tuple[str, date], dict[str, float]]:
    """The counts in force, by service and month."""
    with database.read() as conn:
        figures = store.figures(conn, Kind.SERVICE)
    rows = figures.groupby(["subject", "month"])
    return {key: dict(zip(one.category, one.value, strict=True)) for key, one in rows}


def history():
    with database.read() as conn:
        rows = store.history(conn)
    return rows[rows.kind == Kind.SERVICE]


def load(content: str) -> None:
    returns.accept(LEAD, returns.check(LEAD, (HEADER + content).encode(), "service.csv", TODAY))


def in_force(person: Person, keyed: KeyedMonth) -> int | None:
    before = keyed_returns.opened(person, keyed).before
    return before.id if before else None


def test_a_partner_keys_in_a_month_of_its_own_service_which_counts_at_once():
    keyed_returns.key_in(partner_of(WELLBEING), of(), over=None)
    assert there() == {(WELLBEING, OCTOBER): {"received": 31, "started": 24, "waiting": 0}}
    (row,) = history().itertuples()
    assert (row.file_name, row.accepted_by, row.received_on, row.illustrative) == (
        FILE_NAME,
        "Paula",
        TODAY,
        False,
    )
    with database.read() as conn:
        trail = audit.entries(conn)
    assert trail.action.tolist().count("key in return") == 1
    assert "keyed in" in trail[trail.action == "key in return"].after.iloc[0]


def test_what_was_not_given_is_not_nought():
    plan = keyed_returns.key_in(LEAD, of({ReferralStage.RECEIVED: 0}), over=None)
    assert there()[WELLBEING, OCTOBER] == {"received": 0}
    assert keyed_returns.opened(LEAD, of()).there == {"received": 0}
    assert plan.lines


@pytest.mark.parametrize(
    "attempt",
    [
        lambda person: keyed_returns.opened(person, of()),
        lambda person: keyed_returns.key_in(person, of({ReferralStage.RECEIVED: 1}), over=None),
    ],
    ids=["opened", "key_in"],
)
def test_a_service_of_another_organisation_is_neither_shown_nor_changed(attempt):
    keyed_returns.key_in(LEAD, of(), over=None)
    other = Person(
        "Olga",
        Role.PARTNER,
        organisation="another",
        organisation_id=partner_of(WELLBEING).organisation_id + 10_000,
    )
    nobody = Person("Nora", Role.PARTNER)
    for person in (other, nobody):
        with pytest.raises(NotAllowedError, match="none of your organisation"):
            attempt(person)
    assert there()[WELLBEING, OCTOBER]["received"] == 31


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL, Role.APPLICANT])
def test_nobody_else_keys_in_even_of_their_own_organisation(role):
    own = partner_of(WELLBEING)
    person = Person("Vic", role, organisation="theirs", organisation_id=own.organisation_id)
    with pytest.raises(NotAllowedError):
        keyed_returns.key_in(person, of(), over=None)
    assert there() == {}


def test_a_lead_of_one_area_keys_in_nothing_of_another():
    lea = Person("Lea", Role.LEAD, areas=frozenset({"E09000014"}))
    with pytest.raises(NotAllowedError, match="you change nothing of"):
        keyed_returns.key_in(lea, of(), over=None)


def test_every_problem_is_said_at_once_and_nothing_is_kept():
    counts = {ReferralStage.RECEIVED: MOST + 1, Queue.WAITING: -1}
    with pytest.raises(RefusedError) as refused:
        keyed_returns.key_in(LEAD, of(counts, month=date(2026, 12, 1)), over=None)
    said = " ".join(refused.value.reasons)
    assert len(refused.value.reasons) == 3
    assert "December 2026 has not begun yet" in said
    assert "Received: write a whole number" in said
    assert "Waiting at the end of the month" in said
    assert history().empty


def test_a_month_that_is_not_over_is_asked_about():
    november = of(month=date(2026, 11, 1))
    with pytest.raises(RefusedError, match="November 2026 is not over yet"):
        keyed_returns.key_in(LEAD, november, over=None)
    keyed_returns.key_in(LEAD, november, over=None, so_far=True)
    assert (WELLBEING, date(2026, 11, 1)) in there()


def test_an_area_where_the_service_is_not_to_be_had_is_refused():
    with pytest.raises(RefusedError, match="not to be had in that area"):
        keyed_returns.key_in(LEAD, of(area="E09000014"), over=None)


def test_nothing_given_is_no_return():
    with pytest.raises(RefusedError, match="at least one count"):
        keyed_returns.key_in(LEAD, of({}), over=None)


def test_it_replaces_what_was_loaded_which_stays_in_the_history_and_can_be_restored():
    load(f"{WELLBEING},2026-10,CDD,40,24,12,3,8,4,3\n")
    before = in_force(LEAD, of())
    keyed_returns.key_in(partner_of(WELLBEING), of(), over=before)
    assert there()[WELLBEING, OCTOBER]["received"] == 31
    assert history().standing.tolist() == ["current", "superseded"]
    versions.restore(LEAD, before, over=in_force(LEAD, of()))
    assert there()[WELLBEING, OCTOBER]["received"] == 40


def test_the_same_counts_again_change_nothing():
    keyed_returns.key_in(LEAD, of(), over=None)
    with pytest.raises(RefusedError, match="Nothing in it is different"):
        keyed_returns.key_in(LEAD, of(), over=in_force(LEAD, of()))
    assert len(history()) == 1


def test_who_comes_second_is_told_who_was_first_and_of_no_file():
    load(f"{WELLBEING},2026-10,CDD,40,24,12,3,8,4,3\n")
    with pytest.raises(OvertakenError, match=r"changed by .* on") as late:
        keyed_returns.key_in(partner_of(WELLBEING), of(), over=None)
    assert "service.csv" not in str(late.value)
    assert there()[WELLBEING, OCTOBER]["received"] == 40


def test_what_is_withdrawn_meanwhile_is_said():
    keyed_returns.key_in(LEAD, of(), over=None)
    seen = in_force(LEAD, of())
    versions.withdraw(LEAD, seen, "wrong month")
    with pytest.raises(OvertakenError, match="in force no more"):
        keyed_returns.key_in(LEAD, of({ReferralStage.RECEIVED: 1}), over=seen)


def test_what_a_form_can_t_hold_is_kept_unless_its_count_is_another():
    head = "service,month,area,office,received,started,ended early\n"
    content = f"{head}{WELLBEING},2026-10,CDD,North Office,7,5,\n{WELLBEING},2026-10,CDD,,,,<5\n"
    returns.accept(LEAD, returns.check(LEAD, content.encode(), "offices.csv", TODAY))
    plan = keyed_returns.opened(LEAD, of())
    assert plan.there == {"received": 7, "started": 5}
    keyed = of({ReferralStage.RECEIVED: 7, ReferralStage.STARTED: 6})
    keyed_returns.key_in(LEAD, keyed, over=plan.before.id)
    with database.read() as conn:
        figures = store.figures(conn, Kind.SERVICE).set_index("category")
    north = office_category("received", "North Office")
    assert {*figures.index} == {"received", "started", "ended_early", north}
    assert figures.value[north] == 7
    assert (figures.low["ended_early"], figures.high["ended_early"]) == (0, 4)
    # A number keyed in stands in the place of the bound.
    keyed_returns.key_in(LEAD, of({ReferralStage.ENDED_EARLY: 2}), over=in_force(LEAD, of()))
    assert there()[WELLBEING, OCTOBER] == {"ended_early": 2}


def test_checks_are_those_of_a_file_and_against_the_month_before():
    september = of({ReferralStage.RECEIVED: 5, Queue.WAITING: 4}, month=SEPTEMBER)
    keyed_returns.key_in(LEAD, september, over=None)
    october = of(
        {
            ReferralStage.RECEIVED: 10,
            Queue.ACCEPTED: 13,
            Queue.DECLINED: 2,
            ReferralStage.ENDED_EARLY: 3,
            **dict.fromkeys(list(EarlyReason)[:5], 1),
        }
    )
    lines = {
        line.code: line.verdict for line in keyed_returns.opened(LEAD, october).planned(october.counts).lines
    }
    assert lines["accepted:received"] is Verdict.FAILS  # 15 of 10 + 4
    assert lines["reasons:ended early"] is Verdict.FAILS  # five reasons of three
    keyed_returns.key_in(LEAD, october, over=None)  # kept all the same, as a file is
    with database.read() as conn:
        kept = store.own_checks(conn, Kind.SERVICE)
    assert "reasons:ended early" in set(kept.code)
    assert "accepted:received" not in set(kept.code)  # worked out when it is read


def test_an_invented_service_s_month_is_made_up():
    with database.write() as conn:
        directory.put_invented_services(conn, [_invented()])
    keyed_returns.key_in(LEAD, of(slug="example-one"), over=None)
    (row,) = history().itertuples()
    assert row.illustrative


def _invented() -> dict[str, object]:
    with database.read() as conn:
        known = dict(conn.execute(select(service).where(service.c.slug == WELLBEING)).mappings().one())
    left = ("id", "provider_id", "contract_slug")
    row = {name: value for name, value in known.items() if name not in left}
    return row | {
        "slug": "example-one",
        "name": "Example One",
        "provider": "Example One",
        "contract_slug": None,
    }


COUNT = st.integers(0, MOST)


@given(st.dictionaries(st.sampled_from(EVERY_COUNT), COUNT, min_size=1))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_keyed_in_fills_the_form_in_again(counts):
    area = gazetteer().authority("Darlington")
    keyed = of(counts, area=area.code)
    assert list(problems(keyed, TODAY)) == []
    first = keyed_return(keyed, area)
    assert keyed_counts(first.figures) == counts
    # Once more over itself: nothing is doubled, nothing lost.
    assert keyed_return(keyed, area, first.figures).figures == first.figures


def test_the_last_month_that_is_over_is_offered_first_and_the_one_that_is_not_last():
    offered = months_open(TODAY)
    assert (offered[0], offered[-1], len(offered)) == (OCTOBER, date(2026, 11, 1), 25)
    assert months_open(date(2026, 1, 3))[0] == date(2025, 12, 1)


def test_what_is_missing_begins_with_the_first_month_that_is_here():
    assert missing(frozenset({date(2026, 7, 1), SEPTEMBER}), TODAY) == [date(2026, 8, 1), OCTOBER]
    assert missing(frozenset(), TODAY) == [OCTOBER]


def test_activities_alone_are_a_month_too():
    keyed_returns.key_in(LEAD, of({Activity.TRAINED: 12}), over=None)
    assert there()[WELLBEING, OCTOBER] == {"trained": 12}
