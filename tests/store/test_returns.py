"""Returns are kept whole, supersede one another, and know where each figure came from."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Cell, Check, Figure, Kind, Standing, Verdict
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database, illustrative
from probation_commission.store import returns as store
from probation_commission.store.tables import check, figure, return_
from probation_commission.store.tables import upload as upload_table
from tests.given.returns import HARINGEY, JUNE, LEAD, MAY, monthly, nominals, upload

pytestmark = pytest.mark.usefixtures("migrated")

LINE = Check(Verdict.FAILS, "52 is not 61.", (Cell("Wards", "B2"),), ("a detail",))
ENFIELD = gazetteer().authority("Enfield")


def keep(name, *returns, illustrative=False):
    with database.write() as conn:
        number = store.add_upload(conn, LEAD, upload(name, illustrative=illustrative))
        return store.add(conn, number, [store.NewReturn(one, [LINE]) for one in returns])


def kept(month=MAY):
    """File, standing and illustrative mark of each return of Haringey's month, oldest first."""
    with database.read() as conn:
        history = store.history(conn).sort_values("id")
    rows = history[(history.area_code == HARINGEY.code) & (history.month == month)]
    return list(zip(rows.file_name, rows.standing, rows.illustrative, strict=True))


def current_values(month=MAY):
    with database.read() as conn:
        figures = store.figures(conn, Kind.IOM, HARINGEY.code)
    return list(figures[figures.month == month].value)


def rows_in(table):
    with database.read() as conn:
        return conn.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_later_return_for_the_same_area_and_month_supersedes_and_the_earlier_stays():
    keep("first", monthly(nominals(61)))
    keep("second", monthly(nominals(62)))
    assert kept() == [("first", "superseded", False), ("second", "current", False)]
    assert current_values() == [62]
    with database.read() as conn:
        assert list(store.history(conn).figures) == [1, 1]
        assert len(store.own_checks(conn, Kind.IOM)) == 1
        assert len(store.months(conn, Kind.IOM)) == 1


def test_another_month_or_another_area_supersedes_nothing():
    keep("may", monthly(nominals(61)))
    keep("june", monthly(nominals(62), month=JUNE), monthly(nominals(40), area=ENFIELD))
    assert kept() == [("may", "current", False)]
    assert current_values(JUNE) == [62]


def test_the_database_itself_refuses_two_current_returns():
    first, _ = keep("first", monthly(nominals(61)))[0], keep("second", monthly(nominals(62)))

    def both() -> None:
        with database.write() as conn:
            conn.execute(update(return_).where(return_.c.id == first).values(standing=Standing.CURRENT))

    with pytest.raises(IntegrityError):
        both()


def test_the_database_itself_refuses_the_same_file_twice():
    keep("first", monthly(nominals(61)))
    with pytest.raises(IntegrityError):
        keep("first", monthly(nominals(61), month=JUNE))
    assert kept(JUNE) == []


def test_a_failure_at_the_last_figure_leaves_nothing_and_the_earlier_return_in_force():
    keep("first", monthly(nominals(61)))
    broken = monthly(nominals(62), nominals(0))
    object.__setattr__(broken.figures[-1], "as_written", None)  # the database refuses the row
    with pytest.raises(IntegrityError):
        keep("second", monthly(nominals(9), month=JUNE), broken)
    assert kept() == [("first", "current", False)]
    assert kept(JUNE) == []
    assert [rows_in(table) for table in (upload_table, return_, figure, check)] == [1, 1, 1, 1]


