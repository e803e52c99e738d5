"""Explaining a line: who may, what is refused, its history, and what a later version inherits."""

import pytest

from probation_commission.actions import explanations, returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.returns import Verdict
from probation_commission.store import audit, database
from probation_commission.store import explanations as explanations_store
from probation_commission.views import checks
from tests.actions.test_killed import everything_stored
from tests.actions.test_returns import checked
from tests.files import Borough
from tests.given.returns import LEAD, lines_in_force

pytestmark = pytest.mark.usefixtures("migrated")
FIRST = Borough(total=13)  # 5 + 3 + 2 + 2 is 12, and so is the ward table
LATER = Borough(total=14)  # the cohort's sum fails with another sentence; red by ward is as it was
WARD_RED = "ward table:red"


def load(borough=FIRST, name="may.xlsx") -> int:
    returns.accept(LEAD, checked(borough.file(), name))
    return int(lines_in_force().return_id.iloc[0])


def line(code="cohort"):
    found = lines_in_force()
    return found[found.code == code].iloc[0]


def explain(number, text, code="cohort", person=LEAD, text_before=""):
    explanations.explain(person, number, code, text, text_before=text_before)


def test_an_explanation_stands_with_its_line_and_says_who_wrote_it():
    number = load()
    assert line().verdict == Verdict.FAILS
    assert line().explained == ""
    explain(number, " one joined on the last day ")
    assert (line().explained, line().explained_by) == ("one joined on the last day", "Local lead")
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert (entry.action, entry.subject_id, entry.after) == (
        "explain line",
        str(number),
        "cohort: 26 characters",
    )


def test_what_was_written_before_stays_in_its_history():
    number = load()
    explain(number, "first")
    explain(number, "second", text_before="first")
    explain(number, "", text_before="second")  # taken back
    assert line().explained == ""
    with database.read() as conn:
        assert list(explanations_store.of_versions(conn, number).text) == ["", "second", "first"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("he is X123456", "seems to hold a CRN"),
        ("x" * 1001, "Shorten"),
        ("", "Write what explains it"),
    ],
    ids=["a person's number", "too long", "nothing"],
)
def test_what_may_not_be_kept_is_refused_and_changes_nothing(text, said):
    number = load()
    before = everything_stored()
    with pytest.raises(RefusedError, match=said) as refusal:
        explain(number, text)
    assert "X123456" not in str(refusal.value)
    assert everything_stored() == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.EXPLAIN not in GRANTS[role]])
def test_only_leads_and_admins_explain(role):
    assert role in {Role.PANEL, Role.PARTNER, Role.VIEWER, Role.APPLICANT}
    number = load()
    with pytest.raises(NotAllowedError):
        explain(number, "because", person=Person("Somebody", role))
    assert line().explained == ""


def test_a_line_that_is_not_there_is_refused():
    number = load()
    with pytest.raises(RefusedError, match="not here any more"):
        explain(number, "because", code="no such line")


def test_nobody_writes_over_what_they_have_not_seen():
    number = load()
    explain(number, "mine", person=Person("Another lead", Role.LEAD))
    with pytest.raises(RefusedError, match="Another lead explained this line after you opened it"):
        explain(number, "yours", text_before="")
    assert line().explained == "mine"


def test_an_explanation_names_the_figures_it_was_given_for():
    number = load()
    explain(number, "a joiner")
    assert line().sentence == "Cohort 13 against 5 + 3 + 2 + 2 = 12"
    assert (line().given_for, line().outdated) == ("13 against 5 + 3 + 2 + 2 = 12", False)
    assert checks.explained(line()).startswith("**explained for 13 against 5 + 3 + 2 + 2 = 12:** a joiner ")


def test_a_later_version_inherits_what_explains_the_same_figures():
    first = load()
    explain(first, "two without a ward", code=WARD_RED)
    second = load(LATER, "corrected.xlsx")
    assert second != first
    assert (line(WARD_RED).explained, line(WARD_RED).explained_by) == ("two without a ward", "Local lead")
    assert (line(WARD_RED).carried_over, line(WARD_RED).outdated) == (True, False)


def test_where_the_figures_have_changed_it_is_shown_as_written_for_the_earlier_ones():
    explain(load(), "a joiner", code="ward table")
    assert line("ward table").sentence == "Ward table 12 of 13"
    load(LATER, "corrected.xlsx")
    changed = line("ward table")
    assert (changed.sentence, changed.explained, changed.outdated) == (
        "Ward table 12 of 14",
        "a joiner",
        True,
    )
    assert checks.explained(changed).startswith("**written for earlier figures: 12 against 13.** a joiner ")
    failing = lines_in_force()
    failing = failing[failing.verdict == Verdict.FAILS]
    count = len(failing)
    assert checks.said_of(failing) == f"{count} lines do not add up: 0 explained, {count} not explained yet"
    assert "Written for earlier figures: 12 against 13. a joiner (" in " ".join(
        checks.about(failing).values()
    )


def test_what_was_written_for_earlier_figures_can_be_kept_for_todays_or_taken_back():
    explain(load(), "a joiner", code="ward table")
    second = load(LATER, "corrected.xlsx")
    explain(second, "a joiner", code="ward table", text_before="a joiner")
    kept = line("ward table")
    assert (kept.given_for, kept.outdated, kept.carried_over) == ("12 against 14", False, False)
    with pytest.raises(RefusedError, match="Nothing was changed"):
        explain(second, "a joiner", code="ward table", text_before="a joiner")
    explain(second, "", code="ward table", text_before="a joiner")
    assert line("ward table").explained == ""


def test_of_several_versions_the_words_for_the_same_figures_stand():
    explain(load(), "for thirteen", code="ward table")
    explain(load(LATER, "corrected.xlsx"), "for fourteen", code="ward table", text_before="for thirteen")
    load(Borough(total=13, sentences=["once more"]), "third.xlsx")
    assert (line("ward table").explained, line("ward table").outdated) == ("for thirteen", False)


def test_whoever_explains_figures_that_changed_meanwhile_is_told():
    number = load()
    with pytest.raises(RefusedError, match=r"Ward table 12 of 13 by now.*Yours is still in the field"):
        explanations.explain(LEAD, number, "ward table", "because", figures="11 against 13")
    explanations.explain(LEAD, number, "ward table", "because", figures="12 against 13")
    assert line("ward table").explained == "because"


def test_a_line_of_a_return_that_is_not_in_force_any_more_is_refused():
    first = load()
    load(LATER, "corrected.xlsx")
    with pytest.raises(RefusedError, match="not here any more"):
        explain(first, "because")


def test_a_restored_version_keeps_its_own_words_and_inherits_what_it_lacks():
    first = load()
    explain(first, "own words", code=WARD_RED)
    second = load(LATER, "corrected.xlsx")
    explain(second, "newer words", code=WARD_RED, text_before="own words")
    explain(second, "only newer words", code="places:ward")
    versions.restore(LEAD, first, over=second)
    assert line(WARD_RED).explained == "own words"
    assert line("places:ward").explained == "only newer words"


def test_an_explanation_that_was_taken_back_is_not_inherited():
    first = load()
    explain(first, "wrong", code=WARD_RED)
    explain(first, "", code=WARD_RED, text_before="wrong")
    load(LATER, "corrected.xlsx")
    assert line(WARD_RED).explained == ""
