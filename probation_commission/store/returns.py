"""Returns with their figures and where each figure came from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, or_, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.iom import Measure
from probation_commission.domain.returns import (
    Check,
    Extent,
    Figure,
    Kind,
    Return,
    ReturnKey,
    Standing,
    SubjectKind,
)
from probation_commission.store import explanations, measures, people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import (
    account,
    check,
    figure,
    kept_file,
    measure,
    return_,
    standing_change,
    upload,
)

_Item = TypeVar("_Item")
_IDS = 1_000
"""In one condition: a database allows so many values, and no more."""
_OF_AN_AREA = (return_.c.subject_kind == SubjectKind.AREA, "")
SUBJECT = case(_OF_AN_AREA, else_=return_.c.subject_id).label("subject")
"""The service or organisation that a return is about, as `Return.subject` has it; empty for an area's."""
MONTH = return_.c.period_start.label("month")
"""The first month of a return."""
SEEN = return_.c.standing != Standing.STAGED
"""Of a return of any standing: that it is no longer, or never was, written down for nobody to see yet."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was accepted: who, when, and what they answered to its questions."""

    file_name: str
    sha256: str
    accepted_by: str
    accepted_at: datetime
    illustrative: bool
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NewReturn:
    """A return as it is to be written down.

    `checks`: what adds up of its own; what it says against other months is worked out when it is read.
    `received_on`: the day on which it came in, where somebody gave it.
    """

    ret: Return
    checks: Sequence[Check] = ()
    received_on: date | None = None


SENDER = "sender"
"""The key under which the answers of an upload say who sent it."""


def services_of_sender(conn: Connection, sender: str) -> set[str]:
    """The slug of each service of which a sender's returns in force are."""
    query = (
        select(return_.c.subject_id)
        .distinct()
        .join(upload, upload.c.id == return_.c.upload_id)
        .where(
            return_.c.kind == Kind.SERVICE,
            return_.c.standing == Standing.CURRENT,
            upload.c.answers[SENDER].as_string() == sender,
        )
    )
    return set(conn.execute(query).scalars())


def loaded_before(conn: Connection, sha256: str) -> Upload | None:
    """The upload with the same content, if there was one."""
    row = (
        conn.execute(
            select(upload, account.c.name.label("accepted_by")).join(account).where(upload.c.sha256 == sha256)
        )
        .mappings()
        .first()
    )
    return record(Upload, row) if row else None


def add_upload(conn: Connection, person: Person, item: Upload) -> int:
    """Write down the file that a person accepted, and return its id."""
    columns = values(item, "accepted_by") | {"accepted_by_id": people.account_id(conn, person)}
    return int(conn.execute(insert(upload).values(columns).returning(upload.c.id)).scalar_one())


def current(conn: Connection, kind: Kind, area_code: str, month: date, subject: str = "") -> int | None:
    """The id of the return in force for that subject, area and month, if there is one."""
    query = select(return_.c.id).where(*_current(kind, area_code, month, subject))
    return conn.execute(query).scalar()


def current_among(conn: Connection, keys: Iterable[ReturnKey]) -> dict[ReturnKey, int]:
    """The id of the return in force for each of the keys that has one."""
    wanted = set(keys)
    if not wanted:
        return {}
    # Every area of the keys with every month of them: few more than are wanted, by one index, in one query.
    query = select(return_.c.id, return_.c.kind, SUBJECT, return_.c.area_code, MONTH).where(
        return_.c.standing == Standing.CURRENT,
        return_.c.kind.in_({kind for kind, *_ in wanted}),
        return_.c.area_code.in_({area_code for _, _, area_code, _ in wanted}),
        return_.c.period_start.in_({month for *_, month in wanted}),
    )
    there = {(Kind(row.kind), row.subject, row.area_code, row.month): row.id for row in conn.execute(query)}
    return {key: there[key] for key in wanted & there.keys()}


def lesser(
    conn: Connection, keys: Mapping[ReturnKey, Extent], *, illustrative: bool = False
) -> set[ReturnKey]:
    """Those of the keys whose version in force knows more than one that reaches so far.

    Of them the one in force stays, in whatever order both came (decision 248). `illustrative`: the new ones
    are; one that is made up keeps no real one out, whatever it knows (decision 264).
    """
    there = {return_id: key for key, return_id in current_among(conn, keys).items()}
    less = set()
    for ids in chunks(sorted(there), _IDS):
        query = (
            select(return_.c.id, return_.c.partial, return_.c.as_of)
            .join(upload, upload.c.id == return_.c.upload_id)
            .where(return_.c.id.in_(ids), *(() if illustrative else (~upload.c.illustrative,)))
        )
        for row in conn.execute(query):
            key = there[row.id]
            if keys[key].is_less_than(Extent(row.partial, row.as_of)):
                less.add(key)
    return less


