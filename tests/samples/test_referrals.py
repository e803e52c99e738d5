"""The illustrative returns of services: the same bytes each time, and the story that the pages tell."""

from datetime import date
from io import StringIO

import pandas as pd
import pytest

from probation_commission.analysis.due import days_late
from probation_commission.domain.receipts import ended_on
from probation_commission.samples import places
from probation_commission.samples.referrals import received_on, service_csv
from probation_commission.samples.services import promises, services

EXAMPLES = places.here().examples
NAMES = {service["slug"]: service["name"] for service in services(EXAMPLES)}
LEVELS = [f"outcomes {level}" for level in ("achieved", "partly achieved", "not achieved")]
GAP = ["2026-03", "2026-04", "2026-05", "2026-06"]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    text = service_csv(list(NAMES.values()), EXAMPLES.services_area)
    assert text == service_csv(list(NAMES.values()), EXAMPLES.services_area)
    slugs = {name: slug.removeprefix("example-") for slug, name in NAMES.items()}
    frame = pd.read_csv(StringIO(text))
    frame = frame.assign(service=frame.service.map(slugs))
    return frame[frame["office or hub"].isna()]


def outcome(rows, service) -> float:
    """Achieved and half of partly achieved, of all outcomes known (HMPPS: 1, 0.5, 0)."""
    achieved, partly, missed = rows[rows.service == service][LEVELS].sum()
    return (achieved + partly / 2) / (achieved + partly + missed)


def test_about_a_tenth_of_all_referrals_are_womens(rows):
    assert rows[rows.service == "women"].received.sum() / rows.received.sum() == pytest.approx(0.1, abs=0.015)


def test_accommodation_is_weak_and_dependence_weaker(rows):
    assert 0.35 <= outcome(rows, "housing") <= 0.4
    assert 0.25 <= outcome(rows, "recovery") <= 0.35
    assert all(outcome(rows, name) > 0.45 for name in ("money-advice", "wellbeing", "women", "mentoring"))


def test_december_dips(rows):
    received = rows.groupby("month").received.sum()
    assert received.idxmin() == "2025-12"
    assert received["2025-12"] < 0.8 * received.drop("2025-12").min()


def test_people_wait_from_a_dated_gap_in_staff_on_and_then_no_more(rows):
    own = rows[rows.service == "wellbeing"].set_index("month")
    assert (own.started[GAP] < own.received[GAP]).all()
    assert own.started[GAP].max() < own.started.drop(GAP).drop("2025-12").min()
    after = ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert own.started[after].sum() > own.received[after].sum()
    (note,) = [service["note"] for service in services(EXAMPLES) if service["slug"] == "example-wellbeing"]
    assert "2 March 2026" in note
    assert "29 June" in note


def test_one_provider_was_late_twice_and_nobody_else_ever(rows):
    assert len(rows) == 6 * 12  # late, and yet each came
    months = [date.fromisoformat(f"{month}-01") for month in sorted(set(rows.month))]
    late = {
        (slug, month): days_late(received_on(at, month), month)
        for at, slug in enumerate(NAMES)
        for month in months
    }
    assert {key: days for key, days in late.items() if days} == {
        ("example-mentoring", date(2026, 4, 1)): 12,
        ("example-mentoring", date(2026, 8, 1)): 16,
    }
    days = [received_on(at, month) for at in range(6) for month in months]
    assert not [day for day in days if day.weekday() > 4]
    assert all(received_on(at, month) > ended_on(month) for at in range(6) for month in months)


def test_counts_are_of_the_size_that_each_expects(rows):
    expected = {service["slug"]: service["expects_a_year"] for service in services(EXAMPLES)}
    for slug, size in expected.items():
        received = rows[rows.service == slug.removeprefix("example-")].received
        assert received.sum() == pytest.approx(size, rel=0.2)
    assert [slug for slug, size in expected.items() if size < 60] == ["example-mentoring"]


def test_each_promise_is_of_a_service_there_is_and_asks_for_more_than_there_was():
    made = promises()
    assert {promise.subject for promise in made} < set(NAMES)
    assert all(promise.baseline < promise.target <= 100 for promise in made)
    assert all(promise.illustrative for promise in made)


def test_ineligible_referrals_of_one_office_fall_after_a_dated_briefing():
    text = service_csv(list(NAMES.values()), EXAMPLES.services_area)
    frame = pd.read_csv(StringIO(text))
    by_office = frame[frame["office or hub"].notna()].set_index(["office or hub", "month"])
    north = by_office["ineligible referrals"]["Example North Office"]
    before, since = north[:"2026-04"], north["2026-05":]
    assert (len(before), len(since)) == (6, 6)
    assert before.sum() > 5 * since.sum()
    others = by_office["ineligible referrals"].sum() - north.sum()
    assert before.sum() > others
    (note,) = [service["note"] for service in services(EXAMPLES) if service["slug"] == "example-housing"]
    assert "briefed on 1 May 2026" in note
    # The rows by office are parts of the whole, to the last referral.
    whole = frame[frame["office or hub"].isna()].set_index(["service", "month"])
    parts = frame[frame["office or hub"].notna()].groupby(["service", "month"])[["received"]].sum()
    assert (parts.received == whole.received[parts.index]).all()
