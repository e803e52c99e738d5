"""What leads write down of a service and of its contract, and what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from probation_commission.domain.contracts.days import DATE_NAMES, IN_TURN, ContractDates
from probation_commission.domain.contracts.room import Capacity, Room

LONGEST_NOTE = 2000

LONGEST_SAID = 200

_MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """What a lead writes down of a service: who it is for and whether there is room."""

    for_whom: str
    ages: str = ""
    sex: str = ""
    stage: str = ""
    iom_only: bool | None = None
    counts_as_rar: bool | None = None
    route: str = ""
    vetting: str = ""
    next_start: date | None = None
    capacity: str = ""
    wait_weeks: int | None = None
    capacity_said_by: str = ""
    capacity_until: date | None = None
    note_restricted: str = ""


def wrong_with_service(change: ServiceChange, today: date, stored: Room | None = None) -> list[str]:
    """What is wrong with what was written of a service, each in a sentence that says what to do.

    `stored`: what is said of room so far. Once it is too old it may stay, which hinders no other change.
    """
    room = Room(change.capacity, change.wait_weeks, change.capacity_said_by, change.capacity_until)
    checks = {
        "Say whom it is for.": not change.for_whom,
        "Say who said whether there is room: a post, never a name.": bool(change.capacity)
        and not change.capacity_said_by,
        "Say until when that holds; after that day it reads “not known”.": bool(change.capacity)
        and change.capacity_until is None,
        "What is said of room has to hold at least until today.": bool(change.capacity)
        and change.capacity_until is not None
        and change.capacity_until < today
        and room != stored,
        "Give the weeks of the waiting list.": change.capacity == Capacity.WAITING
        and change.wait_weeks is None,
        f"A wait is 0 to {_MOST_WEEKS} weeks.": change.wait_weeks is not None
        and not 0 <= change.wait_weeks <= _MOST_WEEKS,
        "A wait goes with what is said of room. Choose that too.": change.wait_weeks is not None
        and not change.capacity,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What a lead writes down of a contract."""

    dates: ContractDates = field(default_factory=ContractDates)
    successor: str = ""
    """Its slug."""
    value_pence: int | None = None


def wrong_with_contract(slug: str, change: ContractChange, known: Collection[str]) -> list[str]:
    """What is wrong with what was written of a contract; `known`: the slugs of all contracts."""
    dates = change.dates
    found = [
        f"The {DATE_NAMES[one]} is after the {DATE_NAMES[other]}. Put them in order."
        for one, other in IN_TURN
        if (first := getattr(dates, one)) and (last := getattr(dates, other)) and first > last
    ]
    checks = {
        "A contract is not its own successor.": change.successor == slug,
        "The successor is no contract that is known here.": bool(change.successor)
        and change.successor not in known,
        "A day from which the successor takes referrals needs a successor. Choose it.": bool(
            dates.successor_from
        )
        and not change.successor,
        "A value is no less than nothing.": change.value_pence is not None and change.value_pence < 0,
    }
    return [*found, *(sentence for sentence, wrong in checks.items() if wrong)]
