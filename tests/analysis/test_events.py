"""Which events stand on which chart; each row is the edge that it stands on."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.events import (
    Happened,
    areas_about,
    happened,
    on_chart,
    on_chart_of_area,
    phases_of,
)
from probation_commission.analysis.followed import followed
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.events import Event, EventKind, EventMeasure, KeptEvent
from probation_commission.geography.gazetteer import gazetteer
from tests.analysis.test_followed import MONTHS, periods

BOTH = replace(gazetteer().wholes[0], code="CDD", parts=frozenset({"D1", "D2"}))
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def event(since=date(2026, 3, 2), kind=EventKind.CAMPAIGN, **about) -> Event:
    return Event(since, kind, "said", **about)


def kept(one: Event, **more) -> KeptEvent:
    return KeptEvent(1, one, "Lea", datetime(2026, 11, 1, tzinfo=UTC), **more)


@pytest.mark.parametrize(
    ("one", "stands"),
    [
        (event(service="own"), True),
        (event(service="other"), False),
        (event(area_code="D1"), True),
        (event(area_code="D3"), False),
        (event(area_code="CDD"), True),  # of both, and this one is a part of them
        (event(service="own", area_code="D3"), False),
        (event(measure=EventMeasure.STARTED), True),
        (event(measure=EventMeasure.RECEIVED), False),
        (event(date(2026, 2, 28), service="own"), False),  # the day before the chart
        (event(date(2026, 2, 28), service="own", until=MARCH), True),
        (event(date(2026, 6, 30), service="own"), True),  # the last day of it
        (event(date(2026, 7, 1), service="own"), False),
    ],
)
def test_an_event_stands_on_the_charts_of_what_it_is_about_in_its_days(one, stands):
    found = on_chart([Happened(one)], "own", areas_about({"D1"}, [BOTH]), (MARCH, JUNE), measure="Started")
    assert found == ((Happened(one),) if stands else ())


@pytest.mark.parametrize(
    ("one", "stands"),
    [
        (event(area_code="D1"), True),
        (event(area_code="CDD"), True),
        (event(area_code="D3"), False),
        (event(area_code="D1", service="own"), False),
        (event(area_code="D1", measure=EventMeasure.STARTED), False),  # of services, and no tracker's
        (event(measure=EventMeasure.STARTED), False),
        (event(date(2026, 7, 1), area_code="D1"), False),  # the day after the chart
    ],
)
def test_on_the_chart_of_an_area_stands_what_is_of_the_area_and_of_no_service(one, stands):
    found = on_chart_of_area([Happened(one)], areas_about({"D1"}, [BOTH]), (MARCH, JUNE))
    assert found == ((Happened(one),) if stands else ())


def test_a_whole_is_its_parts_and_what_is_apart_is_not_among_them():
    assert areas_about({"CDD"}, [BOTH]) == {"CDD", "D1", "D2"}
    assert areas_about({"D1"}, [BOTH]) == {"CDD", "D1"}
    assert areas_about({"D3"}, [BOTH]) == {"D3"}


def bought(**days) -> BoughtServices:
    services = pd.DataFrame(
        [
            {"slug": "own", "contract_slug": "contract", "illustrative": True},
            {"slug": "none", "contract_slug": None, "illustrative": False},
        ]
    )
    every = dict.fromkeys(
        (
            *("starts", "ends", "extension_until", "notice_by", "review_on", "closes_to_referrals"),
            *("successor_from", "market_event", "competition", "go_live"),
        )
    )
    contracts = pd.DataFrame([{"slug": "contract", **every, **days}])
    return BoughtServices(services, contracts, *(pd.DataFrame() for _ in range(3)))


def test_contracts_stand_by_themselves_and_what_was_taken_back_does_not():
    gone = kept(event(service="own"), taken_back_by="Max", reason="not so")
    found = happened([gone], bought(starts=date(2025, 4, 1), ends=date(2027, 3, 31)))
    assert [(one.event.kind, one.event.since, one.made_up) for one in found] == [
        (EventKind.CONTRACT_START, date(2025, 4, 1), True),
        (EventKind.CONTRACT_END, date(2027, 3, 31), True),
    ]
    # Written down too, with words: once, and as it was written.
    start = Event(date(2025, 4, 1), EventKind.CONTRACT_START, "a new provider", service="own")
    assert [one.event.text for one in happened([kept(start)], bought(starts=date(2025, 4, 1)))] == [
        "a new provider"
    ]


def test_a_new_definition_or_contract_begins_a_phase_and_nothing_else_does():
    kinds = {one: phases_of([Happened(event(date(2026, 3, 17), one))]) for one in EventKind}
    begins = {EventKind.NEW_DEFINITION, EventKind.CONTRACT_START}
    assert {one for one, found in kinds.items() if found} == begins
    assert kinds[EventKind.NEW_DEFINITION] == [MARCH]


def test_the_phase_is_of_the_measures_that_the_event_is_about_alone():
    new = Happened(event(date(2026, 4, 1), EventKind.NEW_DEFINITION, measure=EventMeasure.STARTED))
    values = [10.0] * 6 + [18.0] * 7
    found = followed(periods(started=values, received=20.0), {}, happened=[new])
    phases = {one.followed.name: list(one.control.points.phase.unique()) for one in found}
    assert phases["Started"] == [0, 1]
    assert phases["Received"] == [0]
    assert {one.followed.name: one.happened for one in found}["Received"] == ()
    assert next(one for one in found if one.followed.name == "Started").happened == (new,)
    assert MONTHS[6] == date(2026, 4, 1)
