"""The reconciliation of one return: its checks by verdict, failing ones first."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.returns import Standing, Verdict
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.parts import page
from probation_commission.ui.reconciliation import checks
from probation_commission.ui.returns import choice
from probation_commission.views.checks import finding

_TITLES = {
    Verdict.FAILS: "Does not add up",
    Verdict.NOTE: "Worth knowing",
    Verdict.UNCHECKED: "Cannot be checked",
    Verdict.HOLDS: "Adds up",
}


def in_force(versions: pd.DataFrame) -> pd.Series | None:
    """The version in force, of those of one return."""
    found = versions[versions.standing == Standing.CURRENT]
    return None if found.empty else found.iloc[0]


def draw_finding(row: pd.Series) -> None:
    """The title of the page, and how much of the return does not add up."""
    made_up = ["this return"] if row.illustrative else []
    page.heading("Reconciliation", _finding(choice.title(row), int(row.id)), made_up=made_up)


def draw(person: Person, row: pd.Series) -> None:
    """The lines, failing ones first, each with its cells and a place to explain it."""
    for verdict, rows in _lines(int(row.id)).items():
        st.header(f"{_TITLES[verdict]} ({len(rows)})")
        for check in rows:
            checks.draw(person, check)
    page.source(
        f"Source: {row.file_name}, version {row.version} of {row.versions}, loaded by {row.accepted_by} "
        f"on {day(row.accepted_at)}.",
        "What a return says of itself is worked out when it is loaded, what it says against other months "
        "from those in force now; nothing is mended.",
        viewers=released.who(Audience.RESTRICTED),
    )


@kept(*loaders.LOADED, entries=loaders.RETURNS)
def _finding(title: str, return_id: int) -> str:
    return finding(title, _of_return(return_id))


@kept(*loaders.LOADED, entries=loaders.RETURNS)
def _lines(return_id: int) -> dict[Verdict, list[dict[Hashable, Any]]]:
    """The lines of a return in force by verdict, failing ones first; no verdict without a line."""
    lines = _of_return(return_id)
    rows = lines.to_dict("records")
    by_verdict = {verdict: [row for row in rows if row["verdict"] == verdict] for verdict in _TITLES}
    return {verdict: of_verdict for verdict, of_verdict in by_verdict.items() if of_verdict}


def _of_return(return_id: int) -> pd.DataFrame:
    every = loaders.reconciliation(None)
    return every[every.return_id == return_id]


def say_nothing_in_force(versions: pd.DataFrame) -> None:
    """Where every version of a return is withdrawn: say so, and where one can be restored."""
    page.empty(
        f"No return for {choice.title(versions.iloc[0])} is in force: it was withdrawn.",
        page=RETURNS.file,
        label="See its history",
    )
