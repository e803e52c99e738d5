"""Accepting a return: permission, doubts, the same file twice, two people at once, every stored figure."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from probation_commission.actions import returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.versions import OvertakenError
from probation_commission.cli import main
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.store import audit, database
from probation_commission.store import returns as store
from probation_commission.views import losses
from tests.actions.test_killed import WORKBOOK, everything_stored
from tests.files import Borough
from tests.given.returns import HARINGEY, LEAD, MAY

TODAY = date(2026, 11, 22)
MAY_NOT = [role for role in Role if Permission.LOAD_RETURNS not in GRANTS[role]]
FILE = Borough().file()
LEA_BRIDGE = "place:LEA BRIDGE:2023-05"


def checked(content=None, name="may.xlsx", person=LEAD):
    return returns.check(person, content or FILE, name, TODAY)


def history():
    with database.read() as conn:
        return store.history(conn)


def test_some_may_not():
    assert set(MAY_NOT) == {Role.PANEL, Role.PARTNER, Role.VIEWER, Role.APPLICANT}


@pytest.mark.parametrize("role", MAY_NOT)
@pytest.mark.usefixtures("migrated_home")
def test_whoever_may_not_load_returns_can_neither_check_nor_accept(role):
    with pytest.raises(NotAllowedError):
        checked(person=Person("Somebody", role))
    understood, before = checked(), everything_stored()
    with pytest.raises(NotAllowedError):
        returns.accept(Person("Somebody", role), understood)
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_checking_stores_nothing():
    before = everything_stored()
    assert checked().loaded_before is None
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_a_file_with_problems_is_refused_each_told_once_with_its_cell():
    bad = checked(Borough(wards=[("HARRINGAY", -7, 3), ("NFA", 1.5, 2)]).file())
    before = everything_stored()
    with pytest.raises(RefusedError) as refusal:
        returns.accept(LEAD, bad)
    for reason, cell in zip(refusal.value.reasons, ["Wards!B2", "Wards!B3"], strict=True):
        assert reason.count(cell) == 1
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_a_problem_whose_words_do_not_name_the_cell_is_told_with_it():
    bad = checked(Borough(wards=[("HARRINGAY", 7, 3), ("X123456", 5, 2)]).file())
    assert str(bad.reading.problems[0].cell) not in bad.reading.problems[0].message
    with pytest.raises(RefusedError, match=r"^Wards!A3: This cell seems to hold"):
        returns.accept(LEAD, bad)


@pytest.mark.usefixtures("migrated")
def test_an_open_question_is_refused_until_it_is_answered():
    asked = checked(Borough(wards=[("LEA BRIDGE", 7, 3), ("NFA", 5, 2)]).file())
    before = everything_stored()
    with pytest.raises(RefusedError, match="Please answer first: Lea Bridge is a ward of"):
        returns.accept(LEAD, asked)
    assert everything_stored() == before
    assert returns.accept(LEAD, asked, {LEA_BRIDGE: "not known"}) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {LEA_BRIDGE: "E05000001"},  # a ward, and not one that was offered
        {"place:NOWHERE:2023-05": "not known"},  # nobody asked
    ],
    ids=["no such option", "no such question"],
)
@pytest.mark.usefixtures("migrated")
def test_an_unknown_answer_is_an_error_and_stores_nothing(answers):
    asked = checked(Borough(wards=[("LEA BRIDGE", 7, 3), ("NFA", 5, 2)]).file())
    before = everything_stored()
    with pytest.raises(ValueError, match=r"Nobody asked|is no answer"):
        returns.accept(LEAD, asked, answers)
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_the_same_file_twice_says_so_and_changes_nothing():
    returns.accept(LEAD, checked())
    before = everything_stored()
    again = checked(name="under another name.xlsx")
    assert again.loaded_before.file_name == "may.xlsx"
    with pytest.raises(
        RefusedError, match=r"already loaded: may\.xlsx, by Local lead on .* Nothing was changed"
    ):
        returns.accept(Person("Another lead", Role.LEAD), again)
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_a_later_file_for_the_same_month_says_so_and_supersedes():
    returns.accept(LEAD, checked())
    later = checked(Borough(sentences=["corrected"]).file(), "may, corrected.xlsx")
    assert [one.month for one in later.supersedes] == [MAY]
    returns.accept(LEAD, later)
    assert list(history().sort_values("id").standing) == ["superseded", "current"]


@pytest.mark.usefixtures("migrated")
def test_each_accepted_file_has_one_audit_entry_that_names_no_place_or_count():
    returns.accept(LEAD, checked())
    with database.read() as conn:
        (entry,) = audit.entries(conn).to_dict("records")
    sha256 = checked().reading.sha256
    assert (entry["who"], entry["role"], entry["action"]) == ("Local lead", "lead", "accept return")
    assert (entry["before"], entry["after"]) == ("", f"may.xlsx ({sha256[:12]}): return 1")


@pytest.mark.usefixtures("migrated")
def test_an_entry_names_the_returns_that_came_and_those_that_they_supersede():
    returns.accept(LEAD, checked())
    returns.accept(LEAD, checked(Borough(sentences=["corrected"]).file(), "may, corrected.xlsx"))
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert entry.before == "return 1"
    assert entry.after.endswith(": return 2")


def accepted_at_once(*files):
    """What each person got who accepted one of the files at the same moment: a number, or a refusal."""
    understood = [checked(content, name) for name, content in files]
    start = Barrier(len(files))

    def accept(one):
        start.wait(timeout=60)
        try:
            return returns.accept(LEAD, one)
        except RefusedError as refusal:
            return str(refusal)

    with ThreadPoolExecutor(len(files)) as threads:
        return list(threads.map(accept, understood))


VERSIONS = [(f"{n}.xlsx", Borough(sentences=[f"version {n}"]).file()) for n in range(4)]


@pytest.mark.usefixtures("migrated")
def test_of_several_people_with_a_file_for_one_month_one_wins_and_the_others_are_told():
    outcomes = accepted_at_once(*VERSIONS)
    assert outcomes.count(1) == 1
    winner = f"{outcomes.index(1)}.xlsx"
    told = [one for one in outcomes if one != 1]
    assert len(told) == 3
    said = f"A return for Haringey, May 2023 ({winner}) was accepted by Local lead a moment ago"
    assert all(
        one.startswith(f"{said}, after you opened this file. Nothing of yours is lost") for one in told
    )
    assert list(zip(history().file_name, history().standing, strict=True)) == [(winner, "current")]


@pytest.mark.usefixtures("migrated")
def test_whoever_was_told_may_then_accept_on_top_knowing_whom_they_supersede():
    first, second = checked(VERSIONS[0][1], "first.xlsx"), checked(VERSIONS[1][1], "second.xlsx")
    returns.accept(LEAD, first)
    before = everything_stored()
    with pytest.raises(OvertakenError) as told:
        returns.accept(Person("Another lead", Role.LEAD), second)
    assert everything_stored() == before
    assert [one.file_name for one in told.value.in_force.values()] == ["first.xlsx"]
    knowing = replace(second, in_force=told.value.in_force)
    assert returns.accept(Person("Another lead", Role.LEAD), knowing) == 1
    standing = history().sort_values("id")
    assert dict(zip(standing.file_name, standing.standing, strict=True)) == {
        "first.xlsx": "superseded",
        "second.xlsx": "current",
    }


@pytest.mark.usefixtures("migrated")
def test_a_return_withdrawn_since_the_file_was_opened_is_told_too():
    returns.accept(LEAD, checked())
    second = checked(VERSIONS[1][1], "second.xlsx")
    versions.withdraw(LEAD, int(history().id[0]), "wrong month")
    with pytest.raises(OvertakenError, match=r"was withdrawn on .* by Local lead: wrong month, after you"):
        returns.accept(LEAD, second)


@pytest.mark.usefixtures("migrated")
def test_of_two_people_with_the_same_file_one_is_told_that_the_other_was_first():
    outcomes = accepted_at_once(*[("may.xlsx", FILE)] * 4)
    assert outcomes.count(1) == 1
    assert sum("already loaded" in str(one) for one in outcomes) == 3
    assert len(history()) == 1


@pytest.fixture
def haringey(migrated):  # noqa: ARG001 (the database is made)
    """The stored figures of the real return by cell, Lea Bridge answered as the one in Hackney."""
    understood = checked(WORKBOOK.read_bytes(), WORKBOOK.name)
    (question,) = understood.reading.questions
    hackney = next(value for value, label in question.options if "Hackney" in label)
    returns.accept(LEAD, understood, {question.key: hackney})
    with database.read() as conn:
        return store.figures(conn, Kind.IOM, HARINGEY.code)


def test_the_real_return_is_kept_as_it_reads(haringey):
    whole = haringey[(haringey.measure == "cohort") & haringey.place_kind.isna() & (haringey.breakdown == "")]
    assert dict(zip(whole.rag.fillna("all"), whole.value, strict=True)) == {
        "all": 61, "red": 30, "amber": 8, "green": 7, "blue": 16,
    }  # fmt: skip
    bruce_grove = haringey[haringey.place_text == "BRUCE GROVE"].fillna({"rag": "all"})
    assert list(bruce_grove.place_kind.unique()) == [PlaceKind.ABOLISHED]
    assert set(
        zip(bruce_grove.rag, bruce_grove.value, bruce_grove.sheet + "!" + bruce_grove.cell, strict=True)
    ) == {
        ("all", 5, "Wards!B5"),
        ("red", 1, "Wards!D5"),
    }
    lea_bridge = haringey[haringey.place_text.str.upper() == "LEA BRIDGE"]
    assert set(lea_bridge.place_kind) == {PlaceKind.ELSEWHERE}
    assert set(lea_bridge.ward_code.str[:3]) == {"E05"}


def test_each_figure_of_the_real_return_has_its_cell(haringey):
    counted = haringey.cell.str.contains(":")  # how many rows of a column say so
    assert haringey.cell.str.fullmatch(r"[A-Z]+\d+(:[A-Z]+\d+)?").all()
    assert set(haringey.sheet[counted]) == {"Arrests"}
    assert (haringey.as_written[~counted] != "").all()
    assert (haringey.sheet != "").all()


MOVED = {"About": [["Joiners", 2], ["Leavers", 1]]}


@pytest.mark.usefixtures("migrated")
def test_a_made_up_month_is_never_last_month():
    """11 made up in April, 12 really in May with 2 joiners and 1 leaver: that is no sum which holds."""
    april, may = Borough(month="April 2023", total=11).file(), Borough(more=MOVED).file()

    def against_last_month():
        lines = [line for _, lines in checked(may).reconciliation for line in lines]
        (one,) = [line for line in lines if "last month" in line.sentence]
        return one.verdict

    returns.accept(LEAD, checked(april, "april.xlsx"), illustrative=True)
    assert against_last_month() == Verdict.UNCHECKED
    returns.accept(
        LEAD, checked(Borough(month="April 2023", total=11, sentences=["final"]).file(), "real.xlsx")
    )
    assert against_last_month() == Verdict.HOLDS  # the real one is


RICHER = Borough(wards=[("HARRINGAY", 7, 3), ("BOWES", 0, 0), ("NFA", 5, 2)])
POORER = b"area,month,ward,rag,count\nHaringey,2023-05,,,12\nHaringey,2023-05,HARRINGAY,,7\n"
WOULD_GO = [
    "RAG of the whole area would go",
    "The count by ward, for 2 of 3 rows (Bowes and no fixed abode), would go",
    "RAG by ward, for 2 wards and 1 other row, would go",
]


def lost(checked):
    found = returns.would_go(checked)
    return {
        key[3]: [losses.would_go(loss).partition(":")[0] for loss in there] for key, there in found.items()
    }


@pytest.mark.usefixtures("migrated")
def test_what_a_poorer_file_would_take_from_the_return_in_force_is_known_before_it_is_accepted():
    assert lost(checked(POORER, "poor.csv")) == {}  # nothing is in force
    returns.accept(LEAD, checked(RICHER.file()))
    assert lost(checked(POORER, "poor.csv")) == {MAY: WOULD_GO}
    assert lost(checked(Borough(sentences=["23 Red in the community"]).file(), "x.xlsx")) == {
        MAY: [
            "The count by ward, for 1 of 3 wards (Bowes), would go",
            "RAG by ward, for 1 of 3 wards (Bowes), would go",
        ]
    }
    returns.accept(LEAD, checked(POORER, "poor.csv"))
    assert lost(checked(RICHER.file(), "again.xlsx")) == {}  # a richer one takes nothing


@pytest.mark.usefixtures("migrated")
def test_what_goes_of_a_made_up_return_is_no_loss():
    returns.accept(LEAD, checked(RICHER.file()), illustrative=True)
    assert lost(checked(POORER, "poor.csv")) == {}


@pytest.mark.usefixtures("home")
def test_the_command_line_says_what_would_go_and_what_went(tmp_path, capsys):
    rich, poor = tmp_path / "rich.xlsx", tmp_path / "poor.csv"
    rich.write_bytes(RICHER.file())
    poor.write_bytes(POORER)
    assert main(["import", str(rich)]) == 0
    capsys.readouterr()
    assert main(["check", str(poor)]) == 0
    said = capsys.readouterr().out
    assert all(
        f"  {sentence}: the return in force has it and this file does not." in said for sentence in WOULD_GO
    )
    assert main(["check", "--json", str(poor)]) == 0
    (told,) = json.loads(capsys.readouterr().out)["returns"]
    assert [sentence.partition(":")[0] for sentence in told["would_go"]] == WOULD_GO
    assert main(["import", str(poor)]) == 0
    said = capsys.readouterr().out
    assert "Accepted 1 return." in said
    assert "Haringey, May 2023: RAG of the whole area went: the return that was in force had it" in said
