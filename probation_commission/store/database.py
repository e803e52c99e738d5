"""The database: one engine for each address, transactions for reading and for writing, migrations."""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Table,
    Update,
    create_engine,
    event,
    func,
    literal_column,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import DisconnectionError

from probation_commission import log
from probation_commission.settings import settings
from probation_commission.store import counted, measures
from probation_commission.store.faults import DatabaseFault, DatabaseFaultError, translated
from probation_commission.store.tables import TOPIC_OF, Topic, revision

__all__ = [
    "Connection",
    "DatabaseFault",
    "DatabaseFaultError",
    "Topic",
    "can_be_written",
    "kind",
    "migrate",
    "read",
    "revision_number",
    "revisions",
    "whereabouts",
    "write",
    "writes_of_this_thread",
]

_PATIENCE = 10.0
"""Seconds for which a writer waits for another."""
_PATIENCE_OF_A_MONITOR = 2.0
_ALL = "all"
"""The row of `revision` that each write raises, and by whose lock writers take turns."""
_VERSION: ColumnElement[str] = literal_column("(SELECT version_num FROM alembic_version)")
"""The newest migration that the database has had."""
_here = threading.local()

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
    _note_what_is_written(engine)
    counted.count(engine)
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
        if address.database:
            _hold_to_its_file(engine, Path(address.database))
    else:
        _tune_postgresql(engine)
    return engine


def _note_what_is_written(engine: Engine) -> None:
    """Each table that a transaction of `write` inserts into, updates or deletes from, noted for its end."""

    @event.listens_for(engine, "before_execute")
    def on_execute(conn: Connection, statement: Any, *_rest: object) -> None:  # noqa: ANN401 (any statement)
        if getattr(statement, "is_dml", False):
            conn.get_execution_options().get("written", set()).add(statement.table)


def _tune_postgresql(engine: Engine) -> None:
    """The patience of SQLite's writers, and as much for a host that is silent: both were without end."""

    @event.listens_for(engine, "do_connect")
    def on_do_connect(_dialect: object, _record: object, _words: object, named: dict[str, Any]) -> None:
        named.setdefault("connect_timeout", 10)

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: object) -> None:  # noqa: ANN401 (whatever the driver gives)
        raw.execute(f"SET lock_timeout = '{_PATIENCE}s'")
        raw.commit()


