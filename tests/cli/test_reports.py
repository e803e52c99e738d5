"""`import` of a performance report says what was not counted."""

import pytest

from probation_commission.cli import main
from probation_commission.store import database, directory
from tests.actions.test_reports import CONTRACT
from tests.given.ram import as_csv, referral

pytestmark = pytest.mark.usefixtures("ready")


def test_import_says_which_rows_were_not_counted_and_why(tmp_path, capsys):
    with database.write() as conn:
        directory.put_bundled_services(conn, [CONTRACT])
    rows = [*(referral(number) for number in range(1, 20)), referral(30, "soon")]
    (tmp_path / "report.csv").write_bytes(as_csv(rows))
    assert main(["import", str(tmp_path / "report.csv")]) == 0
    said = capsys.readouterr().out
    assert "1 row without a contract or day received not counted" in said
    assert "Date_referral_received is no day that can be read: row 21" in said
    assert "1 month held in part" in said
