"""One return among all: its area, what it is about and its month, chosen in the address."""

from datetime import date

import pandas as pd

from probation_commission.domain.returns import KIND_LABELS, Kind
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import filters


def versions(history: pd.DataFrame) -> pd.DataFrame:
    """The versions of the return chosen, newest first; `history` is not empty.

    There are none where the address asks for a month without one.
    """
    others = sorted(history.area_code.unique(), key=filters.area_name)
    home = [code for code in partnership().home if code in others]
    area = filters.area_box("Area", list(dict.fromkeys([*home, *others])), width=230)
    months = _months(area)
    subject = filters.choice("Return", sorted(months), "of", words=_words(), width=300)
    month = filters.month_choice(list(months[subject]))
    return months[subject][month] if month else history[:0]


def _words() -> dict[str, str]:
    """What each return is about, as it is shown: a service, its report, who counted, or who says so."""
    names = loaders.subject_names()
    labels = (KIND_LABELS[Kind.RAM], KIND_LABELS[Kind.UNMET], KIND_LABELS[Kind.NEEDS])
    others = {f"{label}:{key}": f"{name}: {label}" for label in labels for key, name in names.items()}
    return {**names, **others}


@kept(*loaders.LOADED, entries=loaders.AREAS)
def _months(area_code: str) -> dict[str, dict[date, pd.DataFrame]]:
    """By subject and month, newest first as in the history, the versions of each return of an area."""
    every = loaders.history()
    of_area = every[every.area_code == area_code]
    of_area = of_area.assign(of=_subject(of_area))
    months: dict[str, dict[date, pd.DataFrame]] = {}
    for row in of_area[["of", "month"]].drop_duplicates().itertuples(index=False):
        versions = of_area[(of_area["of"] == row.of) & (of_area.month == row.month)]
        months.setdefault(str(row.of), {})[row.month] = versions.sort_values("id", ascending=False)  # type: ignore[index]
    return months


def _subject(rows: pd.DataFrame) -> "pd.Series[str]":
    """What each return is about, as the address says it: the service, or else the kind of return."""
    others = (rows.kind.replace(KIND_LABELS) + ":" + rows.subject).str.removesuffix(":")
    return others.where(rows.kind != Kind.SERVICE, rows.subject)


def title(row: pd.Series) -> str:
    """`Haringey, May 2023`, or with the service or organisation before it."""
    about = f"{loaders.subject_names().get(row.subject, row.subject)}: " if row.subject else ""
    return f"{about}{filters.area_name(row.area_code)}, {row.month:%B %Y}"
