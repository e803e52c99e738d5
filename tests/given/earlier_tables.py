"""Rows as earlier revisions kept them, for the tests of migrations.

What was kept until 0008 names its writer (`upload`, `returned`); since 0009 it points to an account (`JO`,
`upload_by_account`, `returned_about`).
"""

from datetime import UTC, date, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert, select

from probation_commission.store import database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
JO = {"id": 1, "name": "Jo Lead", "role": "lead", "active": False, "session_no": 0}
"""The account that has written everything since 0009."""


def migrate_to(revision: str) -> None:
    """The tables of that revision."""
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with database._migrating() as conn, conn.begin():
        config.attributes["connection"] = conn
        command.upgrade(config, revision)


def put(**tables: list[dict]) -> None:
    """Rows as they were in the tables of that day; `return_` is the table "return"."""
    with database._current().begin() as conn:
        then = MetaData()
        then.reflect(conn)
        for name, rows in tables.items():
            conn.execute(insert(then.tables[name.rstrip("_")]), rows)


def rows(name: str) -> list[dict]:
    """All rows of a table as it is now, by its key."""
    with database.read() as conn:
        now = MetaData()
        now.reflect(conn)
        table = now.tables[name]
        return [dict(row) for row in conn.execute(select(table).order_by(*table.primary_key)).mappings()]


def _file(number: int, *, illustrative: bool) -> dict:
    own = {"id": number, "file_name": "x.csv", "sha256": str(number).zfill(64), "accepted_at": NOW}
    return own | {"illustrative": illustrative, "answers": {}}


def upload(number: int, *, illustrative: bool = False) -> dict:
    """A file as it was kept until 0008."""
    return _file(number, illustrative=illustrative) | {"accepted_by": "Jo"}


def upload_by_account(number: int, *, illustrative: bool = False) -> dict:
    """A file as it has been kept since 0009."""
    return _file(number, illustrative=illustrative) | {"accepted_by_id": JO["id"]}


def returned(number: int, of: int, area: str, month: date, **other) -> dict:
    """A return as it was kept until 0008."""
    kind = {"kind": "IOM monthly cohort", "subject": "", "standing": "current"}
    return {"id": number, "upload_id": of, "area_code": area, "month": month, "notes": []} | kind | other


def returned_about(number: int, month: date, **other) -> dict:
    """A return of Darlington's as it has been kept since 0009."""
    about = {"subject_kind": "area", "subject_id": "E06000005", "area_code": "E06000005"}
    own = {"id": number, "upload_id": 1, "kind": "iom", "period_start": month, "period_months": 1}
    return about | own | {"standing": "current", "notes": []} | other
