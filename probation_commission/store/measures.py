"""What is measured, as the code defines it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from probation_commission.domain.measures import MEASURES, Definition
from probation_commission.store.records import values
from probation_commission.store.tables import measure


def ids(conn: Connection) -> dict[str, int]:
    """The number of each measure by its code."""
    return {row.code: row.id for row in conn.execute(select(measure.c.code, measure.c.id))}


def fill(conn: Connection, definitions: Iterable[Definition] = MEASURES) -> None:
    """The measures, each added or brought up to date; none goes, for figures refer to it (decision 85)."""
    numbers = ids(conn)
    new = [values(definition) for definition in definitions if definition.code not in numbers]
    changed = [
        {"number": numbers[definition.code], **values(definition)}
        for definition in definitions
        if definition.code in numbers
    ]
    if new:
        conn.execute(insert(measure), new)
    if changed:
        # Not bound as "id": SQLAlchemy keeps the names of columns for what is set.
        columns: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "number"}
        conn.execute(update(measure).where(measure.c.id == bindparam("number")).values(columns), changed)
