"""The store is made ready when the app starts for the first time, or the start is refused."""

import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app import begin, tell_what_others_can_read
from probation_commission import setup
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.returns import Kind
from probation_commission.intake import bundled as facts
from probation_commission.settings import settings
from probation_commission.store import database, directory
from probation_commission.store import returns as store
from probation_commission.store.tables import installation as installation_table

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
        assert len(directory.hubs(conn)) == 21  # local_facts.md: 6 offices, 11 other places, 4 prisons
        assert store.history(conn).empty


def test_several_app_servers_that_start_at_once_load_everything_once(monkeypatch):
    monkeypatch.setenv("PC_SAMPLE", "1")
    start = Barrier(2)

    def ready(_: int) -> None:
        start.wait(timeout=60)
        setup.ready()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(ready, range(2)))
    with database.read() as conn:
        history = store.history(conn)
    assert len(services()) == len(facts.services()) + 9
    assert (history.kind == Kind.IOM).sum() == 25  # twelve months of two areas, and Haringey's
    # Of the two reports the later one renews five months of the earlier.
    assert list(history[history.standing != "current"].kind) == [Kind.RAM] * 5


def marks() -> dict[str, str]:
    with database.read() as conn:
        return {row.name: row.value for row in conn.execute(select(installation_table))}


def test_the_fingerprint_is_no_plain_hash_of_the_secret():
    setup.begin()
    secret = settings().secret
    known = marks()["fingerprint of the secret"]
    assert len(known) == 64
    assert known not in {sha256(secret).hexdigest(), secret.decode()}


@pytest.mark.parametrize("start", [setup.begin, setup.ready])
def test_another_secret_is_refused_with_what_to_do(start, monkeypatch):
    start()
    before, known = revision(), marks()
    monkeypatch.setenv("PC_SECRET", "another secret, as long as it should be")
    with pytest.raises(RefusedError, match="Set PC_SECRET to the secret that it was begun with"):
        setup.ready()
    assert (revision(), marks()) == (before, known)


def test_the_same_secret_in_the_other_place_is_the_same(monkeypatch, home):
    setup.begin()
    monkeypatch.setenv("PC_SECRET", (home / "secret").read_text())
    (home / "secret").unlink()
    setup.begin()


def test_no_secret_at_all_is_refused(monkeypatch):
    monkeypatch.setenv("PC_SECRET", "short")
    with pytest.raises(RefusedError, match="fewer than 16 characters"):
        setup.ready()


def test_of_two_servers_that_begin_with_two_secrets_one_is_refused(monkeypatch):
    database.migrate()
    start = Barrier(2)
    asked = iter([b"the first of two secrets", b"the second of two secrets"])
    monkeypatch.setattr(setup, "settings", lambda: SimpleNamespace(secret=next(asked)))

    def begin(_: int) -> str:
        start.wait(timeout=60)
        try:
            setup._refuse_other_secret()
        except RefusedError:
            return "refused"
        return "begun"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(begin, range(2))) == ["begun", "refused"]


def test_where_people_sign_in_they_have_to_from_then_on_unless_that_is_given_up():
    setup.begin()
    setup.hold_to_sign_in(configured=False, given_up=False)  # nobody ever did
    for _ in range(2):
        setup.hold_to_sign_in(configured=True, given_up=False)
    with pytest.raises(
        RefusedError, match="people sign in to this app, but the settings of sign-in were not"
    ):
        setup.hold_to_sign_in(configured=False, given_up=False)
    setup.hold_to_sign_in(configured=False, given_up=True)


@pytest.fixture
def open_home(monkeypatch):
    """A home that every account of this computer gets into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("PC_HOME", folder)
        yield Path(folder)


@pytest.mark.parametrize("name", ["secret", "explorer.db"])
def test_a_secret_or_a_database_that_everybody_can_read_is_told(name, open_home, monkeypatch, capsys):
    monkeypatch.delenv("PC_DATABASE_URL", raising=False)
    (file := open_home / name).write_text("figures")
    for mode, told in ((0o644, True), (0o640, False), (0o600, False)):
        file.chmod(mode)
        tell_what_others_can_read()
        assert (f"Everybody on this computer can read {file.resolve()}" in capsys.readouterr().err) is told
    file.chmod(0o644)
    open_home.chmod(0o750)  # nobody else gets as far as the file
    tell_what_others_can_read()
    assert capsys.readouterr().err == ""


def not_started(capsys) -> list[tuple[str, str]]:
    """Each line that was logged of a start that is refused: its event and kind."""
    capsys.readouterr()
    with pytest.raises(RefusedError):
        begin()
    lines = map(json.loads, capsys.readouterr().err.splitlines())
    return [(line["event"], line["kind"]) for line in lines]


def test_a_refused_start_is_logged_by_its_kind(monkeypatch, home, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    setup.begin()
    (home / "disclosure.toml").write_text("nonsense")
    monkeypatch.setenv("PC_SECRET", "another secret, as long as it should be")
    assert not_started(capsys) == [("start refused", "another secret")]
    monkeypatch.setenv("PC_SECRET", "short")
    assert not_started(capsys) == [("start refused", "secret")]
    monkeypatch.delenv("PC_SECRET")
    monkeypatch.setenv("PC_PARTNERSHIP", "zebediah quorn")
    assert not_started(capsys) == [("start refused", "partnership")]


def test_a_faulty_file_of_rules_is_such_a_kind(monkeypatch, home, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    database.migrate()
    (home / "disclosure.toml").write_text("zebediah quorn")
    assert not_started(capsys) == [("start refused", "rules")]


def test_sign_in_that_was_lost_is_such_a_kind(monkeypatch, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    setup.ready()
    setup.hold_to_sign_in(configured=True, given_up=False)
    assert not_started(capsys) == [("start refused", "sign-in lost")]


def test_a_database_out_of_reach_is_logged_without_its_password(monkeypatch, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    # Nothing listens there.
    monkeypatch.setenv("PC_DATABASE_URL", "postgresql://zebediah:quorn-password@127.0.0.1:1/explorer")
    assert not_started(capsys) == [("start refused", "database unreachable")]
    with pytest.raises(RefusedError):
        begin()
    assert "quorn" not in "".join(capsys.readouterr())


def test_a_migration_is_logged_once(monkeypatch, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    database.migrate()
    database.migrate()
    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert (line["event"], line["before"]) == ("migration", "none")
    assert line["after"] >= "0014"