def _hold_to_its_file(engine: Engine, file: Path) -> None:
    """No connection outlives its file, and none makes an empty one in the place of a file that is gone.

    A connection to a file that was deleted or replaced goes on writing to what nobody can open again.
    """

    @event.listens_for(engine, "do_connect")
    def on_do_connect(_dialect: object, record: Any, _words: object, _named: object) -> None:  # noqa: ANN401
        record.info["file"] = _identity(file)
        if record.info["file"] is None:
            raise DatabaseFaultError(DatabaseFault.GONE)

    @event.listens_for(engine, "checkout")
    def on_checkout(_raw: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
        if record.info["file"] != _identity(file):
            # The pool then connects anew, to what stands there now.
            raise DisconnectionError


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _tune_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, a busy timeout; and a writer takes the write lock when it begins."""

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: object) -> None:  # noqa: ANN401 (whatever the driver gives)
        # Python's driver would begin transactions by itself, and only before the first thing written: what
        # was read until then could be old (decision 4).
        raw.isolation_level = None
        timeout = f"busy_timeout={int(_PATIENCE * 1000)}"
        for pragma in (timeout, "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(conn: Connection) -> None:
        writing = conn.get_execution_options().get("writing", False)
        # A writer that begins as a reader can be refused half way, without the busy timeout's patience.
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _current() -> Engine:
    return _engine(settings().database_url)


def whereabouts() -> str:
    """Where the database is, without its password: for whoever runs the app, never for a page."""
    url = make_url(settings().database_url)
    file = url.database if url.drivername.startswith("sqlite") else None
    return file or url.render_as_string(hide_password=True)


def kind() -> str:
    """Which kind of database it is: sqlite or postgresql."""
    return make_url(settings().database_url).get_backend_name()


@contextmanager
def read() -> Iterator[Connection]:
    """A transaction that only reads. Raises `DatabaseFaultError`, as all of these."""
    with translated(), _current().connect() as conn, conn.begin():
        yield conn


@contextmanager
def write(*, shown: bool = True) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing, one writer at a time.

    It begins by taking the same lock in both databases, so whatever an action checks inside it is still true
    when it commits (decision 4), and by seeing that no newer version of the app has changed the tables
    (decision 177). It ends by raising the number of each topic that was written about (decision 172). What
    no page shows (`shown`) leaves the numbers, or pages would be worked out anew for it.
    """
    written: set[Table] = set()
    options = {"writing": True, "written": written}
    with translated(), _current().connect().execution_options(**options) as conn, conn.begin():
        # SQLite has its lock by now: it begins with it.
        own = select(_VERSION).where(revision.c.topic == _ALL).with_for_update()
        _refuse_newer(conn.execute(own).scalar_one())
        yield conn
        _here.writes = writes_of_this_thread() + 1
        if shown:
            topics = {TOPIC_OF[table] for table in written & TOPIC_OF.keys()}
            conn.execute(_raised(1, _ALL, *(Topic if Topic.AREAS in topics else topics)))


def writes_of_this_thread() -> int:
    """How many transactions have written in this thread: after one more, what was asked before is old."""
    return getattr(_here, "writes", 0)


def _raised(step: int, *topics: str) -> Update:
    return update(revision).where(revision.c.topic.in_(topics)).values(number=revision.c.number + step)


def revision_number(conn: Connection) -> int:
    """A number that grows with each write that a page could show."""
    return int(conn.execute(select(revision.c.number).where(revision.c.topic == _ALL)).scalar_one())


def revisions(conn: Connection) -> dict[Topic, int]:
    """The number of each topic, which grows when it is written about: what caches depend on."""
    rows = conn.execute(select(revision).where(revision.c.topic != _ALL))
    return {Topic(row.topic): row.number for row in rows}


def can_be_written() -> None:
    """Nothing, once something was written and kept. Raises `DatabaseFaultError`, sooner than `write`."""
    with translated(), _current().connect() as conn:
        impatiently = conn.execution_options(writing=True)
        if conn.dialect.name == "sqlite":
            raw: Any = conn.connection.dbapi_connection
            raw.execute(f"PRAGMA busy_timeout={int(_PATIENCE_OF_A_MONITOR * 1000)}")
        try:
            with impatiently.begin():
                if conn.dialect.name != "sqlite":
                    conn.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_OF_A_MONITOR}s'"))
                _refuse_newer(conn.execute(select(_VERSION)).scalar_one())
                # There and back: SQLite would write nothing where nothing changes, full disk or not.
                for step in (1, -1):
                    conn.execute(_raised(step, _ALL))
        finally:
            if conn.dialect.name == "sqlite":
                raw.execute(f"PRAGMA busy_timeout={int(_PATIENCE * 1000)}")


@contextmanager
def _migrating() -> Iterator[Connection]:
    """A connection on which SQLite makes a table anew without deleting what points to the old one."""
    _make_file(make_url(settings().database_url))
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
    """The database, created or brought up to date; of several at once, each waits for the one before.

    Raises `DatabaseFaultError`, also for a file that is damaged anywhere and for a newer version's database.
    """
    config = _config()
    with translated(), _migrating() as conn, conn.begin():
        if conn.dialect.name == "postgresql":
            # SQLite has its own: BEGIN IMMEDIATE lets one in at a time. Here each waits as long as it takes.
            conn.execute(text("SET LOCAL lock_timeout = 0"))
            conn.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        else:
            _refuse_damaged(conn)
        config.attributes["connection"] = conn
        before = _kept_revision(conn)
        try:
            command.upgrade(config, "head")
        except CommandError:
            # It names a version that this app has never heard of.
            raise DatabaseFaultError(DatabaseFault.NEWER) from None
        # In the transaction of the migration: no figure comes before its measure (decision 85).
        measures.fill(conn)
        after = _kept_revision(conn)
    log.migrated(before, after)


def _refuse_newer(version: str) -> None:
    """A version of the app that is still running after a newer one has changed the tables writes no more.

    Raises `DatabaseFaultError`. It would write what the newer one takes for something else.
    """
    if version not in _known_versions():
        raise DatabaseFaultError(DatabaseFault.NEWER)


@cache
def _known_versions() -> frozenset[str]:
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _kept_revision(conn: Connection) -> str | None:
    """The newest migration that this database has had."""
    return MigrationContext.configure(conn).get_current_revision()


def _make_file(url: URL) -> None:
    """The file of an SQLite database, if there is none, for nobody else to read."""
    if not url.drivername.startswith("sqlite") or not url.database:
        return
    file = Path(url.database)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise DatabaseFaultError(DatabaseFault.FULL if full else DatabaseFault.READ_ONLY) from None


def _refuse_damaged(conn: Connection) -> None:
    # Damage in the middle shows itself only to whoever asks for just those rows, perhaps weeks later, when no
    # good backup is left. Indexes are not compared with their tables, so that it takes no time to speak of.
    if conn.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise DatabaseFaultError(DatabaseFault.DAMAGED)
