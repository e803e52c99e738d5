"""`retention list` and `retention enforce`."""

import json

import pytest

from probation_commission.cli import main

pytestmark = pytest.mark.usefixtures("home")


def test_each_kind_is_told_with_how_much_is_due(capsys):
    assert main(["retention", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "kept files: kept 24 months since the file was loaded, then its bytes go; its figures, name and hash "
        "stay. Now due: 0."
    )
    assert main(["retention", "enforce"]) == 0
    assert capsys.readouterr().out == "Nothing has been kept long enough. Nothing was changed.\n"
    assert main(["retention", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"]["drafts"] == 0
