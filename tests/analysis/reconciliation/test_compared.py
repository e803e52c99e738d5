"""Which figures a line holds against each other, whatever else it says."""

import importlib

import pytest

from probation_commission.analysis.reconciliation.compared import compared

MIGRATION = importlib.import_module("probation_commission.store.migrations.versions.0010_figures_given_for")
LINES = {
    "Ward table 52 of 61": "52 against 61",
    "Ward table 52 of 61: 2 of its counts are not given exactly (Wards!E9, Wards!E12)": "52 against 61",
    "Cohort 61 against 30 + 8 + 7 + 15 = 60": "61 against 30 + 8 + 7 + 15 = 60",
    "Cohort 61 = 30 + 8 + 7 + 16": "61 = 30 + 8 + 7 + 16",
    "Cohort 52 against 50 last month + 3 joiners − 2 leavers = 51": "52 against 50 + 3 − 2 = 51",
    "Harringay: 3 red + 4 amber of 9": "3 + 4 against 9",
    "Gender: Male 50 + Female 11 = 61 against 60 in the cohort": "50 + 11 = 61 against 60",
    "“23 red in the community” in the text against 30 red in the cohort": "23 against 30",
    "“Nine housed outside” in the text against six in the table": "9 against 6",
    "“Nine housed outside” in the text and nine in the table": "9 against 9",
    "9 recalled in the text against 10 in the rows (8 charged + 2 part)": "9 against 10 against 8 + 2",
    "GPS tags, knife crime: 12, of them 3 of IOM nominals": "12 against 3",
    "Outcomes 8 + 4 = 12 against completed + ended early 9 + 2 = 11: more outcomes than endings": (
        "8 + 4 = 12 against 9 + 2 = 11"
    ),
    "Completed + ended early 16, started 4 in October 2026: some had started before": "16 against 4",
    "Completed + ended early 24, started 24 since September 2026, the first return": "24 against 24",
    "5 recorded against wards abolished in 2022": "5",  # the year is no figure
    "9 recorded against wards that came into force after May 2023": "9",
    "Seven Kings 3, in Redbridge or Barking (which one?)": "3",  # nor is a ward's name
    "Cohort 61 against 30 + 8 = 38, without green and blue": "61 against 30 + 8 = 38",
    "This month's cohort against last month's: last month's total not given": "",
    "In every row of the ward table the RAGs agree with the total": "",
}


@pytest.mark.parametrize(("sentence", "figures"), LINES.items())
def test_the_figures_of_a_line(sentence, figures):
    assert compared(sentence) == figures
    assert MIGRATION.compared(sentence) == figures
