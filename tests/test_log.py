"""What may be in the log, and that nothing else can get into it, whoever calls it with what."""

import io
import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probation_commission import log, metrics
from probation_commission.domain.access import Role
from probation_commission.log import EVENTS
from probation_commission.settings import ROOT
from probation_commission.store.database import DatabaseFault
from probation_commission.ui.menu import MENU

HOSTILE = (
    *("Ada Example", "ada@example.org", "Zebediah Quorn IOM October 2026.xlsx", "5 nominals", "17"),
    *("iom\nstart", "returns.accept\n", "lives with his mother", "05/06/1987", "X918273", "DH1 4AA", ""),
    *("iom ", "../../etc/passwd", "\x1b[31m", "returns.accépt", "postgresql://someone:secret@host/name"),
)
VALUES = some.one_of(
    some.sampled_from(HOSTILE),
    some.text(),
    some.text("abcdefgh_.:/@ \n0123456789>-"),
    some.integers(max_value=-1),
    some.booleans(),
    some.floats(),
    some.none(),
    some.lists(some.text(), max_size=2),
)
A_NAME = re.compile(r"[A-Z][a-z]+ [A-Z]|@|\s$|[\n\r\x1b]|\.xlsx|\d/\d|[^\x20-\x7e]")
"""What stands in a person's name, an address, a file's name or a text, and in no word of the log."""


def line(capsys) -> dict[str, object]:
    """The one line that was just logged."""
    (text,) = capsys.readouterr().err.splitlines()
    return json.loads(text)


@pytest.fixture
def as_json(monkeypatch):
    monkeypatch.setenv("PC_LOG", "json")


@pytest.fixture
def _for_people(monkeypatch):
    """As where the app runs: a line that should not be is no fault of a page."""
    monkeypatch.setattr(log, "STRICT", False)


@given(some.data())
def test_what_a_field_takes_is_a_word_of_ours_and_never_a_text(data):
    event = data.draw(some.sampled_from([event for event in EVENTS if EVENTS[event]]))
    check = EVENTS[event][data.draw(some.sampled_from(sorted(EVENTS[event])))]
    value = data.draw(VALUES)
    if check(value):
        assert isinstance(value, str)
        assert value.isascii()
        assert not A_NAME.search(value)
        assert (
            " " not in value or re.fullmatch(r"[\w./<>-]+:\d+( > [\w./<>-]+:\d+)*", value) or in_table(value)
        )


def in_table(value: str) -> bool:
    return value in {
        *log.START_REFUSALS,
        *metrics.OUTCOMES,
        *metrics.SIGN_IN_REFUSALS,
        *metrics.WORKER_FAILURES,
    }


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("event", "field"), [(event, field) for event in EVENTS for field in EVENTS[event]])
def test_no_hostile_text_is_taken_by_any_field(event, field, value):
    assert not EVENTS[event][field](value) or (field, value) == ("at", "")  # a fault without a traceback


def test_numbers_are_of_an_account_of_time_and_of_questions():
    numbers = {field for table in EVENTS.values() for field, check in table.items() if check(5)}
    assert numbers == {"account", "milliseconds", "selects"}


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("Ada Example", {}),
        ("start refused", {"kind": "secret", "name": "Ada Example"}),
        ("start refused", {"kind": "Ada Example"}),
        ("start refused", {}),
    ],
)
class TestWhatIsInNoTable:
    def test_is_an_error_here(self, event, fields):
        with pytest.raises(ValueError, match="The log was to have"):
            log._logger().info(event, **fields)

    @pytest.mark.usefixtures("_for_people", "as_json")
    def test_is_withheld_from_people(self, event, fields, capsys):
        log._logger().info(event, **fields)
        logged = line(capsys)
        assert log.WITHHELD in logged.values()
        assert "Ada" not in json.dumps(logged)


def test_lines_are_for_people_to_read(capsys):
    log.slow_rerun("iom", 1200, 33)
    text = capsys.readouterr().err
    assert re.match(r"20\d\d-\S+Z \[warning *\] slow rerun ", text)
    assert {"page=iom", "milliseconds=1200", "selects=33"} <= {*text.split()}


@pytest.mark.parametrize("value", ["json", "JSON"])
def test_or_json_where_the_setting_says_so(value, monkeypatch, capsys):
    monkeypatch.setenv("PC_LOG", value)
    log.action_done(3, "returns.accept", 12, "done")
    logged = line(capsys)
    assert logged.pop("timestamp").endswith("Z")
    assert logged == {
        "event": "action done",
        "level": "info",
        "account": 3,
        "what": "returns.accept",
        "milliseconds": 12,
        "outcome": "done",
    }


def test_nothing_goes_to_stdout_where_the_command_line_answers(capsys):
    log.worker_failed("died")
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("as_json")
def test_a_fault_has_its_class_and_lines_and_not_its_message(capsys):
    def fail(count: str) -> None:
        raise ValueError(count)

    try:
        fail("Ada Example, 5 nominals")
    except ValueError as error:
        number = log.fault(error)
    logged = line(capsys)
    assert (logged["number"], logged["kind"]) == (number, "ValueError")
    assert re.fullmatch(r"tests/test_log\.py:\d+ > tests/test_log\.py:\d+", logged["at"])
    assert "Example" not in json.dumps(logged)


@pytest.mark.usefixtures("as_json")
def test_a_fault_of_strange_code_is_logged_too(capsys):
    strange = type("Störung", (Exception,), {})
    code = compile("raise strange('Ada Example')", "Ada Example's file.py", "exec")
    try:
        exec(code, {"strange": strange})  # noqa: S102 (code without a file)
    except strange as error:
        log.fault(error)
    logged = line(capsys)
    assert logged["kind"] == "St_rung"
    assert logged["at"].endswith("Ada_Example_s_file.py:1")


def test_an_endless_recursion_is_a_short_line(capsys):
    def deeper() -> None:
        deeper()

    try:
        deeper()
    except RecursionError as error:
        log.fault(error)
    assert len(capsys.readouterr().err) < 4000


class FullDisk(io.StringIO):
    def write(self, _text):
        raise OSError(28, "No space left on device")


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stderr", FullDisk())
    log.action_done(3, "returns.accept", 12, "done")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    log.action_done(3, "returns.accept", 12, "done")


def test_the_words_of_the_tables_are_those_of_what_they_speak_of():
    assert {item.name for item in MENU} == metrics.PAGES
    assert set(metrics.FAULTS) == {"app", *DatabaseFault}
    # A name of somebody can be in no list; nor is a role's, by which few people could be meant.
    assert not {*Role} & {*log.START_REFUSALS, *metrics.SIGN_IN_REFUSALS, *metrics.WORKER_FAILURES}


SERVING = {f"web/serving/{name}.py" for name in ("__main__", "app_process", "several")}
"""They tell whoever started several processes how it goes, as `app.py` does."""


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (r"^\s*(?:import|from) (?:structlog|logging)\b", {"log.py"}),
        (r"^\s*(?:import|from) prometheus_client\b", {"metrics.py", "web/metrics.py"}),
        (r"\b_logger\(\)", {"log.py"}),
        # And `app.py`, for whoever starts it; `workers.py` shuts that of its processes; progress of `sheets`.
        (r"\bstderr\b", {"log.py", "cli/main.py", "cli/sheets.py", "workers.py", *SERVING}),
    ],
)
def test_nothing_else_in_the_package_writes_to_the_log(said, where):
    package = ROOT / "probation_commission"
    found = {path for path in package.rglob("*.py") if re.search(said, path.read_text("utf-8"), re.MULTILINE)}
    assert {path.relative_to(package).as_posix() for path in found} == where
