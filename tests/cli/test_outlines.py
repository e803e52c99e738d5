"""`outlines use` and `outlines reset`: there and back."""

import json
from pathlib import Path

import pytest

from probation_commission.cli import main
from tests.stand_ins.official_outlines import official

pytestmark = pytest.mark.usefixtures("home")


def test_outlines_are_taken_and_the_bundled_come_back(tmp_path: Path, capsys):
    path = tmp_path / "wards.gpkg"
    official("E06000005-2015").to_file(path)
    assert main(["outlines", "use", str(path)]) == 0
    assert main(["outlines", "reset"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "From now on maps show the bundled outlines again (E06000005-2015)."
    assert main(["outlines", "reset", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ward_sets"] == []
    assert main(["outlines", "reset"]) == 0
    assert capsys.readouterr().out == "Maps show the bundled outlines already.\n"


def test_metres_as_degrees_are_refused_on_stderr(tmp_path: Path, capsys):
    path = tmp_path / "wards.geojson"
    metres = official("E06000005-2015").to_crs("EPSG:27700").set_crs("EPSG:4326", allow_override=True)
    metres.to_file(path)
    assert main(["outlines", "use", str(path)]) == 1
    assert "seem to be metres" in capsys.readouterr().err
