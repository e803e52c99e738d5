"""Returns with their figures and where each figure came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update

from probation_commission.domain.returns import Figure, Identity, Kind, Return
from probation_commission.store import explanations
from probation_commission.store.database import Connection
from probation_commission.store.schema import figure, identity, return_, upload
from probation_commission.store.schema_versions import explanation, kept_file, standing_change

CURRENT = "current"
SUPERSEDED = "superseded"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was accepted: who, when, and what they answered to its questions."""

    file_name: str
    sha256: str
    accepted_by: str
    accepted_at: datetime
    illustrative: bool
    answers: Mapping[str, str]


def loaded_before(conn: Connection, sha256: str) -> Upload | None:
    """Return the upload with the same content, if there was one."""
    row = conn.execute(select(upload).where(upload.c.sha256 == sha256)).mappings().first()
    return Upload(**{name: row[name] for name in Upload.__slots__}) if row else None


def add_upload(conn: Connection, item: Upload) -> int:
    """Write down the file and return its id."""
    values = {name: getattr(item, name) for name in Upload.__slots__}
    return int(conn.execute(insert(upload).values(values).returning(upload.c.id)).scalar_one())


def current(conn: Connection, kind: Kind, area_code: str, month: date, subject: str = "") -> int | None:
    """The id of the return in force for that subject, area and month, if there is one."""
    query = select(return_.c.id).where(*_current(kind, area_code, month, subject))
    return conn.execute(query).scalar()


def add(conn: Connection, upload_id: int, item: Return, identities: Iterable[Identity]) -> int:
    """Write one return and return its id; it supersedes one of the same kind, subject, area and month.

    Explanations of lines that say the same in both are carried over.
    """
    earlier = current(conn, item.kind, item.area.code, item.month, item.subject)
    conn.execute(update(return_).where(return_.c.id == earlier).values(standing=SUPERSEDED))
    values = {
        "upload_id": upload_id,
        "kind": item.kind,
        "subject": item.subject,
        "area_code": item.area.code,
        "month": item.month,
        "standing": CURRENT,
        "notes": list(item.notes),
    }
    return_id = int(conn.execute(insert(return_).values(values).returning(return_.c.id)).scalar_one())
    figures = [_figure_row(return_id, one) for one in item.figures]
    lines = [_identity_row(return_id, one) for one in identities]
    for table, rows in ((figure, figures), (identity, lines)):
        if rows:
            conn.execute(insert(table), rows)
    if earlier is not None:
        explanations.carry_over(conn, earlier, return_id)
    return return_id


def _current(kind: Kind, area_code: str, month: date, subject: str = "") -> tuple[ColumnElement[bool], ...]:
    return (
        return_.c.kind == kind,
        return_.c.subject == subject,
        return_.c.area_code == area_code,
        return_.c.month == month,
        return_.c.standing == CURRENT,
    )


def _figure_row(return_id: int, one: Figure) -> dict[str, Any]:
    ward = one.place.ward if one.place else None
    return {
        "return_id": return_id,
        "measure": one.measure,
        "rag": one.rag,
        "place_kind": one.place.kind if one.place else None,
        "place_text": one.place.as_written if one.place else None,
        "ward_code": ward.code if ward else None,
        "breakdown": one.breakdown,
        "category": one.category,
        "comparator": one.comparator,
        "period": one.period,
        "unit": one.unit,
        "value": one.value,
        "sheet": one.cell.sheet,
        "cell": one.cell.ref,
        "as_written": one.as_written,
    }


def _identity_row(return_id: int, one: Identity) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "verdict": one.verdict,
        "sentence": one.sentence,
        "cells": [str(cell) for cell in one.cells],
        "detail": list(one.detail),
        "code": one.code,
    }


_RETURN = (return_.c.subject, return_.c.area_code, return_.c.month)
_KEY = (return_.c.kind, *_RETURN)
_PROVENANCE = (
    upload.c.file_name,
    upload.c.sha256,
    upload.c.accepted_by,
    upload.c.accepted_at,
    upload.c.illustrative,
)


def history(conn: Connection) -> pd.DataFrame:
    """Every return there was, newest first: what it is about, standing, figures, provenance.

    `kept_size` is the bytes of the file where it was kept.
    """
    figures = select(func.count()).where(figure.c.return_id == return_.c.id).scalar_subquery()
    query = (
        select(
            return_.c.id,
            return_.c.kind,
            return_.c.subject,
            return_.c.area_code,
            return_.c.month,
            return_.c.standing,
            return_.c.upload_id,
            figures.label("figures"),
            kept_file.c.size.label("kept_size"),
            *_PROVENANCE,
        )
        .select_from(return_.join(upload).outerjoin(kept_file, kept_file.c.upload_id == upload.c.id))
        .order_by(upload.c.accepted_at.desc(), return_.c.month.desc(), return_.c.area_code)
    )
    return _frame(conn, query)


