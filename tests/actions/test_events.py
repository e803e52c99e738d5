"""What leads write down as having happened: checked at once, in their areas, taken back with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from probation_commission.actions import events
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.events import LONGEST_EVENT, Event, EventKind, EventMeasure
from probation_commission.store import audit, database
from probation_commission.store import events as store

LEA = Person("Lea", Role.LEAD)
IN_DARLINGTON = replace(LEA, areas=frozenset({"E06000005"}))
GAP = Event(
    date(2026, 3, 2),
    EventKind.STAFFING_GAP,
    "two of five left",
    area_code="E06000047",
    measure=EventMeasure.STARTED,
    until=date(2026, 6, 29),
)


def kept():
    with database.read() as conn:
        return store.everything(conn)


def entries():
    with database.read() as conn:
        rows = audit.entries(conn, 20)
        return list(rows.action[rows.subject_kind == "event"])


@pytest.mark.usefixtures("migrated")
def test_an_event_comes_back_as_it_was_written_and_is_taken_back_never_deleted():
    number = events.add(LEA, replace(GAP, text="  two of   five left "))
    (one,) = kept()
    assert (one.id, one.event, one.by, one.stands, one.illustrative) == (number, GAP, "Lea", True, False)
    events.take_back(Person("Max", Role.LEAD), number, "they were ill, none left")
    (one,) = kept()
    assert (one.stands, one.taken_back_by, one.reason) == (False, "Max", "they were ill, none left")
    assert one.event == GAP
    assert entries() == ["take back event", "write down event"]
    # Once taken back it may be written down again.
    assert events.add(LEA, GAP) != number


@pytest.mark.usefixtures("migrated_home")
def test_all_problems_of_an_event_are_said_at_once_and_nothing_is_kept():
    with pytest.raises(RefusedError) as refusal:
        events.add(
            LEA, Event(date(2026, 3, 2), EventKind.OTHER, "", service="nowhere", until=date(2026, 3, 1))
        )
    assert [reason.split(":")[0] for reason in refusal.value.reasons] == [
        "The last day is before the first",
        "Write in a few words what happened.",
        "No such service is known here any more",
    ]
    assert kept() == []


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "x" * (LONGEST_EVENT + 1)}, "Shorten the text"),
        ({"text": "after X123456 was recalled"}, "seems to hold"),
        ({"area_code": "", "measure": None}, "Choose what it is about"),
        ({"area_code": "E99999999"}, "No such area"),
        ({"since": date(1926, 3, 2), "until": None}, "look at the year"),
        ({"since": today() + timedelta(days=1200), "until": None}, "look at the year"),
    ],
)
def test_what_an_event_can_be_refused_for(changed, words):
    with pytest.raises(RefusedError, match=words):
        events.add(LEA, replace(GAP, **changed))
    assert kept() == []


@pytest.mark.usefixtures("migrated_home")
def test_the_same_is_not_written_down_twice_and_nothing_is_taken_back_without_a_reason_or_twice():
    number = events.add(LEA, GAP)
    with pytest.raises(RefusedError, match="stands already"):
        events.add(LEA, GAP)
    with pytest.raises(RefusedError, match="Write why"):
        events.take_back(LEA, number, " ")
    events.take_back(LEA, number, "wrong year")
    with pytest.raises(RefusedError, match="not here any more"):
        events.take_back(LEA, number, "wrong year")


@pytest.mark.usefixtures("migrated_home")
def test_a_lead_of_one_area_writes_nothing_of_another_or_of_all():
    with pytest.raises(NotAllowedError, match="County Durham"):
        events.add(IN_DARLINGTON, GAP)
    with pytest.raises(NotAllowedError, match="choose an area"):
        events.add(IN_DARLINGTON, replace(GAP, area_code=""))
    events.add(IN_DARLINGTON, replace(GAP, area_code="E06000005"))
    number = events.add(LEA, GAP)
    with pytest.raises(NotAllowedError, match="County Durham"):
        events.take_back(IN_DARLINGTON, number, "not so")
