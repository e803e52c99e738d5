"""`check` says of each thing once what became of it."""

import pytest

from probation_commission.cli import main
from tests import files


@pytest.mark.usefixtures("home")
def test_a_contact_line_that_was_dropped_is_told_once(tmp_path, capsys):
    sheets = files.Borough().rows()
    first = next(iter(sheets))
    sheets[first] = [*sheets[first], [], [], ["Contact: team@example.org"]]
    file = tmp_path / "return.xlsx"
    file.write_bytes(files.workbook(sheets))
    assert main(["check", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.count("an e-mail address") == 1
    assert "outside the tables: it was left out" in said
