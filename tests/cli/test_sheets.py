"""`sheets`: a PDF a place, as anybody may see it; never over a file of somebody's."""

import json
import shutil
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from probation_commission.actions import place_sheets
from probation_commission.cli import main
from probation_commission.publish.own_files import LIST
from probation_commission.publish.sheets import PaperSheet

pytestmark = pytest.mark.usefixtures("at_home")
WARD, NAME = "E05010414", "Darlington_ward_Cockerton_E05010414.pdf"


@pytest.fixture(scope="module")
def started(bundled_home, tmp_path_factory):
    """A home with the bundled facts: nothing is written into it here."""
    return shutil.copytree(bundled_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)


@pytest.fixture
def at_home(started, home, monkeypatch):
    """There, with nothing of the environment."""
    del home
    monkeypatch.setenv("PC_HOME", str(started))


def test_one_ward_is_one_side_and_a_second_run_writes_over_its_own(tmp_path, capsys):
    folder = tmp_path / "panels"
    assert main(["sheets", "--to", str(folder), "--ward", WARD.lower()]) == 0
    said = capsys.readouterr()
    assert "Wrote 1 sheet to" in said.out
    assert said.err.endswith("1 of 1: Cockerton, Darlington\n")
    assert {path.name for path in folder.iterdir()} == {NAME, LIST}
    first = (folder / NAME).read_bytes()
    assert len(PdfReader(BytesIO(first)).pages) == 1
    assert main(["sheets", "--to", str(folder), "--ward", WARD, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["files"] == [NAME]
    assert answer["of_earlier_runs"] == []
    (folder / NAME).write_bytes(b"somebody's")
    assert main(["sheets", "--to", str(folder), "--ward", WARD]) == 1
    assert f"  {NAME}\n" in capsys.readouterr().err
    assert (folder / NAME).read_bytes() == b"somebody's"


def test_an_authority_has_a_sheet_for_itself_its_localities_and_each_of_its_wards(
    tmp_path, capsys, monkeypatch
):
    # What stands on them is tried elsewhere; here which there are.
    monkeypatch.setattr("probation_commission.cli.sheets.setting", lambda *_, **__: b"%PDF")
    monkeypatch.setattr(
        place_sheets,
        "sheet_of",
        lambda place, *_: PaperSheet(place.where, date(2026, 11, 27), sides=1, foot="", elsewhere=""),
    )
    assert main(["sheets", "--to", str(tmp_path), "--authority", "Haringey", "--json"]) == 0
    names = json.loads(capsys.readouterr().out)["files"]
    assert len(names) == len(set(names))
    assert "Haringey_authority_E09000014.pdf" in names
    assert sum("_ward_" in name for name in names) == 21
    assert main(["sheets", "--to", str(tmp_path / "home"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {name.partition("_")[0] for name in answer["files"]} == {"County-Durham", "Darlington"}
    assert any("_locality_" in name for name in answer["files"])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--authority", "Nowhere"], "No authority Nowhere is covered here."),
        (["--ward", "E05999999"], "No ward E05999999 of an authority that is covered here is known."),
        (["--ward", WARD, "--authority", "Haringey"], "Cockerton is a ward of Darlington, not of Haringey."),
        (["--ward", "E05000268"], "Bruce Grove was a ward of Haringey until 4 May 2022."),
    ],
)
def test_what_is_not_covered_or_not_in_force_is_refused_and_nothing_is_made(tmp_path, capsys, words, reason):
    folder = tmp_path / "none"
    assert main(["sheets", "--to", str(folder), *words]) == 1
    said = capsys.readouterr().err
    assert reason in said
    assert ("--ward E0501" in said) is ("Bruce" in reason)
    assert not folder.exists()


def test_without_a_folder_it_is_wrong_usage_and_a_file_in_its_place_is_said(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["sheets"])
    assert left.value.code == 2
    (tmp_path / "file").write_text("somebody's")
    assert main(["sheets", "--to", str(tmp_path / "file"), "--ward", WARD]) == 1
    assert "file" in capsys.readouterr().err
