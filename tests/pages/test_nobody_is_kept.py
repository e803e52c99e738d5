"""Planted people go in by every way there is, and are looked for wherever they could have stayed.

Looked through: the database with its WAL, all of PC_HOME, the temporary folder, what was printed and logged,
the session and everything that it leads to, the server's uploaded files, and all that the page was sent.
"""

import base64
import gc
import gzip
import io
import logging
import tempfile
import types
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from probation_commission import cli
from probation_commission.actions import returns
from probation_commission.domain.access import Role
from probation_commission.domain.returns import Kind
from probation_commission.intake.people import columns
from probation_commission.intake.returns import ReadingError
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.who import ROLE_KEY
from tests.files import ole2, part, with_part, workbook
from tests.given.returns import LEAD

PLANTED = (
    *("Zebediah", "Quorn", "X918273", "0918273K", "A9182QK", "1987-06-05", "05/06/1987", "zeb.q@example.org"),
    *("07700 900461", "Quince Walk", "DH1 5QZ", "DH1 4AA", "Wilhelmina", "QQ 91 82 73 C", "Umberslade"),
)
HEADINGS = (
    "Name",
    "CRN",
    "PNC",
    "NOMS no",
    "DOB",
    "E-mail",
    "Phone",
    "Address",
    "NI number",
    "Notes",
    "Ward",
)
HEADINGS = (*HEADINGS, "RAG", "Gender", "Quorn 07700 900461", "Home postcode")
FILE_NAME = "Zebediah Quorn IOM October 2026"
UNDATED = "Zebediah Quorn IOM"


def person(number: int, ward: str = "Neville's Cross", postcode: str = "DH1 4AA") -> list[object]:
    return [
        "Zebediah Quorn" if number else "Umberslade, Wilhelmina",
        f"X91827{3 + number}",
        f"2012/091827{3 + number}K",
        f"A918{2 + number}QK",
        datetime(1987, 6, 5),  # noqa: DTZ001 (as a workbook has it)
        "zeb.q@example.org",
        "07700 900461",
        "17 Quince Walk, Durham DH1 5QZ",
        "QQ 91 82 73 C",
        "Lives with his aunt Wilhelmina Umberslade, who must not be told",
        ward,
        "Red",
        "Zebediah",
        "Quorn",
        postcode,
    ]


def nowhere(number: int) -> list[object]:
    row = person(number, "Quorn", "")
    row[HEADINGS.index("Address")] = "17 Quince Walk"
    return row


def as_workbook(*rows: list[object]) -> bytes:
    return workbook({"Z Quorn": [["County Durham: Quorn"], HEADINGS, *(rows or (person(0), person(1)))]})


def as_csv(*rows: list[object]) -> bytes:
    text = io.StringIO()
    for row in [HEADINGS, *(rows or (person(0), person(1)))]:
        said = [f"{value:%d/%m/%Y}" if isinstance(value, datetime) else str(value) for value in row]
        text.write(",".join(f'"{value}"' for value in said) + "\n")
    return text.getvalue().encode()


COUNTED = {
    "workbook": (as_workbook(), ".xlsx"),
    "CSV": (as_csv(), ".csv"),
    "CSV in UTF-16": (as_csv().decode().encode("utf-16"), ".csv"),
}
SHEET = "xl/worksheets/sheet1.xml"
REFUSED = {
    "a ward that is none": (
        as_workbook(person(0), nowhere(1)),
        f"{FILE_NAME}.xlsx",
    ),
    "the same person twice": (as_csv(person(0), person(0)), f"{FILE_NAME}.csv"),
    "no month": (as_csv(), f"{UNDATED}.csv"),
    "no month in a workbook": (as_workbook(), f"{UNDATED}.xlsx"),
    "half a character": (as_csv().decode().encode("utf-16") + b"x", f"{FILE_NAME}.csv"),
    "no encoding that is known": (as_csv() + b"\x81", f"{FILE_NAME}.csv"),
    "an old workbook that is damaged": (ole2({"Workbook": as_csv()}), f"{FILE_NAME}.xls"),
    "a report of Refer and Monitor": (
        b"referral_ref,referral_id,service_user_crn,date_referral_received,concluded_at\n" + as_csv(),
        f"{FILE_NAME}.csv",
    ),
    "an open quotation mark": (as_csv() + b'"Zebediah', f"{FILE_NAME}.csv"),
    "a damaged workbook": (as_workbook()[:-200], f"{FILE_NAME}.xlsx"),
    "a workbook with half a sheet": (
        with_part(as_workbook(), SHEET, part(as_workbook(), SHEET)[:-300]),
        f"{FILE_NAME}.xlsx",
    ),
    "counts beside a name": (
        b"area,month,ward,rag,count,name\nDarlington,2026-10,,,2,Zebediah Quorn\n",
        f"{FILE_NAME}.csv",
    ),
    "a letter": (b"Dear all,\nX918273 Zebediah Quorn is back.\n", f"{FILE_NAME}.csv"),
}


