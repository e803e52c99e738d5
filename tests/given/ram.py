"""Rows of a performance report as RaM exports them, by hand."""

import csv
import io
from collections.abc import Sequence

from probation_commission.domain.ram import COLUMNS

CRN, WORKER = "X123456", "case.worker@example.org"


def referral(number: int | str, received: str = "2026-05-04", contract: str = "PRJ_1234", **cells: str):
    """A row of a referral, as a list in the order of the columns; `cells` by the column's name."""
    given = {
        "referral_ref": f"AB{number}CD",
        "referral_id": f"00000000-0000-4000-8000-{number:0>12}",
        "contract_ref": contract,
        "organisation_id": "PROVIDER",
        "caseworker_id": WORKER,
        "service_user_crn": CRN,
        "date_referral_received": received,
        **{_COLUMN.get(name, name): text for name, text in cells.items()},
    }
    return [given.get(column, "") for column in COLUMNS]


_COLUMN = {
    "assessed": "date_saa_first_attended",
    "planned": "date_first_action_plan_submitted",
    "approved": "date_of_first_action_plan_approval",
    "begun": "date_of_first_attended_session",
    "ended": "end_requested_by_pp_at",
    "reason": "end_requested_by_pp_reason",
    "reported": "date_eosr_submitted",
    "concluded": "concluded_at",
    "state": "referral_end_state",
}


CONTRACTS = ("PRJ_1234", "PRJ_5678")
"""Those that are known."""


def below(rows: Sequence[Sequence[object]]) -> list[tuple[int, Sequence[Sequence[object]]]]:
    """The rows below one row of headings."""
    return [(1, rows)]


def as_csv(rows: Sequence[Sequence[str]], heads: Sequence[str] = COLUMNS) -> bytes:
    """The file, as it is downloaded."""
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    return text.getvalue().encode()
