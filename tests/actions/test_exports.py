"""A month of the cohort as a file: for one audience, with permission, and with a trace where it is exact."""

import getpass
from datetime import date

import pytest

from probation_commission.actions import explanations, exports, people, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli import main
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.store import audit, database
from tests.files import Borough
from tests.given.returns import LEAD, lines_in_force
from tests.given.twins import COUNTED, twin
from tests.pages.sent import workbook

SEPTEMBER = date(2026, 9, 1)
SETTER_UP = Person("setter-up", Role.ADMIN)
VIEWER = Person("Someone", Role.VIEWER)


@pytest.fixture
def loaded(ready_home):
    returns.accept(LEAD, returns.check(LEAD, twin(0), "twin.csv"))
    return ready_home


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


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience.exact])
def test_whatever_is_exact_takes_the_permission_and_leaves_a_trace(loaded, audience, capsys):
    with pytest.raises(NotAllowedError, match="you may not see exact counts"):
        exports.iom(VIEWER, "Darlington", SEPTEMBER, audience)
    assert written(loaded, "--audience", audience) == (1, "")
    assert "add --as EMAIL" in capsys.readouterr().err
    exports.iom(LEAD, "Darlington", SEPTEMBER, audience)
    assert entries()[0] == "export exact counts"


@pytest.mark.usefixtures("loaded")
def test_others_get_what_may_be_shown():
    export = exports.iom(VIEWER, "E06000005", SEPTEMBER, Audience.PARTNERSHIP)
    wards = export.release.wards(export.ward_set).set_index("ward")
    assert wards["all"]["Northgate"].text == "0–4"
    assert wards.red["Cockerton"].text == "0–9"
    assert wards["all"]["Cockerton"].text == "30–39"
    assert export.release.total("red").text == "23"


@pytest.mark.parametrize("area", ["Atlantis", "Haringey"])
@pytest.mark.usefixtures("loaded")
def test_what_is_not_there_is_refused(area):
    with pytest.raises(RefusedError):
        exports.iom(LEAD, area, SEPTEMBER, Audience.PARTNERSHIP)


def written(home, *words: str) -> tuple[int, str]:
    out = home / "out.xlsx"
    code = main(["export", "iom", "--area", "Darlington", "--month", COUNTED, "--out", str(out), *words])
    return code, "\n".join(workbook(out.read_bytes())) if out.exists() else ""


def test_the_command_writes_for_the_partnership_unless_told_otherwise(loaded):
    code, words = written(loaded)
    assert code == 0
    assert "['Northgate'" in words
    assert "30–39" in words
    assert "The whole area" in words
    assert "partnership, viewers, panel members and the meeting" in words
    people.add(SETTER_UP, "ada@example.org", Role.LEAD, "Ada", "The council")
    _, exact = written(loaded, "--audience", "restricted", "--as", "Ada@example.org")
    assert "30–39" not in exact


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "add --as EMAIL"),
        (["--as", "nobody@example.org"], "nobody@example.org has no access"),
        (["--as", "gil@example.org"], "As viewer, you may not see exact counts"),
    ],
)
def test_exact_figures_on_the_command_line_are_for_an_account_that_may_see_them(loaded, more, words, capsys):
    people.add(SETTER_UP, "gil@example.org", Role.VIEWER, organisation="The council")
    assert written(loaded, "--audience", "restricted", *more) == (1, "")
    assert words in capsys.readouterr().err
    assert "export exact counts" not in entries()


def test_the_entry_names_the_account_and_who_gave_the_command(loaded):
    people.add(SETTER_UP, "ada@example.org", Role.LEAD, "Ada", "The council")
    written(loaded, "--audience", "restricted", "--as", "ada@example.org")
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert (entry.action, entry.who, entry.role) == ("export exact counts", "Ada (ada@example.org)", "lead")
    assert entry.reason == f"by {getpass.getuser()} (command line)"


def test_the_public_gets_no_rag_and_nothing_beside_the_map(loaded):
    code, words = written(loaded, "--audience", "public")
    assert code == 0
    assert "'Northgate', 3" not in words
    assert "no fixed abode" not in words
    assert "0–9" in words


@pytest.mark.parametrize("words", [["--month", "May"], ["--audience", "press"]])
def test_wrong_usage_is_2(words, tmp_path):
    with pytest.raises(SystemExit) as left:
        main(["export", "iom", "--area", "x", "--month", "2026-09", "--out", str(tmp_path / "x"), *words])
    assert left.value.code == 2


def test_the_file_says_what_does_not_add_up_to_those_who_see_exact_counts_alone(ready_home):
    returns.accept(LEAD, returns.check(LEAD, Borough(total=13).file(), "may.xlsx"))
    number = int(lines_in_force().return_id.iloc[0])
    explanations.explain(LEAD, number, "ward table", "one is abroad")
    month = ("--area", "Haringey", "--month", "2023-05")
    people.add(SETTER_UP, "ada@example.org", Role.LEAD, organisation="The council")
    _, exact = written(ready_home, *month, "--audience", "restricted", "--as", "ada@example.org")
    assert "Ward table 12 of 13. Explained for 12 against 13: one is abroad (" in exact
    assert "Cohort 13 against 5 + 3 + 2 + 2 = 12. Not explained yet." in exact
    _, others = written(ready_home, *month)
    assert "against" not in others
    assert "abroad" not in others


def test_nothing_of_the_cohort_is_written_for_partners():
    with pytest.raises(RefusedError, match="shown to partner organisations"):
        exports.iom(LEAD, "Haringey", date(2023, 5, 1), Audience.PROVIDER)
