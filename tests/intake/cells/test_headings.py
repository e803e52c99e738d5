import pytest

from probation_commission.domain.iom import Breakdown
from probation_commission.domain.layouts import FIELDS
from probation_commission.intake.cells.headings import (
    NONE,
    breakdown,
    category,
    meaning,
    own_category,
    says_enough,
)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ward", "ward"),
        ("WARD OF RESIDENCE", "ward"),
        ("Local Authority", "area"),
        ("No. of nominals", "count"),
        ("Total", "count"),
        ("Red nominals", "RAG:red"),
        ("R", "RAG:red"),
        ("F", "gender:Female"),
        ("Number of Males", "gender:Male"),
        ("In Custody", "setting:In custody"),
        ("Number in drug treatment", "treatment:In treatment"),
        ("De-selected", "leavers"),
        ("New to the cohort", "joiners"),
        ("GPS tags", "gps tags"),
        ("Fixed/Flex/Free", "framework"),
    ],
)
def test_known_spellings_are_sure(heading, field):
    assert (meaning(heading).field, meaning(heading).sure) == (field, True)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("RED IOM offenders", "RAG:red"),
        ("of which red", "RAG:red"),
        ("Ethnicty", "ethnicity"),
        ("Outcomme", "outcome"),
    ],
)
def test_what_is_only_alike_is_not_sure(heading, field):
    assert (meaning(heading).field, meaning(heading).sure) == (field, field == "RAG:red" and "IOM" in heading)


@pytest.mark.parametrize(
    "heading", ["", "% red", "Red (percentage)", "Arrest rate", "Cost of crime", "Everyone", "Remarks"]
)
def test_shares_and_unknown_words_name_no_field(heading):
    assert meaning(heading) == NONE


@pytest.mark.parametrize(
    ("text", "breakdown_of", "expected"),
    [
        ("M", Breakdown.GENDER, "Male"),
        ("White British", Breakdown.ETHNICITY, "White"),
        ("Other", Breakdown.ETHNICITY, "Other"),
        ("Not known", Breakdown.ETHNICITY, "Not stated"),
        ("Yes", Breakdown.TREATMENT, "In treatment"),
        ("N", Breakdown.DRUG_USE, "Does not use drugs"),
        ("Male", Breakdown.ETHNICITY, None),
        ("Yes", Breakdown.GENDER, None),
    ],
)
def test_categories(text, breakdown_of, expected):
    assert category(text, breakdown_of) == expected


@pytest.mark.parametrize(
    ("text", "breakdown_of", "expected"),
    [
        ("White British", Breakdown.ETHNICITY, "White british"),
        ("Heroin and crack", Breakdown.DRUG_USE, "Heroin and crack"),
        ("Asian", Breakdown.ETHNICITY, None),  # a category of the census, not a finer one
        ("Zebedee Quill", Breakdown.ETHNICITY, None),
        ("Mostly", Breakdown.GENDER, None),
    ],
)
def test_finer_categories_keep_their_own_words(text, breakdown_of, expected):
    assert own_category(text, breakdown_of) == expected


def test_a_line_names_what_it_counts():
    assert says_enough("Total number on cohort:")
    assert says_enough("Joiners")
    assert not says_enough("Total")  # of what?
    assert not says_enough("R")


def test_every_label_is_a_spelling_of_its_own_field():
    assert {name: meaning(label).field for name, label in FIELDS.items() if name and "’" not in label} == {
        name: name for name, label in FIELDS.items() if name and "’" not in label
    }


def test_a_breakdown_by_its_heading():
    assert breakdown("Sex") is Breakdown.GENDER
    assert breakdown("Ward") is None
