"""The reconciliation of one return: its checks by verdict, failing ones first."""

import pandas as pd
import streamlit as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.returns import Standing, Verdict
from probation_commission.ui.data import loaders, released
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


def lines(return_id: int) -> pd.DataFrame:
    """The lines of one return in force."""
    every = loaders.reconciliation(None)
    return every[every.return_id == return_id]


def draw_finding(row: pd.Series, of_return: pd.DataFrame) -> None:
    """The title of the page, and how much of the return does not add up."""
    made_up = ["this return"] if row.illustrative else []
    page.heading("Reconciliation", finding(choice.title(row), of_return), made_up=made_up)


def draw(person: Person, row: pd.Series, of_return: pd.DataFrame) -> None:
    """The lines, failing ones first, each with its cells and a place to explain it."""
    return_id = int(row.id)
    written = loaders.explanations_of(return_id)
    for verdict, title in _TITLES.items():
        rows = of_return[of_return.verdict == verdict].to_dict("records")
        if not rows:
            continue
        st.header(f"{title} ({len(rows)})")
        for check in rows:
            checks.draw(person, check, written)
    page.source(
        f"Source: {row.file_name}, version {row.version} of {row.versions}, loaded by {row.accepted_by} "
        f"on {day(row.accepted_at)}.",
        "What a return says of itself is worked out when it is loaded, what it says against other months "
        "from those in force now; nothing is mended.",
        viewers=released.who(Audience.RESTRICTED),
    )


def say_nothing_in_force(versions: pd.DataFrame) -> None:
    """Where every version of a return is withdrawn: say so, and where one can be restored."""
    page.empty(
        f"No return for {choice.title(versions.iloc[0])} is in force: it was withdrawn.",
        page=RETURNS.file,
        label="See its history",
    )
