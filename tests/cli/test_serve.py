"""`serve`: what it takes."""

import os
import sys

import pytest

from probation_commission.cli import main


def test_it_becomes_the_front(monkeypatch):
    become = []
    monkeypatch.setattr(os, "execv", lambda *words: become.append(words) or sys.exit(0))
    with pytest.raises(SystemExit):
        main(["serve", "--processes", "3", "--port", "9000"])
    ((_, command),) = become
    assert command[2:] == ["probation_commission.web.serving", "127.0.0.1", "9000", "3"]


@pytest.mark.parametrize("count", ["0", "17", "-1", "two", "²"])
def test_wrong_usage_is_2(count):
    with pytest.raises(SystemExit) as left:
        main(["serve", "--processes", count])
    assert left.value.code == 2
