"""Where a service stands on a day, how long what was said of room holds, what is wrong with a form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.contracts import (
    IN_ORDER,
    Capacity,
    ContractChange,
    ContractDates,
    Covered,
    ListedContract,
    Room,
    ServiceChange,
    ServicePlace,
    Status,
    capacity_on,
    capacity_words,
    ends_within,
    outside,
    status_on,
    wrong_with_contract,
    wrong_with_coverage,
    wrong_with_service,
)

DAY = date(2026, 11, 27)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("dates", "places", "said", "status"),
    [
        # No day is known: the words of the source, and none where it has none.
        (ContractDates(), (), "live", "live"),
        (ContractDates(), (), "", Status.NOT_CONFIRMED),
        # A place of which no day is known says nothing either.
        (ContractDates(), (ServicePlace("A"),), "to be procured", "to be procured"),
        # A review alone is no day from which one can tell where it stands.
        (ContractDates(review_on=on(5)), (), "live", "live"),
        # Only its end is known, and is ahead.
        (ContractDates(ends=on(5)), (), "live", "live"),
        # The last day is in; the day after is not.
        (ContractDates(starts=on(-9), ends=DAY), (), "", Status.LIVE),
        (ContractDates(starts=on(-9), ends=on(-1)), (), "", Status.ENDED),
        (ContractDates(starts=on(-9), closes_to_referrals=DAY), (), "", Status.LIVE),
        (ContractDates(starts=on(-9), closes_to_referrals=on(-1)), (), "live", Status.CLOSED),
        # Ended wins over closed, whatever the source said.
        (ContractDates(closes_to_referrals=on(-9), ends=on(-1)), (), "live", Status.ENDED),
        (ContractDates(market_event=on(1)), (), "", Status.PROCURE),
        (ContractDates(market_event=DAY, competition=on(9)), (), "", Status.MARKET),
        (ContractDates(market_event=on(-9), competition=DAY), (), "", Status.COMPETITION),
        (ContractDates(competition=on(-9), starts=DAY, go_live=on(9)), (), "", Status.MOBILISING),
        # On the day that was planned it is late, unless it has happened.
        (ContractDates(starts=on(-9), go_live=DAY), (), "", Status.DELAYED),
        (ContractDates(starts=on(-9), go_live=DAY), (ServicePlace("A", actual=DAY),), "", Status.LIVE),
        (ContractDates(), (ServicePlace("A", planned=on(-1)),), "", Status.DELAYED),
        (ContractDates(), (ServicePlace("A", planned=on(1)),), "live", Status.MOBILISING),
        # Live in one place, and to come in another.
        (
            ContractDates(),
            (ServicePlace("A", actual=on(-1)), ServicePlace("B", planned=on(1))),
            "",
            Status.ROLLING_OUT,
        ),
        # That it began says nothing against a source that says that it is over; that it will begin does.
        (ContractDates(starts=on(-9)), (), Status.CLOSED, Status.CLOSED),
        (ContractDates(starts=DAY), (ServicePlace("A", actual=DAY),), Status.ENDED, Status.ENDED),
        (ContractDates(starts=on(-9), go_live=DAY), (), Status.CLOSED, Status.CLOSED),
        (ContractDates(starts=on(1)), (), Status.CLOSED, Status.MOBILISING),
        # A day on which it ends decides, past or ahead; of one closed to referrals the end says nothing yet.
        (ContractDates(starts=on(-9), ends=on(-1)), (), Status.CLOSED, Status.ENDED),
        (ContractDates(starts=on(-9), ends=on(1)), (), Status.ENDED, Status.LIVE),
        (ContractDates(starts=on(-9), ends=on(1)), (), Status.CLOSED, Status.CLOSED),
        (ContractDates(starts=on(-9), closes_to_referrals=DAY), (), Status.CLOSED, Status.LIVE),
        # Planned for a day that is past, and live as its source says; a place with a day of its own is late.
        (ContractDates(go_live=on(-1)), (ServicePlace("A"),), "live", Status.LIVE),
        (ContractDates(go_live=on(-1)), (ServicePlace("A", planned=on(-1)),), "live", Status.DELAYED),
        # Where it ended nobody waits for it.
        (
            ContractDates(),
            (ServicePlace("A", actual=on(-1)), ServicePlace("B", planned=on(-9), ended=on(-2))),
            "",
            Status.LIVE,
        ),
    ],
)
def test_where_a_service_stands(dates, places, said, status):
    assert status_on(DAY, dates, places, said) == status


DAYS = st.none() | st.integers(-400, 400).map(on)
PLACES = st.lists(st.builds(ServicePlace, st.just("A"), planned=DAYS, actual=DAYS), max_size=3)


@given(
    begins=st.lists(st.integers(-400, 400).map(on), min_size=4, max_size=4).map(sorted),
    ends=st.lists(st.integers(401, 900).map(on), min_size=2, max_size=2).map(sorted)
    | st.just((None, on(500)))
    | st.just((None, None)),
    places=PLACES,
    said=st.sampled_from(["", Status.LIVE, Status.CLOSED, Status.ENDED]),
    days=st.lists(st.integers(-500, 1000).map(on), min_size=2, max_size=2).map(sorted),
)
def test_on_a_later_day_it_stands_where_it_stood_or_further_on(begins, ends, places, said, days):
    market, competition, starts, go_live = begins
    dates = ContractDates(
        market_event=market,
        competition=competition,
        starts=starts,
        go_live=go_live,
        closes_to_referrals=ends[0],
        ends=ends[1],
    )
    first, last = (IN_ORDER.index(status_on(day, dates, places, said)) for day in days)
    assert first <= last


@given(capacity=st.sampled_from([*Capacity]), until=DAYS, day=st.integers(-400, 400).map(on))
def test_what_was_said_of_room_holds_until_its_day_and_never_longer(capacity, until, day):
    now = capacity_on(day, capacity, until)
    assert now == (capacity if until is not None and day <= until else Capacity.NOT_KNOWN)


@pytest.mark.parametrize(
    ("capacity", "weeks", "words"),
    [
        (Capacity.WAITING, 1, "waiting list of 1 week"),
        (Capacity.OPEN, 0, "open, wait 0 weeks"),
        (Capacity.OPEN, None, "open"),
        # Weeks that nobody stands by any more are not said.
        (Capacity.NOT_KNOWN, 6, "not known"),
    ],
)
def test_room_in_words(capacity, weeks, words):
    assert capacity_words(capacity, weeks) == words


@pytest.mark.parametrize(("days", "within"), [(-1, False), (0, True), (365, True), (366, False)])
def test_the_next_twelve_months_have_both_ends(days, within):
    assert ends_within(DAY, ContractDates(ends=on(days))) is within


def test_of_a_contract_without_an_end_nobody_says_that_it_ends():
    assert not ends_within(DAY, ContractDates(starts=on(-9)))


@pytest.mark.parametrize(
    ("place", "status", "covered"),
    [
        (ServicePlace("A", actual=DAY), "", Covered.LIVE),
        (ServicePlace("A", planned=on(1)), "", Covered.PLANNED),
        (ServicePlace("A", planned=DAY), "", Covered.DELAYED),
        (ServicePlace("A", planned=on(-9), actual=on(1)), "", Covered.DELAYED),
        # Its last day there is in.
        (ServicePlace("A", actual=on(-9), ended=DAY), "", Covered.LIVE),
        (ServicePlace("A", actual=on(-9), ended=on(-1)), "", Covered.ENDED),
        (ServicePlace("A", actual=on(-9)), Status.CLOSED, Covered.CLOSED),
        (ServicePlace("A", actual=on(-9), ended=on(-1)), Status.CLOSED, Covered.ENDED),
        (ServicePlace("A", actual=on(-9)), Status.ENDED, Covered.ENDED),
        (ServicePlace("A"), Status.LIVE, Covered.LIVE),
        (ServicePlace("A"), Status.NOT_CONFIRMED, Covered.NOT_CONFIRMED),
    ],
)
def test_how_far_a_service_is_in_a_place(place, status, covered):
    assert place.on(DAY, status) is covered


def test_every_problem_of_a_service_is_said_at_once():
    wrong = ServiceChange("", capacity=Capacity.WAITING, capacity_until=on(-1))
    assert len(wrong_with_service(wrong, DAY)) == 4  # for whom, who said so, until when, the weeks
    right = ServiceChange("men", capacity=Capacity.OPEN, capacity_said_by="team", capacity_until=DAY)
    assert wrong_with_service(right, DAY) == []
    assert wrong_with_service(ServiceChange("men", wait_weeks=3), DAY) == [
        "A wait goes with what is said of room. Choose that too."
    ]


def test_what_was_said_of_room_and_is_too_old_may_stay_and_not_be_written_anew():
    old = ServiceChange("men", capacity=Capacity.OPEN, capacity_said_by="team", capacity_until=on(-1))
    stored = Room(Capacity.OPEN, None, "team", on(-1))
    assert wrong_with_service(old, DAY, stored) == []
    for other in (replace(stored, until=on(-2)), replace(stored, said_by="x"), replace(stored, wait_weeks=1)):
        assert wrong_with_service(old, DAY, other) == [
            "What is said of room has to hold at least until today."
        ]


def test_days_of_a_contract_have_an_order_and_its_successor_is_another():
    change = ContractChange(ContractDates(starts=on(9), ends=DAY, successor_from=on(99)))
    found = wrong_with_contract("a", change, {"a", "b"})
    assert found == [
        "The start is after the end. Put them in order.",
        "A day from which the successor takes referrals needs a successor. Choose it.",
    ]
    assert wrong_with_contract("a", ContractChange(successor="a"), {"a"})
    assert wrong_with_contract("a", ContractChange(successor="c"), {"a", "b"})
    assert wrong_with_contract("a", ContractChange(successor="b", value_pence=-1), {"a", "b"})
    assert not wrong_with_contract("a", ContractChange(successor="b", value_pence=0), {"a", "b"})


def test_where_it_ended_or_was_late_says_why():
    assert wrong_with_coverage(ServicePlace("A", actual=DAY, ended=on(-1), reason="x"), DAY)
    assert wrong_with_coverage(ServicePlace("A", actual=DAY, ended=on(1)), DAY)
    assert wrong_with_coverage(ServicePlace("A", planned=DAY, actual=on(1)), DAY)
    assert not wrong_with_coverage(ServicePlace("A", planned=DAY, actual=DAY), DAY)


def test_only_what_is_known_to_lie_elsewhere_is_flagged():
    known = {"there": frozenset({"B"}), "both": frozenset({"A", "B"}), "here": frozenset({"A"})}
    assert outside(["There", "both", "here", "HMP Nowhere"], known, {"A"}) == ["There"]


def listed(title: str, police_area: str = "") -> ListedContract:
    return ListedContract(
        "PRJ_1", title, "DNR-NE", "North East", police_area, "x", (), True, False, ("18", ""), (), False, ""
    )


def test_a_contract_is_for_the_part_of_its_region_that_its_title_names():
    forces = ["Cleveland", "Durham"]
    assert listed("Dependency and Recovery Services in Durham").within(forces) == "Durham"
    assert listed("Accommodation Services - North East").within(forces) == ""
    assert listed("Personal Wellbeing Services", "Cleveland").within(forces) == "Cleveland"
    assert listed("Services in Avon and Somerset").within(["Avon & Somerset"]) == "Avon & Somerset"
    assert listed("Services", "Avon & Somerset").within(["Avon and Somerset"]) == "Avon and Somerset"


@pytest.mark.parametrize(
    ("title", "police_area", "is_of_named"),
    [
        ("Women's Services for London (north)", "", True),
        ("Women's Specific Services in London (W/NW)", "", True),
        ("Personal Wellbeing Services in North Wales (18-25)", "", False),
        ("Personal Wellbeing Services (26 plus)", "", False),
        ("Services (north)", "Cleveland", False),
    ],
)
def test_a_title_is_of_named_places_where_it_ends_with_a_part_of_the_compass(title, police_area, is_of_named):
    assert listed(title, police_area).of_named_places is is_of_named
