"""What others script against: make's targets, the environment, the addresses, the command line's answers."""

import json
import os
import subprocess
import sys

import pytest

from probation_commission.settings import ROOT, settings
from probation_commission.ui.menu import MENU

PROMISED_ADDRESSES = {"", "iom", "hubs", "services", "referrals", "returns", "reconciliation", "people"}


def command(*words: str, home) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PC_HOME": str(home)}
    line = [sys.executable, "-m", "probation_commission", *words]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_make_help_lists_what_can_be_made():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"help", "run", "test", "check", "bench"} <= {line.split()[1] for line in listed.splitlines()}


def test_make_run_hands_its_variables_to_the_app():
    line = ["make", "--dry-run", "run", "PORT=9000", "PC_SAMPLE=0"]
    shown = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "PC_SAMPLE=0 HOST=127.0.0.1 PORT=9000" in shown


def test_promised_addresses_are_served():
    assert {item.address for item in MENU} >= PROMISED_ADDRESSES


def test_the_environment_says_where_things_are(home, monkeypatch):
    assert settings().database_url == f"sqlite:///{home / 'explorer.db'}"
    assert not settings().sample
    monkeypatch.setenv("PC_SAMPLE", "1")
    monkeypatch.setenv("PC_DATABASE_URL", "postgresql://db/explorer")
    monkeypatch.setenv("PC_TILES_URL", "")  # set but empty: no basemap
    assert settings().sample
    assert settings().database_url == "postgresql://db/explorer"
    assert settings().tiles_url is None


@pytest.mark.parametrize("words", [[], ["fetch"], ["check"]], ids=["nothing", "unknown word", "no file"])
def test_wrong_usage_is_2(words, home):
    answer = command(*words, home=home)
    assert (answer.returncode, answer.stdout) == (2, "")


def test_a_refusal_is_1_with_reasons_where_errors_go(home):
    no_return = home / "letter.csv"
    no_return.write_text("Dear colleague,\nno figures this month\n")
    answer = command("check", str(no_return), home=home)
    assert answer.returncode == 1
    assert answer.stderr.strip()


def test_done_is_0_and_json_can_be_read(home):
    answer = command("check", "--json", str(ROOT / "data" / "haringey_iom_2023_05.xlsx"), home=home)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)
