"""A month of the cohort as a file: for one audience, with permission, and with a trace where it is exact."""

from datetime import date

import pytest

from probation_commission.actions import exports, returns, setup
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli import main
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import FILE_NAME
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.store import audit, database
from tests.given import LEAD
from tests.given_twins import SUPPRESSED, twin
from tests.pages.sent import workbook

SEPTEMBER = date(2026, 9, 1)
VIEWER = Person("Someone", Role.VIEWER)


@pytest.fixture
def loaded(home):
    setup.ready()
    returns.accept(LEAD, returns.check(LEAD, twin(0), "twin.csv"))
    return home


def entries() -> list[str]:
    with database.read() as conn:
        return list(audit.entries(conn).action)


@pytest.mark.usefixtures("loaded")
def test_exact_counts_are_for_leads_and_leave_a_trace():
    with pytest.raises(NotAllowedError):
        exports.iom(VIEWER, "Darlington", SEPTEMBER, Audience.RESTRICTED)
    assert "export exact counts" not in entries()
    assert exports.iom(LEAD, "Darlington", SEPTEMBER, Audience.RESTRICTED).release.exact
    assert "export exact counts" in entries()


@pytest.mark.usefixtures("loaded")
def test_others_get_what_may_be_shown():
    export = exports.iom(VIEWER, "E06000005", SEPTEMBER, Audience.PARTNERSHIP)
    wards = export.release.wards(export.ward_set).set_index("ward")
    assert wards.red["Northgate"].text == "not shown"
    assert wards.red["Cockerton"].text == "9"


@pytest.mark.parametrize("area", ["Atlantis", "Haringey"])
@pytest.mark.usefixtures("loaded")
def test_what_is_not_there_is_refused(area):
    with pytest.raises(RefusedError):
        exports.iom(LEAD, area, SEPTEMBER, Audience.PARTNERSHIP)


def written(home, *words: str) -> tuple[int, str]:
    out = home / "out.xlsx"
    code = main(["export", "iom", "--area", "Darlington", "--month", SUPPRESSED, "--out", str(out), *words])
    return code, "\n".join(workbook(out.read_bytes())) if out.exists() else ""


def test_the_command_writes_for_the_partnership_unless_told_otherwise(loaded):
    code, words = written(loaded)
    assert code == 0
    assert "['Northgate'" in words
    assert "not shown" in words
    assert "The whole area" in words
    assert "partnership, everyone who is signed in" in words
    _, exact = written(loaded, "--audience", "restricted")
    assert "not shown" not in exact


def test_a_faulty_rule_is_refused_and_nothing_is_written(loaded, capsys):
    (loaded / FILE_NAME).write_text("[partnership]\nthreshold = 1\n")
    assert written(loaded) == (1, "")
    assert "threshold in [partnership]" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--month", "May"], ["--audience", "press"]])
def test_wrong_usage_is_2(words, tmp_path):
    with pytest.raises(SystemExit) as left:
        main(["export", "iom", "--area", "x", "--month", "2026-09", "--out", str(tmp_path / "x"), *words])
    assert left.value.code == 2