def supersede(conn: Connection, keys: Iterable[ReturnKey]) -> None:
    """The returns in force for these keys, out of force: others come in their stead."""
    earlier = sorted(current_among(conn, keys).values())
    for ids in chunks(earlier, _IDS):
        conn.execute(update(return_).where(return_.c.id.in_(ids)).values(standing=Standing.SUPERSEDED))


def add(conn: Connection, upload_id: int, items: Sequence[NewReturn]) -> list[int]:
    """Returns written down and in force; the id of each. Each supersedes the one of the same key.

    One that knows less than the one in force is written down as superseded itself.
    """
    # Of two of one key in one file the later one counts.
    last = {item.ret.key: number for number, item in enumerate(items)}
    made_up = bool(conn.execute(select(upload.c.illustrative).where(upload.c.id == upload_id)).scalar())
    for key in lesser(conn, {item.ret.key: item.ret.reach for item in items}, illustrative=made_up):
        del last[key]
    supersede(conn, last)
    columns = [
        return_row(
            upload_id, item, Standing.CURRENT if last.get(item.ret.key) == number else Standing.SUPERSEDED
        )
        for number, item in enumerate(items)
    ]
    ids = add_rows(conn, upload_id, columns)
    measure_ids = measures.ids(conn)
    for table, rows in ((figure, figure_rows(ids, items, measure_ids)), (check, check_rows(ids, items))):
        if written := list(rows):
            conn.execute(insert(table), written)
    return ids


def numbers(conn: Connection, upload_id: int) -> list[int]:
    """The ids of the returns that came in an upload, as they stand in its file."""
    query = select(return_.c.id).where(return_.c.upload_id == upload_id).order_by(return_.c.id)
    return list(conn.execute(query).scalars())


def add_rows(conn: Connection, upload_id: int, columns: Sequence[dict[str, Any]]) -> list[int]:
    """Rows of the table of returns, all of one upload, and the id of each in the same order."""
    if not columns:
        return []
    conn.execute(insert(return_), columns)
    # Numbered as they were written, one after the other, by the one writer that there is (decision 4).
    last = select(return_.c.id).where(return_.c.upload_id == upload_id).order_by(return_.c.id.desc())
    return list(conn.execute(last.limit(len(columns))).scalars())[::-1]


def chunks(items: Iterable[_Item], most: int) -> Iterator[list[_Item]]:
    """The items, so many at a time at most."""
    rest = iter(items)
    while chunk := list(islice(rest, most)):
        yield chunk


def return_row(upload_id: int, item: NewReturn, standing: Standing) -> dict[str, Any]:
    """The columns of a return."""
    ret = item.ret
    return {
        "upload_id": upload_id,
        "kind": ret.kind,
        "subject_kind": _kind_of(ret.kind, ret.subject),
        "subject_id": ret.subject or ret.area.code,
        "area_code": ret.area.code,
        "period_start": ret.month,
        "period_months": ret.months,
        "standing": standing,
        "notes": list(ret.notes),
        "received_on": item.received_on,
        "partial": ret.partial,
        "as_of": ret.as_of,
    }


def figure_rows(
    ids: Iterable[int], items: Iterable[NewReturn], numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """The columns of each figure of these returns, in order; `numbers` are those of the measures."""
    for return_id, item in zip(ids, items, strict=True):
        for number in item.ret.figures:
            yield _figure_row(return_id, numbers[number.measure], number)


def check_rows(ids: Iterable[int], items: Iterable[NewReturn]) -> Iterator[dict[str, Any]]:
    """The columns of each line of these returns that adds up or does not."""
    for return_id, item in zip(ids, items, strict=True):
        for line in item.checks:
            yield _check_row(return_id, line)


def _kind_of(kind: Kind, subject: str) -> SubjectKind:
    if kind is Kind.UNMET:
        return SubjectKind.ORGANISATION
    if kind is Kind.NEEDS and subject:
        return SubjectKind.SOURCE
    return SubjectKind.SERVICE if subject else SubjectKind.AREA


def _current(kind: Kind, area_code: str, month: date, subject: str = "") -> tuple[ColumnElement[bool], ...]:
    return (
        return_.c.kind == kind,
        return_.c.subject_kind == _kind_of(kind, subject),
        return_.c.subject_id == (subject or area_code),
        return_.c.area_code == area_code,
        return_.c.period_start == month,
        return_.c.standing == Standing.CURRENT,
    )


def _figure_row(return_id: int, measure_id: int, one: Figure) -> dict[str, Any]:
    ward = one.place.ward if one.place else None
    return {
        "return_id": return_id,
        "measure_id": measure_id,
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
        "low": one.low,
        "high": one.high,
        "mark": one.mark,
        "sheet": one.cell.sheet,
        "cell": one.cell.ref,
        "as_written": one.as_written,
    }


def _check_row(return_id: int, one: Check) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "verdict": one.verdict,
        "sentence": one.sentence,
        "cells": [str(cell) for cell in one.cells],
        "detail": list(one.detail),
        "code": one.code,
    }


