"""`check` says of each thing once what became of it."""

import re

import pytest

from probation_commission import setup
from probation_commission.actions import layouts, returns
from probation_commission.cli import main
from probation_commission.domain.layouts import Layout
from probation_commission.domain.returns import Kind
from tests import files
from tests.given.returns import LEAD
from tests.given.services import HEADER


@pytest.mark.usefixtures("ready_home")
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


SERVICE = '"Personal Wellbeing, Durham"'
MISSPELT = f"{HEADER}Women’s services,2026-10,Darlington,5,,,,,,\nZebedee Quill,2026-10,Darlington,2,,,,,,\n"


@pytest.mark.usefixtures("ready_home")
def test_a_name_that_is_no_service_is_answered_as_it_is_asked(tmp_path, capsys):
    file = tmp_path / "return.csv"
    file.write_text(MISSPELT)
    assert main(["check", str(file)]) == 1
    asked = capsys.readouterr().err.splitlines()
    proposed = next(line for line in asked if "(proposed: its name begins so)" in line)
    left_out = [line for line in asked if "=left out'" in line][-1]
    answers = [line.split("'")[1] for line in (proposed, left_out)]
    options = [word for answer in answers for word in ("--answer", answer)]
    assert main(["check", str(file), *options]) == 0
    assert "A3: left out, as it was said to be no service here." in capsys.readouterr().out
    assert main(["import", str(file), *options]) == 0
    assert "Accepted 1 return." in capsys.readouterr().out


@pytest.mark.usefixtures("ready_home")
def test_the_kind_of_a_count_and_a_whole_area_can_be_said(tmp_path, capsys):
    rows = f"service,month,count\n{SERVICE},2026-10,5\n"
    file = tmp_path / "return.csv"
    file.write_text(rows)
    whose = ["--sender", "A provider", "--area", "County Durham & Darlington"]
    assert main(["check", str(file), *whose]) == 1
    assert "its columns are" in capsys.readouterr().err
    (table,) = returns.check(LEAD, rows.encode(), "return.csv", sender="A provider").reading.doubts.tables
    fields = {column.key: column.field for column in table.columns}
    layouts.confirm(LEAD, "A provider", [Layout.of(Kind.SERVICE, table, fields)])
    assert main(["check", str(file), *whose]) == 1
    assert "add --counted received, or another" in capsys.readouterr().err
    assert main(["check", str(file), *whose, "--counted", "started"]) == 0
    assert "County Durham & Darlington, October 2026" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", str(file), "--counted", "wibble"])
    assert "invalid choice: 'wibble'" in capsys.readouterr().err


@pytest.mark.usefixtures("ready_home")
def test_no_figure_of_another_return_is_said(tmp_path, capsys):
    setup.ready()
    counted = f"{HEADER}{SERVICE},2026-09,County Durham & Darlington,311,287,271,0,,,\n"
    returns.accept(LEAD, returns.check(LEAD, counted.encode(), "september.csv"))
    file = tmp_path / "return.csv"
    file.write_text(f"{HEADER}{SERVICE},2026-10,County Durham & Darlington,0,0,0,0,,,\n")
    for words in ("check", "import"):
        assert main([words, str(file)]) == 0
        said = capsys.readouterr().out
        assert not {"287", "271"} & set(re.findall(r"\d+", said))
    assert "since September 2026" not in said


@pytest.mark.usefixtures("ready_home")
def test_a_cohort_is_not_of_a_whole_of_several_areas(tmp_path, capsys):
    file = tmp_path / "return.csv"
    file.write_text("area,month,ward,rag,count\nHaringey,2023-05,,,12\n")
    assert main(["check", str(file), "--area", "CDD"]) == 1
    assert "A cohort is of one authority" in capsys.readouterr().err
