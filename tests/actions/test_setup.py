"""The store is made ready when the app starts; a second start changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from probation_commission.actions import setup
from probation_commission.analysis.illustrative_services import services as invented
from probation_commission.domain.returns import Kind
from probation_commission.intake import directory as facts
from probation_commission.store import database, directory
from probation_commission.store import returns as store

pytestmark = pytest.mark.usefixtures("database_url")


def revision() -> int:
    with database.read() as conn:
        return database.revision_number(conn)


def services() -> list[str]:
    with database.read() as conn:
        return list(directory.services(conn).slug)


def test_a_first_start_loads_the_bundled_facts_and_nothing_else():
    setup.ready()
    assert len(services()) == len(facts.services())
    with database.read() as conn:
        assert len(directory.hubs(conn)) == 13  # local_facts.md: 6 offices, 7 hubs
        assert store.history(conn).empty


@pytest.mark.parametrize("sample", ["0", "1"])
def test_a_second_start_changes_nothing(sample, monkeypatch):
    monkeypatch.setenv("PC_SAMPLE", sample)
    setup.ready()
    before = revision()
    setup.ready()
    assert revision() == before


def test_a_bundled_file_that_has_changed_is_loaded_again(monkeypatch, tmp_path):
    setup.ready()
    before = revision()
    shorter = Path(tmp_path, "services.csv")
    shorter.write_text("".join(facts.SERVICES.read_text().splitlines(keepends=True)[:3]))
    monkeypatch.setattr(facts, "SERVICES", shorter)
    setup.ready()
    assert len(services()) == 2  # a heading and two services
    assert revision() == before + 1
    setup.ready()
    assert revision() == before + 1


def test_several_app_servers_that_start_at_once_load_everything_once(monkeypatch):
    monkeypatch.setenv("PC_SAMPLE", "1")
    start = Barrier(3)

    def ready(_: int) -> None:
        start.wait(timeout=60)
        setup.ready()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(ready, range(3)))
    with database.read() as conn:
        history = store.history(conn)
    assert len(services()) == len(facts.services()) + len(invented())
    assert (history.kind == Kind.IOM).sum() == 25  # twelve months of two areas, and Haringey's
    assert set(history.standing) == {"current"}
