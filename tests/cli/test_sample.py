"""`sample load|remove`: what was taken out is said by kind, in words and in JSON."""

import json

import pytest

from probation_commission.cli.main import main

BY_KIND = {"files", "returns", "months", "ideas", "funds", "promises", "services", "hubs", "groupings"}
BY_KIND |= {"agreements", "events", "follow_ups", "outside"}


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    capsys.readouterr()
    assert main(["sample", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("home")
def test_what_goes_is_told_by_kind(capsys):
    answered(capsys, "load")
    gone = answered(capsys, "remove")
    assert gone.keys() == {*BY_KIND, "said"}
    assert (gone["files"], gone["returns"], gone["hubs"]) == (13, 345, 6)
    assert (gone["months"][0], gone["months"][-1], len(gone["months"])) == ("2024-11", "2026-10", 24)
    assert gone["said"][0].startswith("Removed: 345 illustrative returns (November 2024 to October 2026), ")
    assert gone["said"][0].endswith("What people wrote stays.")
    # Localities come with the app for these areas, so none is made up.
    assert [noun for noun in BY_KIND if not gone[noun]] == ["groupings"]
    nothing = answered(capsys, "remove")
    assert not any(nothing[noun] for noun in BY_KIND)
    assert nothing["said"][0] == "There was nothing illustrative to remove any more."
