"""From the tables before: explanations keep the figures they were given for; sums across months go."""

from datetime import date

import pytest
from sqlalchemy import MetaData, select

from probation_commission.domain.returns import Kind
from probation_commission.store import database, explanations, returns
from tests.given.earlier_tables import JO, NOW, migrate_to, put, returned_about, upload_by_account

pytestmark = pytest.mark.usefixtures("database_url")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
MOVES, SO_FAR = "joiners and leavers", "endings:starts so far"


def line(number: int, of: int, code: str, sentence: str, verdict: str = "fails") -> dict:
    own = {"id": number, "return_id": of, "code": code, "sentence": sentence, "verdict": verdict}
    return own | {"cells": ["Wards!B2"], "detail": []}


def words(number: int, of: int, code: str, text: str, *, carried_over: bool = False) -> dict:
    own = {"id": number, "return_id": of, "code": code, "text": text, "carried_over": carried_over}
    return own | {"account_id": 1, "at": NOW}


@pytest.fixture(autouse=True)
def before(database_url):  # noqa: ARG001 (of either kind)
    migrate_to("0009")
    put(
        account=[JO],
        upload=[upload_by_account(1)],
        return_=[
            returned_about(1, MAY, standing="superseded"),
            returned_about(2, MAY),
            returned_about(3, JUNE),
            returned_about(
                4, MAY, kind="service", subject_kind="service", subject_id="ete-ne", area_code="CDD"
            ),
        ],
        check=[
            line(1, 1, "ward table", "Ward table 52 of 61"),
            line(2, 2, "ward table", "Ward table 52 of 61"),
            line(3, 2, "places:abolished:2022", "5 recorded against wards abolished in 2022", "note"),
            line(4, 3, MOVES, "Cohort 52 against 50 last month + 3 joiners − 2 leavers = 51"),
            line(5, 4, SO_FAR, "Completed + ended early 16, started 4 in May 2026", "note"),
            line(6, 4, "starts:received", "Started 4, received 5", "holds"),
        ],
        explanation=[
            words(1, 1, "ward table", "first"),
            words(2, 1, "ward table", "nine are in custody"),
            words(3, 2, "ward table", "nine are in custody", carried_over=True),
            words(4, 2, "places:abolished:2022", "old names"),
            words(5, 3, MOVES, "one was moved here"),
            words(6, 3, "cohort", "of a line that is not there"),
        ],
    )
    database.migrate()


def test_each_explanation_has_the_figures_of_the_line_that_it_explained():
    with database.read() as conn:
        may, june = explanations.of_versions(conn, 2), explanations.of_versions(conn, 3)
    assert list(zip(may.id, may.text, may.figures_given_for, strict=True)) == [
        (4, "old names", "5"),
        (3, "nine are in custody", "52 against 61"),
        (2, "nine are in custody", "52 against 61"),
        (1, "first", "52 against 61"),
    ]
    assert list(june.text) == ["of a line that is not there", "one was moved here"]
    assert june.figures_given_for.isna().tolist() == [True, False]
    assert june.figures_given_for.iloc[1] == "52 against 50 + 3 − 2 = 51"
    assert set(may.who) == {"Jo Lead"}
    assert "carried_over" not in may


def test_sums_across_months_are_no_longer_among_the_stored_ones_and_all_others_stay():
    with database.read() as conn:
        current = returns.own_checks(conn)
        found = MetaData()
        found.reflect(conn)
        kept = list(conn.execute(select(found.tables["check"].c.id).order_by("id")).scalars())
    assert kept == [1, 2, 3, 6]
    assert list(current.code) == ["ward table", "places:abolished:2022", "starts:received"]
    assert set(current.kind) == {Kind.IOM, Kind.SERVICE}


def test_explanations_still_go_with_their_return():
    with database.write() as conn:
        conn.execute(returns.return_.delete().where(returns.return_.c.id == 2))
    with database.read() as conn:
        assert list(explanations.of_versions(conn, 1).id) == [2, 1]
        found = MetaData()
        found.reflect(conn)
        assert set(conn.execute(select(found.tables["explanation"].c.id)).scalars()) == {1, 2, 5, 6}
