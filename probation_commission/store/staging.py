"""Long imports: written down piece by piece for nobody to see, then put in force at once, or cleared away.

What is staged is an upload that stands for no file yet, with returns of a standing of their own. Every
query leaves them out: by that standing, or because nothing known points to them (decision 167).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.returns import Extent, ReturnKey, Standing
from probation_commission.store import measures, people, returns
from probation_commission.store.database import Connection
from probation_commission.store.records import values
from probation_commission.store.returns import NewReturn, Upload
from probation_commission.store.tables import check, figure, return_, upload

# No SHA-256 begins so: what is staged stands for no file, and two imports of one file do not meet.
_STAGED = "staged "
_GIVEN_UP = "given up "
UNFINISHED = upload.c.sha256.startswith(_STAGED) | upload.c.sha256.startswith(_GIVEN_UP)
"""Of an upload: that it stands for no file yet, or never will."""
_ROWS = {"figure": figure, "check": check}


class NotStagedError(Exception):
    """What was staged was given up in between, by somebody who took whoever staged it to be gone."""


@dataclass(frozen=True, slots=True)
class StagedUpload:
    """An import under way, or one that ended in the middle."""

    id: int
    given_up: bool
    since: datetime
    by: Mapping[str, str]
    """Which process stages it."""


def begin(conn: Connection, person: Person, by: Mapping[str, str]) -> int:
    """The id of a new upload under which a person's import is staged."""
    columns = {
        "file_name": "",
        "sha256": f"{_STAGED}{uuid4().hex}",
        "accepted_by_id": people.account_id(conn, person),
        "accepted_at": datetime.now(UTC),
        "illustrative": False,
        "answers": dict(by),
    }
    return int(conn.execute(insert(upload).values(columns).returning(upload.c.id)).scalar_one())


def add_returns(conn: Connection, upload_id: int, items: Sequence[NewReturn]) -> list[int]:
    """The ids of returns, written down for nobody to see. Raises `NotStagedError`, as all of these."""
    _require_staged(conn, upload_id)
    rows = [returns.return_row(upload_id, item, Standing.STAGED) for item in items]
    return returns.add_rows(conn, upload_id, rows)


def add(conn: Connection, upload_id: int, kind: str, rows: Sequence[dict[str, Any]]) -> None:
    """Rows of figures (`figure`) or of lines that add up or not (`check`), of returns staged before."""
    _require_staged(conn, upload_id)
    conn.execute(insert(_ROWS[kind]), rows)


def measure_numbers(conn: Connection) -> dict[str, int]:
    """The number of each measure by its code."""
    return measures.ids(conn)


def switch(
    conn: Connection, person: Person, upload_id: int, item: Upload, reach: Mapping[ReturnKey, Extent]
) -> None:
    """All that is staged under an upload, in force, as the file that a person accepted.

    `reach` are the keys of its returns and how much each knows; the ones in force for them are superseded,
    but for those that know more.
    """
    _require_staged(conn, upload_id)
    less = returns.lesser(conn, reach, illustrative=item.illustrative)
    returns.supersede(conn, reach.keys() - less)
    columns = values(item, "accepted_by") | {"accepted_by_id": people.account_id(conn, person)}
    conn.execute(update(upload).where(upload.c.id == upload_id).values(columns))
    theirs = (return_.c.upload_id == upload_id, return_.c.standing == Standing.STAGED)
    key = (
        return_.c.kind,
        return_.c.subject_kind,
        return_.c.subject_id,
        return_.c.area_code,
        return_.c.period_start,
    )
    for subject, area_code, month in ((subject, code, month) for _, subject, code, month in less):
        theirs_less = (
            return_.c.subject_id == (subject or area_code),
            return_.c.area_code == area_code,
            return_.c.period_start == month,
        )
        conn.execute(update(return_).where(*theirs, *theirs_less).values(standing=Standing.SUPERSEDED))
    # Of two of one key in one file the later one counts.
    last = select(func.max(return_.c.id)).where(*theirs).group_by(*key)
    conn.execute(
        update(return_).where(*theirs, return_.c.id.not_in(last)).values(standing=Standing.SUPERSEDED)
    )
    conn.execute(update(return_).where(*theirs).values(standing=Standing.CURRENT))


def _require_staged(conn: Connection, upload_id: int) -> None:
    marks = select(upload.c.id).where(upload.c.id == upload_id, upload.c.sha256.startswith(_STAGED))
    if conn.execute(marks).first() is None:
        raise NotStagedError


def unfinished(conn: Connection) -> list[StagedUpload]:
    """All that is staged, and what is left of what was given up."""
    query = select(upload).where(UNFINISHED)
    return [
        StagedUpload(row.id, row.sha256.startswith(_GIVEN_UP), row.accepted_at, row.answers)
        for row in conn.execute(query.order_by(upload.c.id))
    ]


def give_up(conn: Connection, upload_id: int) -> None:
    """A staged upload's end: it can't be put in force from here on, though rows of it are left."""
    # Marked first and then cleared piece by piece, so that a half of it never comes into force.
    staged = (upload.c.id == upload_id, upload.c.sha256.startswith(_STAGED))
    conn.execute(update(upload).where(*staged).values(sha256=f"{_GIVEN_UP}{uuid4().hex}"))


def clear(conn: Connection, upload_id: int, most: int) -> bool:
    """Whether something is left of an upload that was given up, once `most` of its rows are deleted."""
    theirs = select(return_.c.id).where(return_.c.upload_id == upload_id)
    for table in (figure, check):
        some = select(table.c.id).where(table.c.return_id.in_(theirs)).limit(most)
        if conn.execute(delete(table).where(table.c.id.in_(some))).rowcount:
            return True
    some = theirs.limit(most)
    if conn.execute(delete(return_).where(return_.c.id.in_(some))).rowcount:
        return True
    given_up = (upload.c.id == upload_id, upload.c.sha256.startswith(_GIVEN_UP))
    conn.execute(delete(upload).where(*given_up))
    return False