@pytest.fixture
def desk(
    ready_home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Path]]:
    """An empty store, and a temporary folder of its own; both are looked through at the end."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield [ready_home, folder]
    assert found_in(everything_in([ready_home, folder])) == []
    database._current().dispose()  # which moves what is in the WAL
    assert found_in(everything_in([ready_home, folder])) == []


def everything_in(folders: list[Path]) -> Iterator[bytes]:
    for folder in folders:
        for path in folder.rglob("*"):
            yield str(path.relative_to(folder)).encode()
            if path.is_file():
                yield path.read_bytes()
                yield from unpacked(path.read_bytes())


def unpacked(content: bytes) -> Iterator[bytes]:
    """What a file may hide in a packed form, as a whole or in a part."""
    for sign, unpack in ((b"\x1f\x8b", gzip.decompress), (b"\x78", zlib.decompress)):
        if content.startswith(sign):
            yield unpack(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())


def found_in(places: Iterable[bytes | str]) -> list[str]:
    """Which planted words stand there, in UTF-8, UTF-16 or base64."""
    content = b"\n".join(
        one.encode(errors="replace") if isinstance(one, str) else one for one in places
    ).lower()
    return [word for word in PLANTED if any(form in content for form in forms(word))]


def forms(word: str) -> Iterator[bytes]:
    for lowered in (word.lower(), word.lower().replace(" ", "")):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield lowered.encode(encoding)
    for shift in range(3):
        yield base64.b64encode(b" " * shift + word.encode())[4:-4].lower() or word.encode()


def reached_from(start: object) -> Iterator[bytes | str]:
    """Every text that an object leads to."""
    seen, todo = set(), [start]
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, type | types.ModuleType | types.FunctionType | types.FrameType):
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes | bytearray):
            yield bytes(one) if isinstance(one, bytearray) else one
        elif isinstance(one, datetime):
            yield one.isoformat()
        else:
            todo += gc.get_referents(one)


def sent(block) -> Iterator[bytes]:
    """All that the page was sent, as it was sent."""
    proto = getattr(block, "proto", None)
    if hasattr(proto, "SerializeToString"):
        yield from (str(proto).encode(), proto.SerializeToString())
    for child in getattr(block, "children", {}).values():
        yield from sent(child)


def page(monkeypatch: pytest.MonkeyPatch) -> tuple[AppTest, list[str]]:
    """The page, and the files that were taken out of the server's memory."""
    gone: list[str] = []
    remove = MemoryUploadedFileManager.remove_file

    def recorded(self, session_id: str, file_id: str) -> None:
        gone.append(file_id)
        remove(self, session_id, file_id)

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", recorded)
    app = AppTest.from_file(ROOT / "pages" / "returns.py", default_timeout=60)
    app.session_state[ROLE_KEY] = Role.LEAD
    return app.run(), gone


def nobody_on(app: AppTest) -> None:
    assert found_in(sent(app._tree)) == []
    assert found_in(reached_from(app.session_state)) == []


@pytest.fixture(autouse=True)
def _nothing_printed_or_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator:
    caplog.set_level(logging.DEBUG)
    yield
    printed = capfd.readouterr()
    assert found_in([printed.out, printed.err, caplog.text, *map(str, caplog.records)]) == []


def test_what_is_planted_would_be_found(tmp_path: Path):
    assert set(PLANTED) - set(found_in([as_csv(), str(person(0)[4])])) == set()
    (tmp_path / "kept.xlsx").write_bytes(as_workbook())
    assert "Wilhelmina" in found_in(everything_in([tmp_path]))
    assert found_in(["Zebediah".encode("utf-16")]) == ["Zebediah"]
    assert found_in([base64.b64encode(b"so Zebediah said")]) == ["Zebediah"]
    assert "Quorn" in found_in(reached_from({"a": [{"b": as_csv().decode()}]}))


