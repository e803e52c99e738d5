"""Outcomes: one verdict for everyone, and one number wherever two people see one."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from probation_commission.analysis.outcomes import PromiseVerdict
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import months_between
from probation_commission.domain.returns import Kind
from probation_commission.store.database import Topic
from probation_commission.ui import outcomes
from probation_commission.ui.data import keeping, loaders
from probation_commission.views.outcomes_words import verdict
from tests.given.services import figures_of, service_return

MONTHS = months_between(date(2025, 7, 1), date(2026, 6, 1))
SERVICES = 80
PARTNER = Person("A partner", Role.PARTNER)


@cache
def simulated() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Returns of services of every size, some with a missing month or two areas; the services; promises."""
    random = np.random.default_rng(20261122)
    returns, services, promises = [], [], []
    for number in range(SERVICES):
        slug, size = f"service {number}", float(random.choice([1, 3, 8, 30]))
        areas = ["E06000047", "E06000005"] if random.random() < 0.2 else ["CDD"]
        services.append(
            (slug, random.choice([None, 40, 59, 60, 400]), random.choice(["men", "IOM nominals"]))
        )
        returns += [
            service_return(*map(int, random.poisson(size, 7)), month=month, subject=slug, area=area)
            for month in MONTHS
            for area in areas
            if random.random() > 0.02
        ]
        promises.append((number, slug, float(random.choice([40, 50, 60]))))
    kept = pd.DataFrame(promises, columns=["id", "subject", "target"]).assign(
        partner="Example",
        about="service",
        unit="percent",
        owner=None,
        organisation_id=None,
        starts=MONTHS[0],
        ends=date(2026, 6, 30),
    )
    return figures_of(*returns), pd.DataFrame(services, columns=["slug", "expects_a_year", "for_whom"]), kept


@pytest.fixture
def loaded(monkeypatch):
    """Simulated services behind the page, without a store."""
    _load(monkeypatch)
    yield
    keeping.clear()


@pytest.fixture(scope="module")
def shown() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a lead and what the room is shown of the simulated services."""
    with pytest.MonkeyPatch.context() as behind:
        _load(behind)
        rows = outcomes.rows(Sight(Audience.RESTRICTED)), outcomes.rows(Sight(Audience.PARTNERSHIP))
    keeping.clear()
    return rows


def _load(behind: pytest.MonkeyPatch) -> None:
    figures, services, promises = (frame.copy() for frame in simulated())
    results = pd.DataFrame(columns=["promise_id", "month", "value", "out_of"])
    history = figures[["subject", "month", "area_code"]].assign(kind=Kind.SERVICE)
    frames = {"service_figures": figures, "services": services, "promises": promises, "results": results}
    frames["history"] = history
    for name, frame in frames.items():
        behind.setattr(loaders, name, lambda *_scope, frame=frame: frame)
    behind.setattr(keeping, "revisions", lambda: dict.fromkeys(Topic, 0))
    behind.setattr(loaders, "rules", Rules)
    keeping.clear()


def test_a_lead_reads_the_verdict_that_the_room_reads(shown):
    lead, room = shown
    assert list(lead.verdict) == list(room.verdict)
    assert set(room.verdict) >= {
        PromiseVerdict.MET,
        PromiseVerdict.NEARLY,
        PromiseVerdict.NOT_MET,
        PromiseVerdict.UNTOLD,
    }
    both = [
        (ours.delivered, theirs.delivered)
        for ours, theirs in zip(lead.itertuples(), room.itertuples(), strict=True)
        if theirs.delivered is not None and theirs.out_of.exact
    ]
    assert len(both) > 15
    assert all(ours == theirs for ours, theirs in both)


def test_what_a_lead_sees_lies_within_what_the_room_sees_of_the_same_months(shown):
    lead, room = shown
    assert list(lead.months) == list(room.months)
    assert list(lead.delivered.isna()) == list(lead.out_of.map(lambda known: known is None or known.low < 10))
    of_same = [
        (ours, theirs)
        for ours, theirs in zip(lead.itertuples(), room.itertuples(), strict=True)
        if theirs.delivered is not None
    ]
    assert len(of_same) > 40
    for ours, theirs in of_same:
        assert theirs.delivered.low <= ours.delivered.low <= theirs.delivered.high
        assert theirs.referrals.low <= ours.referrals.low <= theirs.referrals.high


def test_a_bar_of_exact_counts_stands_beside_the_verdict_that_it_says_and_that_the_room_reads(shown):
    lead, room = shown
    told = [verdict(row) for row in lead.to_dict("records")]
    open_to_the_room = [
        (ours.delivered.low >= ours.target, words)
        for ours, words in zip(lead.itertuples(), told, strict=True)
        if ours.verdict == PromiseVerdict.UNTOLD and ours.delivered is not None
    ]
    assert {past for past, _ in open_to_the_room} == {True, False}
    for past, words in open_to_the_room:
        assert words.startswith("cannot be told (by exact counts, not for the room: ")
        assert words.endswith(": met)") is past
    assert {verdict(row) for row in room.to_dict("records")} <= {
        *map(str, PromiseVerdict)
    }  # the room reads the verdict alone
    decided = lead[lead.verdict != PromiseVerdict.UNTOLD]
    assert list(decided.by_exact_counts) == list(decided.verdict)


@pytest.mark.usefixtures("loaded")
def test_what_a_partner_keyed_in_is_exact_for_that_partner_alone(monkeypatch):
    today = date.today()  # noqa: DTZ011 (as the page)
    ends = today.replace(day=1) - timedelta(days=1)
    promise = {"partner": "Example", "about": "idea", "unit": "people", "target": 9.0, "subject": "7"}
    span = {
        "id": 7,
        "owner": PARTNER.key,
        "organisation_id": None,
        "starts": ends.replace(day=1),
        "ends": ends,
    }
    result = {"promise_id": 7, "month": ends.replace(day=1), "value": 4.0, "out_of": None}
    monkeypatch.setattr(loaders, "promises", lambda _scope: pd.DataFrame([promise | span]))
    monkeypatch.setattr(loaders, "results", lambda _scope: pd.DataFrame([result]))
    own, others = (
        outcomes.rows(Sight(Audience.PARTNERSHIP), PARTNER),
        outcomes.rows(Sight(Audience.PARTNERSHIP)),
    )
    assert str(own.delivered[0]) == "4"
    assert others.delivered[0] is None or str(others.delivered[0]) == "0–4"
    assert own.verdict[0] == others.verdict[0]


@pytest.mark.usefixtures("loaded")
def test_a_promise_before_any_return_came_has_no_result(monkeypatch):
    nothing = figures_of(service_return(1)).head(0)
    monkeypatch.setattr(loaders, "service_figures", lambda: nothing)
    monkeypatch.setattr(loaders, "history", lambda: nothing.assign(kind=Kind.SERVICE))
    keeping.clear()
    for to in (Audience.RESTRICTED, Audience.PARTNERSHIP):
        assert set(outcomes.rows(Sight(to)).verdict) == {PromiseVerdict.NO_RESULT}
