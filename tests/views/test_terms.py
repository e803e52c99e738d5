"""What a partnership calls its wards, localities and blue is said in its stead, and names are left alone."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.domain.partnership import Terms
from probation_commission.geography import partnership as partnerships
from probation_commission.intake.cohort import template
from probation_commission.intake.files import sheets
from probation_commission.publish.templates import cohort_return
from probation_commission.views.terms import in_chart, in_file, said, said_of_files

OWN = """
usual = "own"
[own]
name = "Somewhere"
region = "North East"
home = ["E06000047"]
terms.ward = "electoral division"
terms.wards = "electoral divisions"
terms.localities = "networks"
terms.locality = "network"
terms.blue = "in custody"
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    path = tmp_path / "partnerships.toml"
    path.write_text(OWN)
    monkeypatch.setattr(partnerships, "PARTNERSHIPS", path)
    monkeypatch.delenv("PC_PARTNERSHIP", raising=False)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("usual", "own_words"),
    [
        ("IOM by ward", "IOM by electoral division"),
        ("Wards not yet in a locality: 3", "Electoral divisions not yet in a network: 3"),
        ("are on a ward of the map", "are on an electoral division of the map"),  # a, an
        ("“Which wards?”", "“Which electoral divisions?”"),
        ("A ward’s marker", "An electoral division’s marker"),
        ("3 blue nominals; B Blue", "3 in custody nominals; B In custody"),
        # No term stands in what these are called:
        ("Ward End", "Ward End"),
        ("Example locality East", "Example locality East"),
        ("Wards!B5", "Wards!B5"),
        ("iom_wards.csv and wards.csv", "iom_wards.csv and wards.csv"),
        (":blue-badge[explained]", ":blue-badge[explained]"),
        ("Wardle and Blueberry", "Wardle and Blueberry"),
        ("", ""),
    ],
)
def test_the_words_of_a_partnership(usual, own_words):
    assert said(usual) == own_words


@pytest.mark.usefixtures("own")
def test_a_chart_has_them_in_its_titles_and_for_its_rags_and_its_fields_stay():
    chart = {
        "encoding": {
            "x": {"field": "ward", "title": "wards"},
            "color": {"scale": {"domain": ["red", "blue"]}},
        },
        "data": {"values": [{"rag": "blue", "ward": "blue"}]},
        "mark": {"color": "blue"},
    }
    assert in_chart(chart) == {
        "encoding": {
            "x": {"field": "ward", "title": "electoral divisions"},
            "color": {"scale": {"domain": ["red", "in custody"]}},
        },
        "data": {"values": [{"rag": "in custody", "ward": "blue"}]},
        "mark": {"color": "blue"},
    }


def test_without_terms_all_stays_as_it_is_written():
    assert Terms().said == {}
    assert said("Every ward, a locality, blue") == "Every ward, a locality, blue"
    chart = {"title": "wards"}
    assert in_chart(chart) is chart


@pytest.mark.usefixtures("own")
def test_what_is_quoted_of_a_file_stands_there_and_stays():
    assert said_of_files("No ward in “Ward” or “Blue wards”: give wards") == (
        "No electoral division in “Ward” or “Blue wards”: give electoral divisions"
    )
    assert said_of_files("“not closed, a ward") == "“not closed, an electoral division"


@pytest.mark.usefixtures("own")
def test_a_file_has_them_in_its_headings_and_notes_and_no_cell_is_touched():
    table = pd.DataFrame({"Ward": ["Ward End", "blue"], "Blue": [1, 2]})
    told, about = in_file(table, {"Wards": "Durham wards since 2025"})
    assert list(told.columns) == ["Electoral division", "In custody"]
    assert list(told["Electoral division"]) == ["Ward End", "blue"]
    assert about == {"Electoral divisions": "Durham electoral divisions since 2025"}


@pytest.mark.usefixtures("own")
def test_our_template_says_them_to_people_and_is_read_back_as_before():
    content = cohort_return("Somewhere", ["Kilburn"], [date(2026, 9, 1)], said=said_of_files)
    every = {sheet.name: sheet for sheet in sheets.sheets(content)[1]}
    assert template.stands_in(list(every.values()))
    words = " ".join(text for _, _, text in every["How to fill this in"].texts())
    assert "one row for each month, electoral division and RAG" in words
    assert "Column: Ward Choose the electoral division, NFA" in words
    assert [every["Lists"].text(row, 2) for row in range(4)] == ["All", "Red", "Amber", "Green"]
    assert every["Lists"].text(4, 2) == "Blue"
