"""The database: one engine for each address, transactions for reading and for writing, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select, update

from probation_commission.settings import settings
from probation_commission.store import measures
from probation_commission.store.tables import revision

__all__ = ["Connection", "migrate", "read", "revision_number", "write"]

# Any number will do, as long as it never changes.
_MIGRATING = 7_072_617
"""The number by which app servers know each other's lock in PostgreSQL."""


@cache
def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.drivername == "postgresql":
        # The driver that is installed, whichever SQLAlchemy takes by itself: before 2.1 it was psycopg2.
        address = address.set(drivername="postgresql+psycopg")
    # A server that was restarted overnight has closed what the pool still holds.
    engine = create_engine(address, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
    return engine


def _tune_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, a busy timeout; and a writer takes the write lock when it begins."""

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: object) -> None:  # noqa: ANN401 (whatever the driver gives)
        # Python's driver would begin transactions by itself, and only before the first thing written: what
        # was read until then could be old (decision 4).
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(conn: Connection) -> None:
        writing = conn.get_execution_options().get("writing", False)
        # A writer that begins as a reader can be refused half way, without the busy timeout's patience.
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _current() -> Engine:
    return _engine(settings().database_url)


@contextmanager
def read() -> Iterator[Connection]:
    """A transaction that only reads."""
    with _current().connect() as conn, conn.begin():
        yield conn


@contextmanager
def write(*, shown: bool = True) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing, one writer at a time.

    Its first statement raises the revision number. That takes the same lock in both databases, so
    whatever an action checks inside it is still true when it commits (decision 4). What no page shows
    (`shown`) takes the lock and leaves the number, or every page would be worked out anew for it.
    """
    with _current().connect().execution_options(writing=True) as conn, conn.begin():
        if shown:
            conn.execute(update(revision).values(number=revision.c.number + 1))
        else:
            conn.execute(select(revision.c.number).with_for_update())
        yield conn


def revision_number(conn: Connection) -> int:
    """A number that grows with each write: what caches depend on."""
    return int(conn.execute(select(revision.c.number)).scalar_one())


@contextmanager
def _migrating() -> Iterator[Connection]:
    """A connection on which SQLite makes a table anew without deleting what points to the old one."""
    with _current().connect().execution_options(writing=True) as conn:
        if conn.dialect.name != "sqlite":
            yield conn
            return
        raw: Any = conn.connection.dbapi_connection
        # Before the transaction begins: inside one SQLite passes over this without a word (decision 86).
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield conn
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def migrate() -> None:
    """The database, created or brought up to date; of several at once, each waits for the one before."""
    url = make_url(settings().database_url)
    if url.drivername.startswith("sqlite") and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with _migrating() as conn, conn.begin():
        if conn.dialect.name == "postgresql":
            # SQLite has its own: BEGIN IMMEDIATE lets one in at a time.
            conn.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
        # In the transaction of the migration: no figure comes before its measure (decision 85).
        measures.fill(conn)