@pytest.mark.parametrize("form", COUNTED)
@pytest.mark.usefixtures("desk")
def test_people_are_counted_on_the_page_and_accepted(form, monkeypatch):
    content, ending = COUNTED[form]
    app, gone = page(monkeypatch)
    name = FILE_NAME if form == "workbook" else f"{FILE_NAME} County Durham"
    app.file_uploader[0].upload(name + ending, content).run()
    assert not app.exception
    assert len(gone) == 1
    assert "The file itself was let go of; only the counts below were kept in memory." in app.info[0].value
    dropped = app.table[0].value
    assert set(dropped["Rows"]) == {"2"}
    assert {"CRN", "PNC", "DOB", "Home postcode"} < set(dropped["Heading"])
    nobody_on(app)
    accept(app).click().run()
    assert app.success[0].value == "Accepted: County Durham, October 2026."
    nobody_on(app)
    with database.read() as conn:
        stored = store.history(conn)
        figures = store.figures(conn, Kind.IOM)
    assert list(stored.file_name) == [f"a list of people{ending}"]
    total = figures[(figures.breakdown == "") & figures.rag.isna() & figures.place_kind.isna()]
    assert list(total.value) == [2]
    assert set(figures.as_written) == {""}


def accept(app: AppTest):
    return next(button for button in app.button if button.label.startswith("Accept"))


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("desk")
def test_a_refused_file_leaves_nobody_behind(case, monkeypatch):
    content, name = REFUSED[case]
    app, gone = page(monkeypatch)
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception
    assert "can’t be accepted" in app.error[0].value
    assert len(gone) == 1
    nobody_on(app)
    app.button[0].click().run()  # set aside
    assert not app.error
    nobody_on(app)


@pytest.mark.parametrize("form", COUNTED)
@pytest.mark.usefixtures("desk")
def test_the_command_line_tells_counts_and_what_was_dropped(form, tmp_path_factory, capfd):
    content, ending = COUNTED[form]
    file = tmp_path_factory.mktemp("inbox") / f"{FILE_NAME} County Durham{ending}"
    file.write_bytes(content)
    told = {}
    for command, code in ((("check",), 0), (("check", "--json"), 0), (("import",), 0), (("import",), 1)):
        assert cli.main([command[0], str(file), *command[1:]]) == code
        told[command, code] = capfd.readouterr()
        assert found_in([told[command, code].out, told[command, code].err]) == []
    assert "CRN, in 2 rows" in told[("check",), 0].out
    assert "already loaded: a list of people" in told[("import",), 1].err


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("desk")
def test_the_command_line_refuses_without_a_name(case, tmp_path_factory, capfd):
    content, name = REFUSED[case]
    file = tmp_path_factory.mktemp("inbox") / name
    file.write_bytes(content)
    assert cli.main(["import", str(file)]) == 1
    told = capfd.readouterr()
    assert told.err.strip()
    assert found_in([told.out, told.err]) == []


@pytest.mark.usefixtures("desk")
def test_a_fault_while_counting_is_told_without_the_values(monkeypatch, caplog):
    def at_fault(_breakdown, value):
        raise ValueError(f"{value!r} of {person(0)}")

    monkeypatch.setattr(columns, "category", at_fault)
    app, _ = page(monkeypatch)
    app.file_uploader[0].upload(f"{FILE_NAME}.xlsx", as_workbook()).run()
    assert app.exception
    assert found_in([caplog.text, *sent(app._tree)]) == []
    with pytest.raises(ReadingError) as fault:
        returns.check(LEAD, as_workbook(), f"{FILE_NAME}.xlsx")
    logging.getLogger("explorer").error("as Streamlit logs it", exc_info=fault.value)
    assert "ReadingError: ValueError in test_nobody_is_kept.py" in caplog.text
    assert fault.value.__context__ is None


@pytest.mark.usefixtures("desk")
def test_a_write_that_fails_half_way_leaves_nobody(monkeypatch):
    checked = returns.check(LEAD, as_workbook(), f"{FILE_NAME}.xlsx")
    assert found_in(reached_from(checked)) == []

    def failing(*_: object, **_keywords: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(returns.audit, "record", failing)
    with pytest.raises(OSError, match="disk is full"):
        returns.accept(LEAD, checked)
