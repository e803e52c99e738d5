"""Older and binary workbooks are read in a process that ends: the same figures, and no harm."""

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.intake.files import FileRefusedError, apart, hidden_note, root_names, sheets, words
from probation_commission.intake.files.ole2 import Container
from tests import files
from tests.given.layouts import read, read_as_it_seems
from tests.given.wards import HIDDEN, TABLE

SENT = Path(__file__).with_name("sent")
XLS = (SENT / "wards.xls").read_bytes()
UNSEEN = (SENT / "unseen.xls").read_bytes()
XLSB = files.xlsb({"Oct": TABLE, "Sept working": HIDDEN}, hidden=["Sept working"])


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        sheets.sheets(content)
    return refused.value.problem.code


@pytest.mark.parametrize(("content", "name"), [(XLS, "wards.xls"), (XLSB, "wards.xlsb")])
def test_the_wards_are_those_of_the_same_table_in_xlsx(content, name):
    old, new = read_as_it_seems(content, name), read_as_it_seems(files.workbook({"Oct": TABLE}))
    assert old.returns == new.returns
    assert len(old.returns[0].figures) > 40
    assert "Sept working" in old.notes[0]


def test_an_xls_says_what_is_hidden_in_it_and_where_its_errors_are():
    _, (sheet, _) = sheets.sheets(UNSEEN)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4, 7}, {4})
    assert sheet.at(9, 2) == "#N/A"
    assert "row 5, row 8 and column E" in hidden_note([sheet])[0]


def test_an_xlsb_says_it_too():
    rows = [["Ward", "Red", "Amber"], ["Ferryhill", 2, b"\x2a"], ["Peterlee", b"\x07", 1]]
    content = files.xlsb({"Oct": rows}, hidden_rows=[1], hidden_columns=[2])
    _, (sheet,) = sheets.sheets(content)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})
    assert sheet.rows[1:] == (("Ferryhill", 2.0, "#N/A"), ("Peterlee", "#DIV/0!", 1.0))


def test_more_records_than_a_return_has_are_refused(monkeypatch):
    monkeypatch.setattr(apart.limits, "MAX_CELLS", 50)
    assert refusal(XLSB) == "too many cells"


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["xl/workbook.bin", "xl/worksheets/sheet1.bin"]))
def test_no_part_of_a_binary_workbook_raises(junk, name):
    read(files.with_part(XLSB, name, junk), "wards.xlsb")


def test_people_in_an_xls_are_found():
    at = XLS.index(b"Peterlee")
    changed = XLS[:at] + b"X123456 " + XLS[at + 8 :]
    (problem,) = read(changed, "wards.xls").problems
    assert problem.code == "personal data"
    assert any("X123456" in text for text in words(changed))


def test_words_of_a_binary_workbook_are_found():
    assert any("Peterlee" in text for text in words(XLSB))


def reader(tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program in the reader's place."""
    program = tmp_path / "program.py"
    program.write_text(f"import sys\nsys.path.insert(0, {str(SENT.parents[3])!r})\n{code}")
    monkeypatch.setattr(apart, "_READER", program)


LIMITED = "from probation_commission.intake.files import apart_reader\napart_reader.within_limits()\n"


def test_one_that_never_comes_back_is_killed_and_leaves_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    number = tmp_path / "number"
    reader(
        tmp_path,
        f"import os\nopen({str(number)!r}, 'w').write(str(os.getpid()))\nwhile True: pass",
        monkeypatch,
    )
    start = time.monotonic()
    assert refusal(XLS) == "old workbook"
    assert time.monotonic() - start < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


def test_one_that_takes_all_memory_is_refused(tmp_path, monkeypatch):
    reader(tmp_path, f"{LIMITED}x = bytearray(300 * 1024**2)", monkeypatch)
    assert refusal(XLS) in {"old workbook", "damaged workbook"}


def test_one_that_works_too_long_ends_without_being_killed(tmp_path, monkeypatch):
    shorter = LIMITED.replace("apart_reader.within", "apart_reader.SECONDS = 1\napart_reader.within")
    reader(tmp_path, f"{shorter}while True: pass", monkeypatch)
    assert refusal(XLS) == "old workbook"


def test_one_that_writes_a_file_cannot(tmp_path, monkeypatch):
    written = tmp_path / "written"
    reader(tmp_path, f"{LIMITED}open({str(written)!r}, 'w').write('x')", monkeypatch)
    refusal(XLS)
    assert not written.exists() or not written.read_bytes()


def test_more_cells_than_a_return_has_are_refused(monkeypatch):
    monkeypatch.setattr(apart.limits, "MAX_CELLS", 50)
    assert refusal(XLS) == "too many cells"


def test_the_two_places_agree_on_the_limits():
    from probation_commission.intake.files import apart_reader  # noqa: PLC0415

    assert (apart.SECONDS, apart.MEGABYTES) == (apart_reader.SECONDS, apart_reader.MEGABYTES) == (20, 256)
    assert (apart._PASSWORD, apart._TOO_MANY_CELLS) == (apart_reader.PASSWORD, apart_reader.TOO_MANY_CELLS)


def test_it_needs_no_more_than_the_interpreter_that_runs():
    assert Path(sys.executable).exists()


@pytest.mark.parametrize("length", [600, 2_000, len(XLS) // 2, len(XLS) - 512])
def test_a_file_that_was_cut_off_is_refused(length):
    assert refusal(XLS[:length]) in {"damaged workbook", "not a workbook"}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_old_workbook_with_bytes_changed_raises(data):
    changed = bytearray(UNSEEN)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(changed), "wards.xls")


@given(st.data())
def test_no_container_with_bytes_changed_raises(data):
    changed = bytearray(XLS)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, 2_048))] = data.draw(st.integers(0, 255))
    root_names(bytes(changed))


def test_a_chain_of_sectors_that_bites_its_tail_is_damage():
    content = files.ole2({"Workbook": b"x" * 4_096})
    table = bytearray(content)
    table[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory goes on with itself
    with pytest.raises(ValueError, match="damaged"):
        Container(bytes(table))


def test_streams_come_whole():
    streams = {"Workbook": b"w" * 5_000, "Other": b"o" * 4_100}
    container = Container(files.ole2(streams))
    assert container.names == set(streams)
    assert container.stream("Other").startswith(streams["Other"])
