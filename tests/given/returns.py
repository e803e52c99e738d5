"""Returns made by hand for the tests, and the figures that the store would give of them."""

from datetime import UTC, date, datetime

import pandas as pd

from probation_commission.actions import reconciliation
from probation_commission.domain.access import Person, Role
from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.places import Place
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.store.returns import Upload

HARINGEY = gazetteer().authority("Haringey")
MAY, JUNE, JULY = (date(2023, month, 1) for month in (5, 6, 7))
LEAD = Person("Local lead", Role.LEAD)
ADMIN = Person("Local lead", Role.ADMIN)
"""Whoever sits at this desk, as an admin: loads and removes illustrative data."""


def place(words: str, month: date = MAY) -> Place:
    """What those words are in a return of Haringey."""
    return gazetteer().resolve(words, HARINGEY, month)


def nominals(value: float, where: str | None = None, rag: Rag | None = None, cell: str = "B2") -> Figure:
    """A count of nominals, of the whole area or of a place, of one RAG or of all."""
    return Figure(
        Measure.COHORT,
        value,
        Cell("Wards", cell),
        f"{value:g}",
        rag=rag,
        place=place(where) if where else None,
    )


def monthly(*figures: Figure, month: date = MAY, area=HARINGEY) -> Return:
    return Return(Kind.IOM, area, month, figures, notes=("a note",))


def upload(name: str, *, illustrative: bool = False) -> Upload:
    """A file of that name, accepted; its SHA-256 is made from the name."""
    accepted_at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return Upload(name, name.ljust(64, "0"), LEAD.name, accepted_at, illustrative, {"asked": "answered"})


def lines_in_force(kind: Kind | None = None) -> pd.DataFrame:
    """What adds up and what does not in the returns in force, as every page shows it."""
    with database.read() as conn:
        return reconciliation.in_force(conn, kind)


def figures_of(*returns: Return) -> pd.DataFrame:
    """The frame that `store.returns.figures` would give of these returns."""
    rows = [
        store._figure_row(number, 0, figure)
        | {"measure": figure.measure, "kind": one.kind, "subject": one.subject}
        | {"month": one.month, "area_code": one.area.code}
        for number, one in enumerate(returns)
        for figure in one.figures
    ]
    return (
        pd.DataFrame(rows)
        .drop(columns="measure_id", errors="ignore")
        .assign(file_name="file.xlsx", illustrative=False)
    )