_RETURN = (SUBJECT, return_.c.area_code, MONTH)
_REACH = (return_.c.partial, return_.c.as_of)
_FIGURE = (
    *(c for c in figure.c if c.name not in ("id", "measure_id")),
    measure.c.code.label("measure"),
)
_FILE = upload.join(account)
_PROVENANCE = (
    upload.c.file_name,
    upload.c.sha256,
    account.c.name.label("accepted_by"),
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
            *_RETURN,
            return_.c.period_months.label("months"),
            return_.c.standing,
            return_.c.received_on,
            *_REACH,
            return_.c.upload_id,
            figures.label("figures"),
            kept_file.c.size.label("kept_size"),
            *_PROVENANCE,
        )
        .select_from(
            return_.join(_FILE, upload.c.id == return_.c.upload_id).outerjoin(
                kept_file, kept_file.c.upload_id == upload.c.id
            )
        )
        .where(SEEN)
        .order_by(upload.c.accepted_at.desc(), return_.c.period_start.desc(), return_.c.area_code)
    )
    return pd.read_sql(query, conn)


def months(conn: Connection, kind: Kind) -> pd.DataFrame:
    """The months with a current return: subject, area_code, month, partial, as_of, provenance."""
    query = (
        select(*_RETURN, *_REACH, *_PROVENANCE)
        .select_from(return_.join(_FILE, upload.c.id == return_.c.upload_id))
        .where(return_.c.kind == kind, return_.c.standing == Standing.CURRENT)
        .order_by(SUBJECT, return_.c.area_code, return_.c.period_start)
    )
    return pd.read_sql(query, conn)


def figures(
    conn: Connection, kind: Kind, area_code: str | None = None, since: date | None = None
) -> pd.DataFrame:
    """All figures of an area's (or all) current returns, one a row, each with its return and provenance."""
    query = (
        select(*_FIGURE, *_RETURN, *_REACH, *_PROVENANCE)
        .select_from(figure.join(measure).join(return_).join(_FILE, upload.c.id == return_.c.upload_id))
        .where(return_.c.kind == kind, return_.c.standing == Standing.CURRENT)
        .order_by(return_.c.period_start, figure.c.id)
    )
    if area_code is not None:
        query = query.where(return_.c.area_code == area_code)
    return _figures(conn, query if since is None else query.where(return_.c.period_start >= since))


def of_kinds(conn: Connection, kinds: Collection[Kind]) -> pd.DataFrame:
    """All figures of the current returns of these kinds, as `figures` gives them, with kind and months."""
    query = (
        select(
            *_FIGURE,
            *_RETURN,
            *_PROVENANCE,
            return_.c.kind,
            return_.c.period_months.label("months"),
            *_REACH,
        )
        .select_from(figure.join(measure).join(return_).join(_FILE, upload.c.id == return_.c.upload_id))
        .where(return_.c.kind.in_(kinds), return_.c.standing == Standing.CURRENT)
        .order_by(return_.c.period_start, figure.c.id)
    )
    return _figures(conn, query)


def figures_of(conn: Connection, *return_ids: int) -> pd.DataFrame:
    """All figures of these returns, whatever their standing, as `figures` gives them."""
    query = (
        select(*_FIGURE, *_RETURN, *_PROVENANCE)
        .select_from(figure.join(measure).join(return_).join(_FILE, upload.c.id == return_.c.upload_id))
        .where(return_.c.id.in_(return_ids), SEEN)
        .order_by(figure.c.id)
    )
    return _figures(conn, query)


def _figures(conn: Connection, query: Select[Any]) -> pd.DataFrame:
    """The figures, their numbers as floats: where all are NULL pandas would take them for objects."""
    frame = pd.read_sql(query, conn)
    return frame.astype(dict.fromkeys(("value", "low", "high"), float))


def own_checks(
    conn: Connection, kind: Kind | None = None, area_codes: Collection[str] | None = None
) -> pd.DataFrame:
    """What added up of each current return by itself, of a kind and of areas, or of all.

    A row a line: return_id, code, verdict, sentence, cells, detail, what the return is about.
    """
    query = (
        select(*(c for c in check.c if c.name != "id"), return_.c.kind, *_RETURN)
        .join(return_, check.c.return_id == return_.c.id)
        .where(*_in_force(kind, area_codes))
        .order_by(return_.c.period_start.desc(), check.c.id)
    )
    return pd.read_sql(query, conn)


