"""Actions in words and as a table: what is open, what is overdue, what each is about."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from probation_commission.domain.days import day, in_full
from probation_commission.domain.follow_ups import FollowUp, KeptFollowUp
from probation_commission.domain.gaps import GapCell
from probation_commission.domain.words import plural
from probation_commission.views import marks

NONE_YET = "Nobody has written down an action yet."
_BACK = "taken back"


def finding(kept: Sequence[KeptFollowUp], today: date, where: str = "") -> str:
    """How many are open and how many of them overdue: `5 actions are open, 2 of them overdue.`."""
    still_open = [one for one in kept if one.is_open]
    overdue = sum(one.is_overdue(today) for one in still_open)
    of_area = f" in {where}" if where else ""
    if not still_open:
        return f"No action is open{of_area}."
    are = "is" if len(still_open) == 1 else "are"
    counted = f"{plural(len(still_open), 'action')} {are} open{of_area}"
    if not overdue:
        return f"{counted}, none overdue."
    if overdue == len(still_open):
        return f"{counted}, and overdue." if overdue == 1 else f"{counted}, all of them overdue."
    return f"{counted}, {overdue:,} of them overdue."


def about(one: FollowUp, area_name: Callable[[str], str]) -> str:
    """What it is about: `Accommodation, County Durham, women`; by what it is known where that is no more."""
    cell = GapCell.of_key(one.subject)
    return ", ".join((cell.pathway, area_name(cell.area_code), cell.group)) if cell else one.subject


def state(one: KeptFollowUp, today: date) -> str:
    """`overdue`, `open`, `done 3 May 2026`, or by whom and why it was taken back."""
    if not one.stands:
        return f"{_BACK} by {one.taken_back_by}: {one.reason}"
    if one.done_at:
        return f"done {day(one.done_at)}"
    return "overdue" if one.is_overdue(today) else "open"


def table(
    kept: Sequence[KeptFollowUp], today: date, area_name: Callable[[str], str], *, subjects: bool = True
) -> pd.DataFrame:
    """A row for each: by when and how it stands, what, which role, and what it is about (`subjects`)."""
    rows = as_file(kept, today, area_name)
    still_open = rows.State == "open"
    rows["Due"] = rows.Due.where(still_open, rows.Due + ", " + rows.State)
    return rows.drop(columns=["State"] if subjects else ["State", "About"])


def as_file(kept: Sequence[KeptFollowUp], today: date, area_name: Callable[[str], str]) -> pd.DataFrame:
    """The same with all columns, each by itself."""
    rows = {
        "Due": [in_full(one.follow_up.due) for one in kept],
        "Action": [marks.tagged(one.follow_up.text, made_up=one.illustrative) for one in kept],
        "Who does it": [one.follow_up.owner for one in kept],
        "About": [about(one.follow_up, area_name) for one in kept],
        "State": [state(one, today) for one in kept],
    }
    return pd.DataFrame(rows, dtype="object")


def history(rows: pd.DataFrame) -> pd.DataFrame:
    """What was done with one, the latest first, from the audit trail."""
    words = rows.assign(when=[day(at) for at in rows["at"]])
    named = {
        "when": "When",
        "who": "Who",
        "action": "What",
        "before": "Before",
        "after": "After",
        "reason": "Reason",
    }
    return words[[*named]].rename(columns=named).iloc[::-1].reset_index(drop=True)
