"""Which files are read in a process of their own: what comes of it is the same, whatever becomes of that."""

from random import Random

import pytest

from probation_commission import workers
from probation_commission.actions import returns
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.intake import returns as intake
from probation_commission.workers import WorkError, WorkFailure
from tests import files
from tests.given.people import as_csv, as_workbook, file_name
from tests.given.returns import LEAD
from tests.given.wards import TABLE

pytestmark = pytest.mark.usefixtures("migrated_home")


COUNTS = b"area,month,ward,rag,count\nHaringey,2023-05,,,61\n"
MEGABYTE = 1024 * 1024
NOISE = Random(1).randbytes(300_000)  # noqa: S311 (no secret)
ROW = b"nobody here" + b"," * 30 + b"\n"


@pytest.fixture
def large(monkeypatch):
    """Every file is large here."""
    monkeypatch.setattr(intake, "_CSV_APART_FROM", 0)
    monkeypatch.setattr(intake, "_WORKBOOK_APART_FROM", 0)


@pytest.fixture
def asked(monkeypatch):
    """What workers were asked."""
    jobs, run = [], workers.run
    monkeypatch.setattr(workers, "run", lambda work, **named: jobs.append(work) or run(work, **named))
    return jobs


@pytest.mark.parametrize(
    ("content", "apart"),
    [
        (as_csv, False),
        (lambda: as_csv() + b"\n" * MEGABYTE, False),  # more lines than any file may have
        (lambda: as_csv() + b"\n" + ROW * (MEGABYTE // len(ROW) + 1), True),
        (lambda: COUNTS + ROW * (MEGABYTE // len(ROW) + 1), False),  # its figures take as long to come back
        (as_workbook, False),
        (lambda: files.with_part(as_workbook(), "docProps/more.bin", NOISE), True),
        (lambda: b"%PDF" + b" " * MEGABYTE, False),
        (bytes, False),
    ],
)
def test_large_files_are_read_apart_but_for_a_csv_of_counts(content, apart):
    assert intake.pays_apart(content()) is apart


@pytest.mark.parametrize(
    ("content", "ending", "month"),
    [
        (as_csv, ".csv", " October 2026"),
        (as_workbook, ".xlsx", " October 2026"),
        (as_csv, ".csv", ""),
        (lambda: files.workbook({"Oct": TABLE}), ".xlsx", " October 2026"),
        (lambda: as_workbook()[:-200], ".xlsx", " October 2026"),
    ],
)
def test_what_a_file_says_is_the_same_wherever_it_is_read(content, ending, month, asked, monkeypatch):
    sent = content(), file_name(ending, month)
    here = returns.check(LEAD, *sent)
    assert not asked
    monkeypatch.setattr(intake, "pays_apart", lambda _: True)
    told = []
    apart = returns.check(LEAD, *sent, progress=lambda *step: told.append(step))
    assert len(asked) == 1
    assert apart == here
    assert bool(told) is (ending == ".csv")


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("kind", WorkFailure)
def test_where_it_could_not_be_read_nothing_is_kept_and_it_is_said_what_to_do(kind, monkeypatch):
    def failing(_work, **_):
        raise WorkError(kind)

    monkeypatch.setattr(workers, "run", failing)
    checked = returns.check(LEAD, as_csv(), file_name(".csv"))
    (problem,) = checked.reading.problems
    what_to_do = "Send it again in a few minutes." if kind == WorkFailure.BUSY else "Send it in parts, "
    assert f"Nothing of it was kept. {what_to_do}" in problem.message
    assert checked.reading.let_go
    assert checked.content == b""
    assert checked.reading.returns == ()
    assert checked.reading.file_name == "a file that was refused"


@pytest.mark.usefixtures("large")
def test_nobody_who_may_not_load_returns_has_a_file_read(asked):
    with pytest.raises(NotAllowedError):
        returns.check(Person("Somebody", Role.VIEWER), as_csv(), file_name(".csv"))
    assert not asked
