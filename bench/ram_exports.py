"""Performance reports of any length, as RaM writes them: fixed seed, the same bytes every time."""

import csv
import io
from datetime import date, datetime, timedelta

import numpy as np

from probation_commission.domain.ram import COLUMNS, REASONS

SEED = 20261127
FIRST, LAST = date(2024, 12, 1), date(2026, 10, 31)
_DAYS = (LAST - FIRST).days
_STEPS = (  # column, usual days since the one before, share of those who come to it
    ("date_saa_first_arranged", 2, 0.95),
    ("date_saa_first_attended", 9, 0.88),
    ("date_first_action_plan_submitted", 5, 0.92),
    ("date_of_first_action_plan_approval", 3, 0.97),
    ("date_of_first_attended_session", 8, 0.93),
    ("concluded_at", 110, 0.75),
)
_CHUNK = 50_000


def export(rows: int, contracts: tuple[str, ...]) -> bytes:
    """A report of that many rows of referrals to these contracts; one in fifty stands in it twice."""
    random = np.random.default_rng(SEED)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for first in range(0, rows, _CHUNK):
        writer.writerows(_rows(first, min(_CHUNK, rows - first), contracts, random))
    return text.getvalue().encode()


def _rows(first: int, count: int, contracts: tuple[str, ...], random: np.random.Generator) -> list[list[str]]:
    received = random.integers(0, _DAYS, count)
    seconds = random.integers(0, 36_000, (count, len(_STEPS) + 1))
    waits = random.exponential([days for _, days, _ in _STEPS], (count, len(_STEPS)))
    comes = random.random((count, len(_STEPS))) < [share for *_, share in _STEPS]
    again, which = random.random(count) < 0.02, random.integers(0, len(contracts), count)
    leaves = random.random(count) < 0.25
    return [
        _row(
            first + at - bool(again[at] and at),
            contracts[which[at]],
            int(received[at]),
            (waits[at], comes[at], seconds[at]),
            leaves=bool(leaves[at]),
        )
        for at in range(count)
    ]


def _row(
    number: int,
    contract: str,
    received: int,
    steps: tuple[np.ndarray, np.ndarray, np.ndarray],
    *,
    leaves: bool,
) -> list[str]:
    waits, comes, seconds = steps
    days = float(received)
    cells = {
        "referral_ref": f"AB{number:07}",
        "referral_id": f"00000000-0000-4000-8000-{number:012}",
        "contract_ref": contract,
        "organisation_id": "EXAMPLE_PROVIDER",
        "caseworker_id": f"worker{number % 97}@example.org",
        "service_user_crn": f"X{number % 1_000_000:06}",
        "date_referral_received": _moment(days, int(seconds[-1])),
        "outcomes_to_be_achieved_count": "3",
        "outcomes_achieved": "1.5",
        "count_of_sessions_expected": "8",
        "count_of_sessions_attended": "5",
        "end_of_sentence_date": "2028-01-31",
    }
    for (name, *_), wait, comes_to_it, second in zip(_STEPS, waits, comes, seconds, strict=False):
        days += wait
        if not comes_to_it or days > _DAYS:
            break
        cells[name] = _moment(days, int(second))
    if leaves and days < _DAYS:
        cells["end_requested_by_pp_at"] = _moment(days, 60)
        cells["end_requested_by_pp_reason"] = tuple(REASONS)[number % len(REASONS)]
    return [cells.get(column, "") for column in COLUMNS]


def _moment(days: float, second: int) -> str:
    on = datetime.combine(FIRST + timedelta(days=int(days)), datetime.min.time())
    return f"{on + timedelta(hours=8, seconds=second):%Y-%m-%dT%H:%M:%S}.123+00:00"
