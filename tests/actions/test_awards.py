"""From the agreement on an award is a service, the same day and everywhere; it ends as one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from probation_commission.actions import award_services, awards, directory, ideas
from probation_commission.actions.refusals import RefusedError
from probation_commission.analysis.gaps.provision import GapArea, provisions
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.awards import AwardTerms
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.ideas import IdeaReach, Move, Stage
from probation_commission.setup import ITSELF
from probation_commission.store import audit, contracts, database
from probation_commission.store import directory as store
from probation_commission.store import ideas as idea_store
from probation_commission.store.tables import contract
from probation_commission.views.services import available
from tests.given.awards import agreed, to, waiting
from tests.given.ideas import ANNA, LEA, NOON, PAT, POT, WHOLE, approve, pot, put_on, stored, told
from tests.given.organisations import member

pytestmark = pytest.mark.usefixtures("migrated")
HARINGEY, ETE = "E09000014", "Education, Training and Employment"
RUNNING = {"starts": today() - timedelta(days=1), "ends": today() + timedelta(days=60)}


@pytest.fixture(autouse=True)
def _known_pot(migrated):  # noqa: ARG001 (first the tables)
    pot(replace(POT, spend_by=today() + timedelta(days=400)))


def bought():
    with database.read() as conn:
        return directory.bought(conn)


def on(day):
    return bought().as_of(day).set_index("slug")


def verdict(day, group=GapGroup.MEN):
    cell = GapCell(ETE, HARINGEY, group)
    return provisions([GapArea(HARINGEY, "Haringey", ("Haringey",))], bought(), day, {}, [ETE])[cell].verdict


def test_before_the_agreement_nothing_of_it_shows():
    approve(waiting(**RUNNING), 350_000)
    assert bought().services.empty
    assert verdict(today()) is GapVerdict.NONE_KNOWN


def test_the_same_day_it_stands_wherever_services_do_and_its_partner_can_key_it_in():
    anna = member(ANNA, "Example Charity")
    kept = agreed(anna, **RUNNING, vetting="the mechanic", group=GapGroup.MEN)
    row = on(today()).loc[f"award-{kept.id}"]
    assert (row["name"], row.provider, row.provider_id) == ("Bikes", "Example Charity", anna.organisation_id)
    assert (row.status, row.area, row.covers) == ("live", "Haringey", (HARINGEY,))
    assert (row.route, row.vetting, row.room) == (WHOLE.who_sends, "the mechanic", "not known")
    assert (row.sex, row.pathway, row.idea_id) == ("men", ETE, kept.id)
    assert list(available.available(bought().as_of(today())).Service) == ["Bikes"]
    # In one ward of it, and for men alone.
    assert verdict(today()) is GapVerdict.ENDING
    assert verdict(today(), GapGroup.WOMEN) is GapVerdict.NOT_FOR
    with database.read() as conn:
        [keyable] = store.keyable(anna.scope, conn)
        assert store.keyable(member(Person("Ben", Role.PARTNER), "Another Trust").scope, conn) == []
        contract = contracts.contract_row(conn, f"award-{kept.id}")
    assert (keyable.slug, keyable.covered) == (f"award-{kept.id}", {HARINGEY})
    assert (contract["scheme"], contract["funder"], contract["value_pence"]) == (
        "Small grant",
        "Local pot",
        350_000,
    )
    assert (contract["starts"], contract["ends"]) == (RUNNING["starts"], RUNNING["ends"])


def test_one_that_begins_later_is_on_its_way_until_then():
    starts = today() + timedelta(days=10)
    kept = agreed(starts=starts, ends=starts + timedelta(days=200))
    slug = f"award-{kept.id}"
    assert [on(day).status[slug] for day in (today(), starts)] == ["mobilising", "live"]
    assert available.available(bought().as_of(today())).empty


def test_it_ends_with_the_day_on_which_it_is_closed():
    kept = agreed(**RUNNING)
    slug, tomorrow = f"award-{kept.id}", today() + timedelta(days=1)
    to(to(kept, Stage.DELIVERING), Stage.CLOSED)
    assert bought().dates[slug].ends == today()
    assert on(tomorrow).status[slug] == "ended"
    assert verdict(tomorrow) is GapVerdict.CLOSED
    assert available.available(bought().as_of(tomorrow)).empty


def test_closing_leaves_an_earlier_end_and_withdrawing_ends_it_before_today():
    ends = today() - timedelta(days=5)
    late = to(agreed(starts=ends - timedelta(days=9), ends=today()), Stage.DELIVERING)
    with database.write() as conn:  # a lead wrote down that it ended earlier
        conn.execute(update(contract).where(contract.c.slug == f"award-{late.id}").values(ends=ends))
    late = to(late, Stage.CLOSED)
    gone = to(agreed(starts=today(), ends=today() + timedelta(days=9)), Stage.WITHDRAWN, ANNA)
    assert bought().dates[f"award-{late.id}"].ends == ends
    assert on(today()).status[f"award-{gone.id}"] == "ended"


def test_what_a_lead_changed_of_it_stays_through_later_steps():
    kept = agreed(**RUNNING)
    with database.write() as conn:
        contracts.change_service(conn, f"award-{kept.id}", {"route": "by phone", "name": "Bikes for work"})
    to(kept, Stage.DELIVERING)
    row = on(today()).loc[f"award-{kept.id}"]
    assert (row.route, row["name"]) == ("by phone", "Bikes for work")
    assert len(bought().services) == 1


def test_two_of_one_title_are_told_apart_since_returns_know_them_by_name():
    pot(replace(POT, amount_pence=2_400_000))
    for owner in ("a", "b", "c"):
        agreed(Person(owner, Role.PARTNER))
    names = sorted(bought().services.name)
    assert names[:2] == ["Bikes", "Bikes, Example Charity"]
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"starts": None}, "Write its first and its last day"),
        ({"ends": None}, "Write its first and its last day"),
        ({"starts": date(2027, 4, 1)}, "It ends before it starts"),
    ],
)
def test_what_is_missing_for_an_agreement_is_said_and_settled_by_a_lead(dates, words):
    kept = told(approve(waiting(**dates), 350_000))
    with pytest.raises(RefusedError, match=words):
        to(kept, Stage.AGREEMENT)
    assert (stored(kept.id).stage, bought().services.empty) == (Stage.APPROVED, True)
    terms = AwardTerms(date(2026, 12, 1), date(2027, 3, 31), "by mail", "nobody")
    awards.settle(LEA, kept.id, terms)
    assert AwardTerms.in_idea(to(kept, Stage.AGREEMENT).idea) == terms
    with database.read() as conn:
        assert "settle terms" in list(audit.entries(conn).action)


def test_terms_keep_to_the_day_by_which_money_is_spent_and_are_no_partners():
    pot(POT)  # no day is written down: the end of the financial year
    kept = told(approve(waiting(), 350_000))
    late = AwardTerms(date(2027, 3, 1), date(2027, 4, 1))
    with pytest.raises(RefusedError, match="1 April 2027, and this money is spent by 31 March 2027"):
        awards.settle(LEA, kept.id, late)
    with pytest.raises(RefusedError, match="seems to hold a CRN"):
        awards.settle(LEA, kept.id, AwardTerms(date(2027, 3, 1), date(2027, 3, 2), "ask x123456"))
    for person in (ANNA, PAT):
        with pytest.raises(NotAllowedError):
            awards.settle(person, kept.id, late)
    with pytest.raises(RefusedError, match="settled once it is approved"):
        awards.settle(LEA, waiting(Person("b", Role.PARTNER)).id, late)


def test_awards_that_were_under_way_before_become_services_at_the_next_start_once():
    with database.write() as conn:
        idea = replace(WHOLE, starts=None, ends=None, where=IdeaReach.AREA)
        number = idea_store.add(conn, ANNA, idea, NOON, illustrative=False)
        idea_store.move(conn, LEA, number, Move(NOON, "Lea", Stage.DRAFT, Stage.DELIVERING))
    put_on(Stage.APPROVED, ANNA)
    for _ in range(2):
        award_services.stand_missing(ITSELF)
    [slug] = bought().services.slug
    dates = bought().dates[slug]
    assert (slug, dates.starts, dates.ends) == (f"award-{number}", date(2026, 11, 22), None)
    assert [(one.area_code, one.ward_code) for one in bought().places[slug]] == [(HARINGEY, "")]


def test_where_the_service_is_refused_the_step_and_its_money_are_too(monkeypatch):
    kept = told(approve(waiting(**RUNNING), 350_000))

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(award_services.store, "add", broken)
    with pytest.raises(OSError, match="disk full"):
        ideas.move(LEA, kept.id, Stage.AGREEMENT)
    assert stored(kept.id).stage is Stage.APPROVED
    with database.read() as conn:
        assert list(audit.entries(conn).action[:1]) == ["send decision"]
