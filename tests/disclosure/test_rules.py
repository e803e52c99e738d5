"""The rules of an installation: the defaults, a file of its own, and never a weaker rule by mistake."""

import pytest

from probation_commission.disclosure.audiences import Audience, Method, Rule
from probation_commission.disclosure.rules import FILE_NAME, RulesError, rules, said


def written(home, text: str) -> None:
    (home / FILE_NAME).write_text(text, "utf-8")


@pytest.mark.usefixtures("home")
def test_without_a_file_the_defaults_are_in_force():
    assert rules().of(Audience.PARTNERSHIP) == Rule(Method.SUPPRESSION, 5, 5)
    assert rules().of(Audience.PUBLIC) == Rule(Method.ROUNDING, 10, 5)
    assert rules().of(Audience.RESTRICTED).method is Method.EXACT


def test_a_file_changes_what_it_names_and_nothing_else(home):
    written(home, '[partnership]\nthreshold = 8\n[public]\nmethod = "suppression"\n')
    assert rules().partnership == Rule(Method.SUPPRESSION, 8, 5)
    assert rules().public == Rule(Method.SUPPRESSION, 10, 5)
    assert "counts under 8 and what would give them away" in said(Audience.PARTNERSHIP)


@pytest.mark.usefixtures("home")
def test_every_audience_says_who_it_is_and_its_rule():
    assert said(Audience.RESTRICTED) == "restricted, leads and admins: exact counts"
    assert said(Audience.PUBLIC).startswith("public, anybody: counts under 10 are not told apart")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[partnership", "cannot be read"),
        ("[restricted]\nthreshold = 5", "restricted] is no audience"),
        ("partnership = 5", "partnership must be a table"),
        ('[partnership]\nmethod = "exact"', "method in [partnership] must be one of"),
        ("[partnership]\nmethod = 3", "method in [partnership] must be one of"),
        ("[partnership]\nthreshold = 4", "threshold in [partnership] must be a whole number from 5 to 100"),
        ("[public]\nthreshold = 7.5", "threshold in [public]"),
        ("[public]\nthreshold = true", "threshold in [public]"),
        ("[public]\nbase = 2", "base in [public] must be a whole number from 3"),
        ("[public]\ntreshold = 20", "[public] has treshold"),
    ],
)
def test_a_fault_is_said_and_no_other_rule_is_used_instead(home, text, fault):
    written(home, text)
    with pytest.raises(RulesError) as refused:
        rules()
    assert fault in str(refused.value)


def test_all_faults_are_said_at_once(home):
    written(home, "[partnership]\nthreshold = 1\nbase = 1\n[public]\nbase = 0\n")
    with pytest.raises(RulesError) as refused:
        rules()
    assert str(refused.value).count("must be a whole number") == 3
