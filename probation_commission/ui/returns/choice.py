"""One return among all: its area, what it is about and its month, chosen in the address."""

import pandas as pd

from probation_commission.domain.returns import KIND_LABELS, Kind
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import filters


def versions(history: pd.DataFrame) -> pd.DataFrame:
    """The versions of the return chosen, newest first; `history` is not empty.

    There are none where the address asks for a month without one.
    """
    codes = [*partnership().home, *sorted(history.area_code.unique(), key=filters.area_name)]
    codes = [code for code in dict.fromkeys(codes) if (history.area_code == code).any()]
    area = filters.area_box("Area", codes, width=230)
    of_area = history[history.area_code == area]
    of_area = of_area.assign(of=_subject(of_area))
    subject = filters.choice(
        "Return", sorted(of_area["of"].unique()), "of", words=loaders.service_names(), width=300
    )
    rows = of_area[of_area["of"] == subject]
    month = filters.month_choice(list(rows.month.unique()))
    return rows[rows.month == month].sort_values("id", ascending=False)


def _subject(rows: pd.DataFrame) -> "pd.Series[str]":
    """What each return is about, as the address says it: the service, or else the kind of return."""
    others = (rows.kind.replace(KIND_LABELS) + ":" + rows.subject).str.removesuffix(":")
    return others.where(rows.kind != Kind.SERVICE, rows.subject)


def title(row: pd.Series) -> str:
    """`Haringey, May 2023`, or with the service before it."""
    service = f"{loaders.service_names().get(row.subject, row.subject)}: " if row.subject else ""
    return f"{service}{filters.area_name(row.area_code)}, {row.month:%B %Y}"
