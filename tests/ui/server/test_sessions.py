"""How much one account has in the server's memory at a time."""

from types import SimpleNamespace

import pytest

from probation_commission.domain.doors import MOST_UPLOADED
from probation_commission.ui.server import sessions

ADA, BEA = "ada@example.org", "bea@example.org"


def of(email: str) -> SimpleNamespace:
    return SimpleNamespace(session=SimpleNamespace(_user_info={"email": email}))


@pytest.fixture
def held(monkeypatch):
    """Files by session: two of Ada's, one of Bea's, and one of a session that is gone."""
    known = {"1": of(ADA), "2": of(ADA), "3": of(BEA)}
    held = {session_id: {} for session_id in (*known, "gone")}
    server = SimpleNamespace(
        uploaded_file_mgr=SimpleNamespace(file_storage=held),
        _session_mgr=SimpleNamespace(get_session_info=known.get),
    )
    monkeypatch.setattr(sessions.runtime, "get_instance", lambda: server)
    monkeypatch.setattr(sessions, "claims_of", lambda cookies: {"email": cookies["whose"]})
    return held


def file(size: int) -> SimpleNamespace:
    return SimpleNamespace(data=range(size))  # as long, and takes no room


def test_all_of_an_accounts_files_count_and_nobody_elses(held):
    held["1"]["a"] = file(MOST_UPLOADED - 1)
    held["3"]["b"] = held["gone"]["c"] = file(MOST_UPLOADED)
    assert sessions.has_room({"whose": ADA}, "1")
    held["2"]["d"] = file(1)
    assert not sessions.has_room({"whose": ADA}, "1")
    assert not sessions.has_room({"whose": BEA}, "1")
    del held["1"]["a"]
    assert sessions.has_room({"whose": ADA}, "1")
