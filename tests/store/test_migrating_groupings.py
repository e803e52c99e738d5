"""From the tables before: localities that are there begin after the last month that may have been shown."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

from probation_commission.store import database, installation, localities, rules

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def migrate_to(revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with database._migrating() as conn, conn.begin():
        config.attributes["connection"] = conn
        command.upgrade(config, revision)


def put(**tables: list[dict]) -> None:
    """Rows as they were in the tables of that day."""
    with database._current().begin() as conn:
        then = MetaData()
        then.reflect(conn)
        for name, rows in tables.items():
            conn.execute(insert(then.tables[name.rstrip("_")]), rows)


def upload(number: int, *, illustrative: bool = False) -> dict:
    return {
        "id": number,
        "file_name": "x.csv",
        "sha256": str(number).zfill(64),
        "accepted_by": "Jo",
        "accepted_at": NOW,
        "illustrative": illustrative,
        "answers": {},
    }


def returned(number: int, of: int, area: str, month: date, **other) -> dict:
    kind = {"kind": "IOM monthly cohort", "subject": "", "standing": "current"}
    return {"id": number, "upload_id": of, "area_code": area, "month": month, "notes": []} | kind | other


def grouped(ward_set: str, code: str = "E05010412", name: str = "West") -> dict:
    return {"ward_set": ward_set, "ward_code": code, "name": name, "saved_by": "Jo", "saved_at": NOW}


@pytest.mark.usefixtures("database_url")
def test_each_begins_after_the_last_real_return_of_its_area():
    migrate_to("0006")
    put(
        upload=[upload(1), upload(2, illustrative=True)],
        return_=[
            returned(1, 1, "E06000005", date(2026, 9, 1)),
            returned(2, 1, "E06000005", date(2026, 12, 1), standing="withdrawn"),  # it was shown too
            returned(3, 2, "E06000005", date(2027, 5, 1)),  # made up
            returned(4, 2, "E06000047", date(2026, 10, 1)),  # made up: no real one is known
            returned(5, 1, "E09000014", date(2026, 9, 1), kind="service monthly return", subject="s"),
        ],
        locality=[
            grouped("E06000005-2015"),
            grouped("E06000005-2015", "E05010413", "East"),
            grouped("E06000047-2025"),
            grouped("E09000014-2022"),
            grouped("E09000014-old"),  # a key without a year
        ],
    )
    database.migrate()
    with database.read() as conn:
        found = localities.in_force(conn)
        assert localities.last_saved(conn, "E06000005-2015") == ("Jo", NOW)
        assert (rules.rows(conn), installation.value(conn, "anything")) == ([], None)
    assert found == {
        "E06000005-2015": [(date(2027, 1, 1), {"E05010412": "West", "E05010413": "East"})],
        "E06000047-2025": [(date(2025, 1, 1), {"E05010412": "West"})],
        "E09000014-2022": [(date(2022, 1, 1), {"E05010412": "West"})],
        "E09000014-old": [(date(2000, 1, 1), {"E05010412": "West"})],
    }


@pytest.mark.usefixtures("database_url")
def test_without_localities_there_is_nothing_to_move():
    migrate_to("0006")
    database.migrate()
    with database.read() as conn:
        assert localities.in_force(conn) == {}
