"""`travel load`: the times of a file, or every problem of it on stderr."""

import pytest

from probation_commission.actions import hubs
from probation_commission.cli import main
from tests.actions.test_hubs import HALL, LEA
from tests.actions.test_travel import file, standing

pytestmark = pytest.mark.usefixtures("home")


def test_times_are_loaded_from_a_file_or_refused_with_each_problem(tmp_path, capsys):
    path = tmp_path / "times.csv"
    path.write_bytes(file(38))
    assert main(["travel", "load", str(path)]) == 1
    assert "B2: “Example Hall” is no place of the directory" in capsys.readouterr().err
    hubs.add(LEA, HALL, "told")
    assert main(["travel", "load", str(path)]) == 0
    assert capsys.readouterr().out == (
        "In force from now on: by bus, Tuesday 10:00, as of 1 May 2026, for County Durham: 1 time.\n"
    )
    assert standing() == {"by bus, Tuesday 10:00": 38}
