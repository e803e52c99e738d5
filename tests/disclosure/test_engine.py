"""The engine in other processes: its answers are kept, and whatever fails hides more."""

import json
import sys

import pytest

from probation_commission.disclosure import engine
from probation_commission.disclosure.audiences import Method, Rule
from probation_commission.disclosure.hiding import decide
from probation_commission.disclosure.month import by_place
from probation_commission.disclosure.questions import Question, failed, question
from tests.given import MAY, figures_of, monthly, nominals

ROWS = [nominals(40), nominals(6, "HARRINGAY"), nominals(7, "WHITE HART LANE"), nominals(8, "NFA")]
MONTH = by_place(figures_of(monthly(*ROWS)), MAY)
ASKED = Question(MONTH.table, None, Rule(Method.SUPPRESSION, 5))
SILENT = (sys.executable, "-c", "import time; time.sleep(60)")
BABBLING = (sys.executable, "-c", "print('nonsense', flush=True); input()")
DEAD = (sys.executable, "-c", "raise SystemExit(3)")


@pytest.fixture(autouse=True)
def fresh(home, monkeypatch):
    """Nothing remembered, no process of another test."""
    monkeypatch.setattr(engine, "_kept", {})
    monkeypatch.setattr(engine, "_idle", engine.SimpleQueue())
    yield home
    while not engine._idle.empty():
        engine._idle.get().end()


def test_it_answers_as_the_worker_does_and_keeps_no_count(fresh):
    assert engine.answers([ASKED, ASKED]) == [decide(ASKED)] * 2
    (kept,) = (fresh / "disclosure").iterdir()
    assert set(json.loads(kept.read_text())) == {"by", "method", "hidden"}


def test_what_is_kept_is_not_asked_again(monkeypatch):
    first = engine.answers([ASKED])
    engine.forget()
    monkeypatch.setattr(engine, "_asked", lambda _: pytest.fail("asked again"))
    assert engine.answers([ASKED]) == first


@pytest.mark.parametrize("content", ["", "{}", '{"by": "ward", "method": "open", "hidden": []}', "[1]"])
def test_a_damaged_file_is_no_answer(content, fresh):
    (fresh / "disclosure").mkdir()
    (fresh / "disclosure" / f"{ASKED.key}.json").write_text(content)
    assert engine.answers([ASKED]) == [decide(ASKED)]


@pytest.mark.parametrize(
    "command", [SILENT, BABBLING, DEAD, ("/nowhere/python",)], ids=["slow", "wrong", "dead", "none"]
)
def test_without_an_answer_only_the_whole_is_shown_and_nothing_is_kept(command, fresh, monkeypatch):
    monkeypatch.setattr(engine, "COMMAND", command)
    monkeypatch.setattr(engine, "LIMIT", 0.3)
    assert engine.answers([ASKED]) == [failed(ASKED)]
    assert not (fresh / "disclosure").exists()


def test_it_is_asked_again_after_a_while(monkeypatch):
    monkeypatch.setattr(engine, "COMMAND", DEAD)
    engine.answers([ASKED])
    monkeypatch.undo()
    monkeypatch.setattr(engine, "_AGAIN", -1)
    assert not engine.answers([ASKED])[0].failed


def test_another_count_or_rule_is_another_question():
    other = by_place(figures_of(monthly(*ROWS[:-1], nominals(9, "NFA"))), MAY)
    in_bands = Question(MONTH.table, None, Rule(Method.BANDS, 5))
    assert len({ASKED.key, in_bands.key, Question(other.table, None, ASKED.rule).key}) == 3
    assert question(ASKED.plain()) == ASKED
