"""Unmet demand as one organisation counted it."""

from datetime import date

from sqlalchemy import ColumnElement, Integer, cast, select, update

from probation_commission.domain.access import Scope
from probation_commission.domain.returns import Kind, Standing, SubjectKind
from probation_commission.domain.unmet import UnmetLine, UnmetQuarter
from probation_commission.store import scopes
from probation_commission.store.database import Connection
from probation_commission.store.tables import figure, return_, upload

ORGANISATION = cast(return_.c.subject_id, Integer)
"""Whose counts a return of this kind has."""
_UNMET = (return_.c.kind == Kind.UNMET, return_.c.subject_kind == SubjectKind.ORGANISATION)


def counted_lines(scope: Scope, conn: Connection, quarter: UnmetQuarter) -> dict[UnmetLine, int]:
    """What is in force of an organisation's quarter, in the order in which it is read."""
    query = (
        select(figure.c.category, figure.c.breakdown, figure.c.ward_code, figure.c.value)
        .join(return_)
        .where(
            *_UNMET,
            return_.c.standing == Standing.CURRENT,
            return_.c.subject_id == quarter.subject,
            return_.c.area_code == quarter.area_code,
            return_.c.period_start == quarter.first,
            scopes.own(scope, ORGANISATION),
        )
    )
    found = {
        UnmetLine.of(row.category, row.breakdown, row.ward_code or ""): round(row.value)
        for row in conn.execute(query)
    }
    return dict(sorted(found.items(), key=lambda one: one[0].order))


def both_counted(conn: Connection, number: int, into: int) -> list[tuple[str, date]]:
    """The areas and quarters that both organisations counted in, with something in force of either."""
    query = select(return_.c.area_code, return_.c.period_start, return_.c.standing).where(*_UNMET)
    of_each = [list(conn.execute(query.where(_of(one)))) for one in (number, into)]
    keys = [{(row.area_code, row.period_start) for row in rows} for rows in of_each]
    in_force = {
        (row.area_code, row.period_start)
        for rows in of_each
        for row in rows
        if row.standing == Standing.CURRENT
    }
    return sorted(set.intersection(*keys, in_force))


def added_up_since(conn: Connection, quarter: UnmetQuarter, number: int, file_name: str) -> bool:
    """Whether a quarter has a version after the return of that number whose file is called so."""
    query = (
        select(return_.c.id)
        .join(upload)
        .where(
            *_UNMET,
            _of(quarter.organisation),
            return_.c.area_code == quarter.area_code,
            return_.c.period_start == quarter.first,
            return_.c.id > number,
            upload.c.file_name == file_name,
        )
        .limit(1)
    )
    return conn.execute(query).first() is not None


def give(conn: Connection, number: int, into: int) -> None:
    """All that one organisation counted, given to another; of no quarter have both something in force."""
    theirs = update(return_).where(*_UNMET, _of(number))
    conn.execute(theirs.values(subject_id=str(into)))


def supersede(conn: Connection, number: int, quarters: list[tuple[str, date]]) -> None:
    """An organisation's counts of these areas and quarters, out of force."""
    for area_code, first in quarters:
        conn.execute(
            update(return_)
            .where(
                *_UNMET,
                _of(number),
                return_.c.area_code == area_code,
                return_.c.period_start == first,
                return_.c.standing == Standing.CURRENT,
            )
            .values(standing=Standing.SUPERSEDED)
        )


def _of(number: int) -> ColumnElement[bool]:
    return return_.c.subject_id == str(number)
