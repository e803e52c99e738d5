"""`areas add` and `areas list`."""

import json

import pytest

from probation_commission.cli import main

pytestmark = pytest.mark.usefixtures("home")


def test_areas_are_added_by_code_unit_and_region(capsys):
    assert main(["areas", "add", "E09000007", "--pdu", "Harrow and Barnet", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["areas"] == ["E09000007", "E09000015"]
    assert main(["areas", "add", "--region", "North East"]) == 0
    capsys.readouterr()
    assert main(["areas", "list", "--json"]) == 0
    # Seven of the partnership, Camden, Harrow, and ten more of the twelve in the North East.
    assert len(json.loads(capsys.readouterr().out)["areas"]) == 19


def test_what_is_not_known_is_refused_on_stderr(capsys):
    assert main(["areas", "add"]) == 1
    assert main(["areas", "add", "--pdu", "Nowhere"]) == 1
    assert main(["areas", "add", "E09000014"]) == 1
    said = capsys.readouterr().err
    assert "Name at least one authority" in said
    assert "There is no probation delivery unit Nowhere" in said
    assert "Covered already: Haringey" in said
