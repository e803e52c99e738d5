"""The installation's secret: given, or made once, and the same for whoever asks."""

import logging
import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from probation_commission.settings import ROOT, SecretError, settings

GIVEN = "0123456789abcdef"  # as short as one may be


def test_it_is_made_once_and_stays(home):
    first = settings().secret
    assert re.fullmatch(rb"[0-9a-f]{64}", first)
    assert settings().secret == first
    assert (home / "secret").read_bytes() == first
    assert [path.name for path in home.iterdir()] == ["secret"]  # nothing half made is left


def test_only_its_owner_may_read_it(home):
    before = os.umask(0)
    try:
        assert settings().secret
    finally:
        os.umask(before)
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600


def test_another_installation_has_another(home, monkeypatch):
    first = settings().secret
    monkeypatch.setenv("PC_HOME", str(home / "other"))
    assert settings().secret != first


def test_the_one_that_is_given_goes_before(home, monkeypatch):
    monkeypatch.setenv("PC_SECRET", f" {GIVEN}\n")  # as a file of variables may have it
    assert settings().secret == GIVEN.encode()
    assert not (home / "secret").exists()


def test_what_was_made_can_be_given_to_another_server(home, monkeypatch):
    made = settings().secret
    monkeypatch.setenv("PC_HOME", str(home / "other"))
    monkeypatch.setenv("PC_SECRET", (home / "secret").read_text())
    assert settings().secret == made


@pytest.mark.parametrize("given", ["", "   ", GIVEN[:-1], GIVEN[:-1] + " "])
def test_an_empty_or_short_one_is_refused_and_not_repeated(home, monkeypatch, given):
    monkeypatch.setenv("PC_SECRET", given)
    with pytest.raises(SecretError, match="fewer than 16 characters") as refusal:
        _ = settings().secret
    assert not given.strip() or given.strip() not in str(refusal.value)
    assert not (home / "secret").exists()


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 40])
def test_a_damaged_file_is_refused_and_stays(home, content):
    (home / "secret").write_bytes(content)
    with pytest.raises(SecretError, match="PC_SECRET"):
        _ = settings().secret
    assert (home / "secret").read_bytes() == content


def test_a_home_that_cannot_be_written_is_said(home, monkeypatch):
    (home / "file").write_text("in the way")
    monkeypatch.setenv("PC_HOME", str(home / "file" / "home"))
    with pytest.raises(SecretError, match="Make that folder writable, or set PC_SECRET"):
        _ = settings().secret


@pytest.mark.usefixtures("home")
def test_many_threads_at_once_end_with_one():
    start = Barrier(8)

    def asked(_: int) -> bytes:
        start.wait(timeout=60)
        return settings().secret

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(asked, range(8)))) == 1


def test_two_processes_at_once_end_with_one(home):
    asking = (
        "import sys; from probation_commission.settings import settings; "
        "sys.stdin.read(1); print(settings().secret.decode())"
    )
    environment = os.environ | {"PC_HOME": str(home)}
    asked = [
        subprocess.Popen(
            [sys.executable, "-c", asking],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for one in asked:
        one.stdin.write(b"x")
        one.stdin.flush()
    said = {one.communicate(timeout=60)[0].strip() for one in asked}
    assert said == {(home / "secret").read_bytes()}


@pytest.mark.usefixtures("home")
def test_it_is_in_no_words_that_could_be_logged(caplog):
    caplog.set_level(logging.DEBUG)
    secret = settings().secret.decode()
    assert secret not in repr(settings()) + str(settings()) + caplog.text
