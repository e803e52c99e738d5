"""What goes wrong with the database itself is a sentence that says what to do, and nothing is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.store import audit, database, faults
from probation_commission.store.database import DatabaseFault, DatabaseFaultError
from tests.given.returns import LEAD

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534
THIS = AuditSubject(RecordKind.IDEA, "1")


@pytest.fixture
def file(home) -> Path:
    """A database of one file, with one entry."""
    database.migrate()
    written()
    return home / "explorer.db"


@pytest.fixture
def impatient(monkeypatch):
    """Writers who wait for a tenth of a second, not ten seconds."""
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    monkeypatch.setattr(database, "_PATIENCE_OF_A_MONITOR", 0.1)
    database._current().dispose()


def written(reason: str = "as it was") -> None:
    with database.write() as conn:
        audit.record(conn, LEAD, "try", THIS, reason=reason)


def reasons() -> list[str]:
    with database.read() as conn:
        return list(audit.entries(conn).reason)


@contextmanager
def refused(fault: DatabaseFault) -> Iterator[None]:
    with pytest.raises(DatabaseFaultError) as raised:
        yield
    assert (raised.value.fault, str(raised.value)) == (fault, fault.sentence)
    # Neither the statement nor what was being written goes on with it (decision 1).
    assert "[SQL:" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("fault", DatabaseFault)
def test_each_sentence_says_that_nothing_was_changed_and_what_to_do(fault):
    assert "nothing was changed" in fault.sentence
    assert any(words in fault.sentence for words in ("Try again", "then try again", "put back", "put the"))


@pytest.mark.usefixtures("impatient")
def test_locked_by_another_program(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused(DatabaseFault.LOCKED):
            written("while it was locked")
        with refused(DatabaseFault.LOCKED):
            database.can_be_written()
        assert reasons() == ["as it was"]
    written("after it")
    assert reasons() == ["after it", "as it was"]


@pytest.mark.usefixtures("impatient")
def test_locked_in_postgresql(migrated):
    if not migrated.startswith("postgresql"):
        pytest.skip("SQLite's is above")
    with psycopg.connect(migrated) as other:
        other.execute("UPDATE revision SET number = number")
        with refused(DatabaseFault.LOCKED):
            written("while it was locked")
        with refused(DatabaseFault.LOCKED):
            database.can_be_written()
    assert reasons() == []
    written("after it")
    assert reasons() == ["after it"]


def test_gone_and_back_again(file):
    away = file.with_name("away")
    file.rename(away)
    with refused(DatabaseFault.GONE):
        written("to a file that nobody can open again")
    with refused(DatabaseFault.GONE):
        reasons()
    assert not file.exists(), "no empty one was made in its place"
    away.rename(file)
    assert reasons() == ["as it was"]


def test_another_in_its_place_is_read_at_once(file, tmp_path):
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        old.backup(copy)
    written("after the backup")
    for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        path.unlink(missing_ok=True)
    shutil.move(tmp_path / "copy", file)
    assert reasons() == ["as it was"]


def test_an_empty_file_in_its_place(file):
    file.unlink()
    file.touch()
    with refused(DatabaseFault.GONE):
        reasons()


@pytest.mark.usefixtures("home")
def test_a_server_that_nobody_answers_at(monkeypatch):
    monkeypatch.setenv("PC_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:1/explorer")
    for way in (reasons, written, database.migrate, database.can_be_written):
        with refused(DatabaseFault.GONE):
            way()
    assert database.whereabouts() == "postgresql://someone:***@127.0.0.1:1/explorer"


def test_a_full_disk_keeps_what_was_there(file):
    with closing(sqlite3.connect(file)) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    with database._current().connect() as conn:
        # As large as it may ever be: the same answer of SQLite's as a disk that is full.
        conn.connection.dbapi_connection.execute(f"PRAGMA max_page_count={pages}")
    with refused(DatabaseFault.FULL):
        for _ in range(200):
            written("x" * 400)
    kept = len(reasons())
    with database._current().connect() as conn:
        conn.connection.dbapi_connection.execute(f"PRAGMA max_page_count={pages * 2}")
    written("with room again")
    assert len(reasons()) == kept + 1


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE])
def test_no_room_is_full_under_the_other_names_that_sqlite_has_for_it(code):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    assert faults._fault_of_sqlite(error) is DatabaseFault.FULL


def test_a_disk_that_fills_up_and_has_room_again():
    script = ROOT / "bench" / "faults" / "disk_full.py"
    run = subprocess.run(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    if run.returncode == 3:
        pytest.skip("no small disk can be made here: Linux alone, and not in every container")
    assert run.returncode == 0, run.stdout.decode() + run.stderr.decode()


@contextmanager
def unprivileged() -> Iterator[None]:
    """Whoever runs the tests as root may write everywhere; here nobody may."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o555)
        monkeypatch.setenv("PC_HOME", folder)
        monkeypatch.delenv("PC_DATABASE_URL", raising=False)
        with unprivileged(), refused(DatabaseFault.READ_ONLY):
            database.migrate()
        home.chmod(0o755)
        database.migrate()
        database._current().dispose()
        (home / "explorer.db").chmod(0o444)
        home.chmod(0o555)
        with unprivileged():
            for way in (written, database.can_be_written):
                with refused(DatabaseFault.READ_ONLY):
                    way()
        database._current().dispose()
        home.chmod(0o755)


@pytest.mark.parametrize("where", ["head", "middle"])
def test_a_damaged_file_is_known_at_the_start(file, where):
    for _ in range(40):
        written("x" * 400)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'audit'").fetchone()[0]
        size = other.execute("PRAGMA page_size").fetchone()[0]
    database._current().dispose()
    place = 0 if where == "head" else (root - 1) * size
    with file.open("r+b") as raw:
        raw.seek(place)
        raw.write(b"\xff" * 200)
    with refused(DatabaseFault.DAMAGED):
        reasons()
    with refused(DatabaseFault.DAMAGED):
        database.migrate()


@pytest.mark.usefixtures("migrated")
def test_a_newer_versions_database():
    with database.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with refused(DatabaseFault.NEWER):
        database.migrate()


@pytest.mark.usefixtures("migrated")
def test_whoever_still_runs_when_a_newer_version_has_changed_the_tables_writes_no_more():
    with database.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for way in (written, database.can_be_written):
        with refused(DatabaseFault.NEWER):
            way()
    assert reasons() == []


@pytest.mark.usefixtures("migrated")
def test_wrong_code_is_no_fault_of_the_database():
    with pytest.raises(IntegrityError), database.write() as conn:
        conn.execute(text("INSERT INTO revision (topic, number) SELECT topic, number FROM revision"))


def test_a_new_database_is_for_nobody_else_to_read(home):
    database.migrate()
    assert (home / "explorer.db").stat().st_mode & 0o077 == 0


def test_a_backup_is_put_back_as_running_md_says(file, tmp_path):
    backup = tmp_path / "copy.db"
    with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(backup)) as copy:
        now.backup(copy)
    written("after the backup")
    log = Path(f"{file}-wal")
    left = log.read_bytes()  # as whoever is killed leaves it
    database._current().dispose()
    shutil.copy(backup, file)
    log.write_bytes(left)
    assert reasons() == ["after the backup", "as it was"], "beside an old log the backup means nothing"
    database._current().dispose()
    for path in (file, log, Path(f"{file}-shm")):
        path.unlink(missing_ok=True)
    shutil.copy(backup, file)
    database.migrate()
    assert reasons() == ["as it was"]