def _in_force(kind: Kind | None, area_codes: Collection[str] | None) -> Iterator[ColumnElement[bool]]:
    yield return_.c.standing == Standing.CURRENT
    if kind is not None:
        yield return_.c.kind == kind
    if area_codes is not None:
        yield return_.c.area_code.in_(area_codes)


_MOVED = (Measure.COHORT, Measure.JOINERS, Measure.LEAVERS)
_COUNTED_ACROSS = or_(
    return_.c.kind == Kind.SERVICE,
    and_(
        return_.c.kind == Kind.IOM,
        measure.c.code.in_(_MOVED),
        figure.c.breakdown == "",
        or_(measure.c.code != Measure.COHORT, figure.c.place_kind.is_(None)),
    ),
)
"""The figures that other months are held against: an area's totals, its joiners and leavers; services'."""


def counted_across(
    conn: Connection,
    kind: Kind | None = None,
    area_codes: Collection[str] | None = None,
    service: str | None = None,
) -> pd.DataFrame:
    """The figures of the current returns that sums across months rest on, of all of an area's months.

    `service`: the slug of the one that they are about; None: of whatever there is.
    """
    query = (
        select(*_FIGURE, return_.c.kind, *_RETURN, upload.c.illustrative)
        .select_from(figure.join(measure).join(return_).join(upload))
        .where(*_in_force(kind, area_codes), _COUNTED_ACROSS)
        .order_by(return_.c.period_start, figure.c.id)
    )
    return _figures(conn, query if service is None else query.where(return_.c.subject_id == service))


def notes(conn: Connection, kind: Kind, area_code: str, month: date) -> list[str]:
    """What else the current return of that month said."""
    query = select(return_.c.notes).where(*_current(kind, area_code, month))
    return list(conn.execute(query).scalar() or [])


def take_out(conn: Connection, return_ids: Collection[int], upload_ids: Collection[int]) -> None:
    """Delete these returns, and these uploads with whatever is left of them.

    Where one of them was in force, the one that was before it is again, unless it was withdrawn.
    """
    going = return_.c.id.in_(return_ids)
    in_force = select(*explanations.KEY).where(return_.c.standing == Standing.CURRENT, going)
    orphaned = [tuple(row) for row in conn.execute(in_force)]
    parted = conn.execute(select(upload.c.id, upload.c.sha256).join(return_).where(going).distinct())
    rest = [row for row in parted if row.id not in upload_ids]
    conn.execute(delete(return_).where(going))
    conn.execute(delete(upload).where(upload.c.id.in_(upload_ids)))
    for row in rest:
        _mark_as_rest(conn, row.id, row.sha256)
    for key in orphaned:
        _restore_standing(conn, key)


def _mark_as_rest(conn: Connection, upload_id: int, sha256_of_whole: str) -> None:
    """What is left of an upload stands no more for the file that it came in, which can be loaded again."""
    rest = sha256(f"rest of {sha256_of_whole}, upload {upload_id}".encode()).hexdigest()
    conn.execute(delete(kept_file).where(kept_file.c.upload_id == upload_id))
    conn.execute(update(upload).where(upload.c.id == upload_id).values(sha256=rest))


def _restore_standing(conn: Connection, key: tuple[Any, ...]) -> None:
    """Put the return of that kind, subject, area and month in force that was so last, if it stands."""
    restored = select(func.max(standing_change.c.at)).where(
        standing_change.c.return_id == return_.c.id, standing_change.c.standing == Standing.CURRENT
    )
    since = func.coalesce(restored.scalar_subquery(), upload.c.accepted_at)
    query = (
        select(return_.c.id, return_.c.standing)
        .join(upload)
        .where(SEEN, *(column == value for column, value in zip(explanations.KEY, key, strict=True)))
        # Of what was never in force since it knew less, too: a part never comes before a whole.
        .order_by(return_.c.partial, return_.c.as_of.desc(), since.desc(), return_.c.id.desc())
    )
    last = conn.execute(query).first()
    if last and last.standing == Standing.SUPERSEDED:
        conn.execute(update(return_).where(return_.c.id == last.id).values(standing=Standing.CURRENT))


def last_real_month(conn: Connection, kind: Kind | None = None, area_code: str | None = None) -> date | None:
    """The last month for which there is or ever was a return that is not made up, whatever its standing.

    Of one kind and area, or of all; None where there was none.
    """
    query = select(func.max(return_.c.period_start)).join(upload).where(~upload.c.illustrative, SEEN)
    if kind is not None:
        query = query.where(return_.c.kind == kind)
    if area_code is not None:
        query = query.where(return_.c.area_code == area_code)
    return conn.execute(query).scalar()


def illustrative_loaded(conn: Connection) -> bool:
    """Whether any illustrative data is in the store."""
    return conn.execute(select(upload.c.id).where(upload.c.illustrative).limit(1)).first() is not None
