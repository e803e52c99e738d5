"""Two made-up performance reports of one invented contract, which overlap: the same bytes each time.

The story: from a dated staffing gap on waits for the initial assessment grow, and recover three months later.
Rows are made here and counted like anybody's; none is kept.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from probation_commission.domain.days import month_after
from probation_commission.domain.ram import COLUMNS
from probation_commission.samples.referrals import SHORT_STAFFED, received_by_month

SEED = 20261129
FIRST = date(2025, 9, 1)
MONTHS = 14
GAP = date(2026, 3, 2), date(2026, 6, 29)
"""Two of five caseworkers are gone, as the services' returns tell it."""
EXPORTS = (
    ("illustrative_ram_2025-09_to_2026-06.csv", date(2025, 9, 1), date(2026, 6, 10)),
    ("illustrative_ram_2026-02_to_2026-10.csv", date(2026, 2, 1), date(2026, 11, 2)),
)
"""Name, from and to: June is in part in the first and whole in the second."""
_USUAL_WAIT, _GAP_WAIT = 7.0, 17.0
"""Days until the initial assessment, in the middle."""
_SHARES = {"assessed": 0.9, "planned": 0.94, "approved": 0.97, "begun": 0.94}
_ENDS_EARLY, _BRIEFING = 0.24, date(2026, 5, 1)
"""Referrals of which the end is asked for; a briefing on who is eligible."""
_REASONS = ("NOT", "NOT", "NEE", "RET", "MOV", "SER", "WOR", "EAR")
_GAVE_UP = "NOT"
_UNKNOWN, _REVERSED, _AGAIN = 61, 47, 53
"""One referral in so many has an unknown reason, a reversed day, or a row that stands twice."""


@dataclass(frozen=True, slots=True)
class _Referral:
    """What becomes of a made-up referral, day by day."""

    number: int
    received: date
    days: dict[str, date]
    reason: str


def reports(contract: str) -> Iterator[tuple[str, bytes, date, date]]:
    """Each export of the contract of that reference: its name, bytes, and from and to which day."""
    made = list(_referrals(np.random.default_rng(SEED)))
    for name, first, last in EXPORTS:
        rows = [row for one in made if first <= one.received <= last for row in _rows(one, contract, last)]
        yield name, _csv(rows), first, last


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([COLUMNS, *rows])
    return text.getvalue().encode("utf-8-sig")


def _referrals(random: np.random.Generator) -> Iterator[_Referral]:
    month, number = FIRST, 0
    # As many as the service's own returns say: two views of one service have one number.
    returned = received_by_month(SHORT_STAFFED)
    for _ in range(MONTHS):
        after = month_after(month)
        for _ in range(returned[f"{month:%Y-%m}"]):
            number += 1
            received = month + timedelta(days=int(random.integers(0, (after - month).days)))
            yield _referral(number, received, random)
        month = after


def _referral(number: int, received: date, random: np.random.Generator) -> _Referral:
    short = GAP[0] <= received < GAP[1]
    wait = random.gamma(4, (_GAP_WAIT if short else _USUAL_WAIT) / 4)
    steps = {
        "date_saa_first_attended": (wait, _SHARES["assessed"]),
        "date_first_action_plan_submitted": (random.gamma(3, 5 / 3), _SHARES["planned"]),
        "date_of_first_action_plan_approval": (random.gamma(2, 1.5), _SHARES["approved"]),
        "date_of_first_attended_session": (random.gamma(3, 3), _SHARES["begun"]),
        "concluded_at": (60 + random.gamma(3, 20), 0.96),
    }
    days: dict[str, date] = {}
    on, leaves = received, random.random() < _ENDS_EARLY
    leaves_on, gave_up = received + timedelta(days=int(random.gamma(2, 25))), False
    for name, (after, share) in steps.items():
        on += timedelta(days=round(after))
        comes = random.random() <= share
        if leaves and on > leaves_on:
            break
        if not comes:
            # Nobody stays open for ever: who does not come on is ended after some weeks.
            gave_up = not leaves
            leaves_on = on + timedelta(days=int(random.gamma(3, 10))) if gave_up else leaves_on
            break
        days[name] = on
    if "concluded_at" in days:
        days["date_eosr_submitted"] = days["concluded_at"] - timedelta(days=2)
    elif leaves or gave_up:
        days["end_requested_by_pp_at"] = leaves_on
        days["concluded_at"] = leaves_on + timedelta(days=int(random.integers(2, 9)))
        if "date_of_first_attended_session" in days:
            days["date_eosr_submitted"] = leaves_on + timedelta(days=int(random.integers(1, 9)))
    if number % _REVERSED == 0 and "date_saa_first_attended" in days:
        days["date_saa_first_attended"] = received - timedelta(days=3)
    reason = _GAVE_UP if gave_up and number % _UNKNOWN else _reason(number, received, random)
    return _Referral(number, received, days, reason)


def _reason(number: int, received: date, random: np.random.Generator) -> str:
    if number % _UNKNOWN == 0:
        return "XYZ"
    # Ineligible referrals, until everybody was told who is eligible.
    if random.random() < (0.12 if received >= _BRIEFING else 0.4):
        return "INE"
    return _REASONS[int(random.integers(0, len(_REASONS)))]


def _rows(one: _Referral, contract: str, until: date) -> Iterator[list[str]]:
    """Its row as it was on that day; some stand twice, the earlier row with less."""
    there = {name: day for name, day in one.days.items() if day <= until}
    row = _row(one, contract, there)
    if one.number % _AGAIN == 0:
        yield _row(one, contract, {})
    yield row


def _row(one: _Referral, contract: str, days: dict[str, date]) -> list[str]:
    begun, over = "date_of_first_attended_session" in days, "concluded_at" in days
    asked = "end_requested_by_pp_at" in days
    cells = {
        "referral_ref": f"EX{one.number:04}AM",
        "referral_id": f"00000000-0000-4000-8000-{one.number:012}",
        "contract_ref": contract,
        "organisation_id": "EXAMPLE",
        "date_referral_received": _moment(one.received, one.number),
        **{name: _moment(day, one.number) for name, day in days.items()},
        "outcomes_to_be_achieved_count": "3",
        "outcomes_achieved": f"{(one.number % 7) / 2:g}" if over and not asked else "",
        "count_of_sessions_expected": "8" if begun else "",
        "count_of_sessions_attended": str(8 - one.number % 3 if over else 2) if begun else "",
        "end_requested_by_pp_reason": one.reason if asked else "",
        "referral_end_state": _state(days),
    }
    return [cells.get(column, "") for column in COLUMNS]


def _state(days: dict[str, date]) -> str:
    if "concluded_at" not in days:
        return ""
    if "end_requested_by_pp_at" not in days:
        return "completed"
    return "ended" if "date_eosr_submitted" in days else "cancelled"


def _moment(on: date, number: int) -> str:
    offset = "+01:00" if date(2026, 3, 29) <= on < date(2026, 10, 25) or on < date(2025, 10, 26) else "+00:00"
    return f"{on}T{9 + number % 8:02}:{number % 60:02}:00.{number % 1000:03}{offset}"
