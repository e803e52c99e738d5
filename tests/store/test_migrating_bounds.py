"""From the tables before: "fewer than 5" becomes a cohort of 0 to 4, and every other figure stays exact."""

from datetime import date

import pytest

from probation_commission.domain.iom import Measure
from probation_commission.domain.marks import Mark
from probation_commission.domain.returns import Kind
from probation_commission.store import database, measures, returns
from tests.given.earlier_tables import JO, migrate_to, put, returned_about, upload_by_account

pytestmark = pytest.mark.usefixtures("database_url")
COHORT, FEWER, ARRESTS = 1, 2, 3


def figure(number: int, measure: int, value: float, as_written: str, of: int = 1) -> dict:
    """A figure as 0010 kept it."""
    what = {"breakdown": "", "category": "", "comparator": "", "period": "", "unit": "people"}
    where = {"sheet": "Wards", "cell": f"B{number}", "as_written": as_written}
    own = {"id": number, "return_id": of, "measure_id": measure, "value": value}
    return own | what | where | {"place_kind": "ward", "place_text": "Mowden", "ward_code": "E05010412"}


@pytest.fixture(autouse=True)
def before(database_url):  # noqa: ARG001 (of either kind)
    migrate_to("0010")
    put(
        account=[JO],
        upload=[upload_by_account(1)],
        return_=[
            returned_about(1, date(2026, 5, 1)),
            returned_about(2, date(2026, 6, 1)),
        ],
    )
    with database._current().begin() as conn:
        there = {row.code: row.id for row in conn.execute(returns.measure.select())}
    put(
        figure=[
            figure(1, there["cohort"], 12, "12"),
            figure(2, there["fewer_than"], 5, "<5"),
            figure(3, there["fewer_than"], 5, "1-4"),
            figure(4, there["fewer_than"], 1, "<1"),
            figure(5, there["arrests"], 2.5, "2.5"),
            figure(6, there["fewer_than"], 10, "<10", of=2),  # a month with nothing else
        ]
    )
    database.migrate()


def test_each_figure_is_what_was_written():
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM)
    numbers = (
        figures[["value", "low", "high"]]
        .astype(object)
        .where(figures[["value", "low", "high"]].notna(), None)
    )
    assert [tuple(row) for row in numbers.itertuples(index=False)] == [
        (12, 12, 12),
        (None, 0, 4),
        (None, 1, 4),
        (0, 0, 0),
        (2.5, 2.5, 2.5),
        (None, 0, 9),
    ]
    assert list(figures.measure) == [*[Measure.COHORT] * 4, Measure.ARRESTS, Measure.COHORT]
    assert set(figures["mark"]) == {Mark.NONE}
    assert list(figures.as_written) == ["12", "<5", "1-4", "<1", "2.5", "<10"]


def test_fewer_than_is_no_measure_any_more():
    with database.write() as conn:
        measures.fill(conn)
    with database.read() as conn:
        assert set(measures.ids(conn)) == {definition.code for definition in measures.MEASURES}


def test_figures_still_go_with_their_return():
    with database.write() as conn:
        conn.execute(returns.return_.delete().where(returns.return_.c.id == 1))
    with database.read() as conn:
        assert list(returns.figures_of(conn, 1, 2).cell) == ["B6"]


def test_numbers_are_numbers_where_none_is_given():
    with database.read() as conn:
        june = returns.figures_of(conn, 2)
    assert {str(june[name].dtype) for name in ("value", "low", "high")} == {"float64"}