def months(conn: Connection, kind: Kind) -> pd.DataFrame:
    """The months with a current return: subject, area_code, month, provenance."""
    query = (
        select(*_RETURN, *_PROVENANCE)
        .join(upload)
        .where(return_.c.kind == kind, return_.c.standing == CURRENT)
        .order_by(return_.c.subject, return_.c.area_code, return_.c.month)
    )
    return _frame(conn, query)


def figures(
    conn: Connection, kind: Kind, area_code: str | None = None, since: date | None = None
) -> pd.DataFrame:
    """All figures of an area's (or all) current returns, one a row, each with its return and provenance."""
    query = (
        select(*(c for c in figure.c if c.name != "id"), *_RETURN, *_PROVENANCE)
        .select_from(figure.join(return_).join(upload))
        .where(return_.c.kind == kind, return_.c.standing == CURRENT)
        .order_by(return_.c.month, figure.c.id)
    )
    if area_code is not None:
        query = query.where(return_.c.area_code == area_code)
    return _frame(conn, query if since is None else query.where(return_.c.month >= since))


def figures_of(conn: Connection, return_id: int) -> pd.DataFrame:
    """All figures of one return, whatever its standing, as `figures` gives them."""
    query = (
        select(*(c for c in figure.c if c.name != "id"), *_RETURN, *_PROVENANCE)
        .select_from(figure.join(return_).join(upload))
        .where(return_.c.id == return_id)
        .order_by(figure.c.id)
    )
    return _frame(conn, query)


def reconciliation(conn: Connection, kind: Kind | None = None) -> pd.DataFrame:
    """What added up and what did not in the current returns, with the latest explanation of each line.

    A row a line: return_id, code, verdict, sentence, cells, detail, what the return is about; `explained`
    is empty where nobody explained it, `explained_by` and `explained_at` say who did, when.
    """
    query = (
        select(
            *(c for c in identity.c if c.name != "id"),
            func.coalesce(explanation.c.text, "").label("explained"),
            explanation.c.who.label("explained_by"),
            explanation.c.at.label("explained_at"),
            return_.c.kind,
            *_RETURN,
        )
        .select_from(
            identity.join(return_, identity.c.return_id == return_.c.id).outerjoin(
                explanation, explanations.latest_of(identity)
            )
        )
        .where(return_.c.standing == CURRENT)
        .order_by(return_.c.month.desc(), identity.c.id)
    )
    return _frame(conn, query if kind is None else query.where(return_.c.kind == kind))


def notes(conn: Connection, kind: Kind, area_code: str, month: date) -> list[str]:
    """What else the current return of that month said."""
    query = select(return_.c.notes).where(*_current(kind, area_code, month))
    return list(conn.execute(query).scalar() or [])


def remove_illustrative(conn: Connection) -> int:
    """Delete all illustrative uploads with their returns, and say how many there were.

    Where an illustrative return was in force, the one that was before it is again, unless it was withdrawn.
    """
    in_force = select(*_KEY).join(upload).where(return_.c.standing == CURRENT, upload.c.illustrative)
    orphaned = [tuple(row) for row in conn.execute(in_force)]
    gone = conn.execute(delete(upload).where(upload.c.illustrative)).rowcount
    for key in orphaned:
        _restore_standing(conn, key)
    return gone


def _restore_standing(conn: Connection, key: tuple[Any, ...]) -> None:
    """Put the return of that kind, subject, area and month in force that was so last, if it stands."""
    restored = select(func.max(standing_change.c.at)).where(
        standing_change.c.return_id == return_.c.id, standing_change.c.standing == CURRENT
    )
    since = func.coalesce(restored.scalar_subquery(), upload.c.accepted_at)
    query = (
        select(return_.c.id, return_.c.standing)
        .join(upload)
        .where(*(column == value for column, value in zip(_KEY, key, strict=True)))
        .order_by(since.desc(), return_.c.id.desc())
    )
    last = conn.execute(query).first()
    if last and last.standing == SUPERSEDED:
        conn.execute(update(return_).where(return_.c.id == last.id).values(standing=CURRENT))


def last_real_month(conn: Connection, kind: Kind | None = None, area_code: str | None = None) -> date | None:
    """The last month for which there is or ever was a return that is not made up, whatever its standing.

    Of one kind and area, or of all; None where there was none.
    """
    query = select(func.max(return_.c.month)).join(upload).where(~upload.c.illustrative)
    if kind is not None:
        query = query.where(return_.c.kind == kind)
    if area_code is not None:
        query = query.where(return_.c.area_code == area_code)
    return conn.execute(query).scalar()


def illustrative_loaded(conn: Connection) -> bool:
    """Whether any illustrative data is in the store."""
    return conn.execute(select(upload.c.id).where(upload.c.illustrative).limit(1)).first() is not None


def _frame(conn: Connection, query: Select[Any]) -> pd.DataFrame:
    result = conn.execute(query)
    return pd.DataFrame(result.mappings().all(), columns=list(result.keys()))