def test_each_figure_comes_back_with_its_cell_place_and_provenance():
    change = Figure(
        Measure.COST_PER_YEAR,
        -2.5,
        Cell("", "F7"),  # a CSV has no sheet
        "47,380 (▼2.5%)",
        breakdown=Breakdown.CHANGE,
        category="during",
        unit="percent",
        comparator="All Boroughs",
        period="2023 Q1",
    )
    keep("file.xlsx", monthly(nominals(5, "BRUCE GROVE", Rag.RED, cell="D5"), nominals(3, "NFA"), change))
    with database.read() as conn:
        ward, nowhere, other = store.figures(conn, Kind.IOM, HARINGEY.code).to_dict("records")
    assert (ward["place_kind"], ward["place_text"], ward["ward_code"]) == (
        PlaceKind.ABOLISHED,
        "BRUCE GROVE",
        "E05000268",
    )
    assert (ward["rag"], ward["value"], ward["sheet"], ward["cell"], ward["as_written"]) == (
        "red", 5, "Wards", "D5", "5",
    )  # fmt: skip
    assert nowhere["place_kind"] == PlaceKind.NO_FIXED_ABODE
    assert pd.isna(nowhere["ward_code"])
    assert pd.isna(nowhere["rag"])
    parts = ["value", "sheet", "cell", "category", "unit", "comparator", "period"]
    assert [other[part] for part in parts] == [
        -2.5, "", "F7", "during", "percent", "All Boroughs", "2023 Q1",
    ]  # fmt: skip
    assert (ward["file_name"], ward["accepted_by"], ward["illustrative"]) == (
        "file.xlsx",
        "Local lead",
        False,
    )
    assert ward["sha256"] == upload("file.xlsx").sha256
    assert ward["month"] == MAY


def test_the_moment_of_accepting_is_the_same_on_every_database():
    keep("first", monthly(nominals(61)))
    with database.read() as conn:
        before = store.loaded_before(conn, upload("first").sha256)
        assert store.history(conn).accepted_at[0] == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert before == upload("first")
    assert before.accepted_at.utcoffset().total_seconds() == 0


def test_a_file_that_was_never_loaded_is_not_found():
    with database.read() as conn:
        assert store.loaded_before(conn, "f" * 64) is None
        assert store.current(conn, Kind.IOM, HARINGEY.code, MAY) is None
        assert store.notes(conn, Kind.IOM, HARINGEY.code, MAY) == []


def test_what_was_said_besides_belongs_to_the_current_return():
    keep("first", monthly(nominals(61)))
    with database.read() as conn:
        assert store.notes(conn, Kind.IOM, HARINGEY.code, MAY) == ["a note"]
        line = store.own_checks(conn, Kind.IOM).to_dict("records")[0]
    assert (line["verdict"], line["sentence"], line["cells"], line["detail"]) == (
        Verdict.FAILS, "52 is not 61.", ["Wards!B2"], ["a detail"],
    )  # fmt: skip


def test_figures_can_be_asked_since_a_month():
    keep("both", monthly(nominals(61)), monthly(nominals(62), month=JUNE))
    with database.read() as conn:
        assert list(store.figures(conn, Kind.IOM, HARINGEY.code, since=JUNE).value) == [62]


def test_nothing_loaded_gives_frames_with_their_columns():
    with database.read() as conn:
        assert store.figures(conn, Kind.IOM, HARINGEY.code).empty
        assert "month" in store.months(conn, Kind.IOM)
        assert "standing" in store.history(conn)


def remove_illustrative():
    with database.write() as conn:
        going = illustrative.what_goes(conn, []).goes
        illustrative.remove(conn, going)
    return len(going.files)


def test_taking_illustrative_data_out_puts_the_real_return_before_it_in_force():
    keep("real", monthly(nominals(61)))
    keep("made up", monthly(nominals(70)), monthly(nominals(71), month=JUNE), illustrative=True)
    assert remove_illustrative() == 1
    assert kept() == [("real", "current", False)]
    assert current_values() == [61]
    assert current_values(JUNE) == []  # there was no real one
    assert [rows_in(table) for table in (upload_table, return_, figure, check)] == [1, 1, 1, 1]


def test_taking_it_out_leaves_a_real_return_after_it_in_force():
    keep("real", monthly(nominals(61)))
    keep("made up", monthly(nominals(70)), illustrative=True)
    keep("real, later", monthly(nominals(63)))
    remove_illustrative()
    assert kept() == [("real", "superseded", False), ("real, later", "current", False)]


def test_it_is_known_whether_anything_is_illustrative():
    def loaded():
        with database.read() as conn:
            return store.illustrative_loaded(conn)

    keep("real", monthly(nominals(61)))
    assert not loaded()
    keep("made up", monthly(nominals(70)), illustrative=True)
    assert loaded()
    assert remove_illustrative() == 1
    assert not loaded()
    assert remove_illustrative() == 0
