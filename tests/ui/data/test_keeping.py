"""What is kept: for as long as nobody writes about what it is read from, and for nobody to change."""

from datetime import date
from inspect import signature

import pandas as pd
import pytest
from sqlalchemy import delete, event, update
from sqlalchemy.sql import visitors
from streamlit.testing.v1 import AppTest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.returns import Kind
from probation_commission.store import database
from probation_commission.store.database import Topic
from probation_commission.store.tables import TOPIC_OF, disclosure_rule, hub
from probation_commission.ui.data import kept, loaders, released

MONTH = date(2026, 10, 1)
DURHAM = "E06000047"
KEPT = [loader for loader in vars(loaders).values() if hasattr(loader, "topics")]
LOADERS = [
    pytest.param(loader, arguments, id=loader.__name__)
    for loader, arguments in [
        *((loader, ()) for loader in KEPT if not signature(loader).parameters),
        (loaders.iom_figures, (DURHAM,)),
        (loaders.reconciliation, (None,)),
        (loaders.reconciliation, (Kind.SERVICE,)),
        (loaders.figures_of, (1,)),
        (loaders.cells_of, (1,)),
        (loaders.explanations_of, (1,)),
        (loaders.notes, (DURHAM, MONTH)),
        (released.iom, (DURHAM, Sight(Audience.PARTNERSHIP))),
        (released.service_returns, ()),
    ]
]


@pytest.fixture
def read(sampled_home):  # noqa: ARG001 (what is read is there)
    """The topics of the tables that are read from now on."""
    topics: set[Topic] = set()

    def note(_conn, statement, *_rest):
        tables = {part for part in visitors.iterate(statement) if part in TOPIC_OF}
        topics.update(TOPIC_OF[table] for table in tables)

    engine = database._current()
    event.listen(engine, "before_execute", note)
    yield topics
    event.remove(engine, "before_execute", note)


@pytest.mark.parametrize(("loader", "arguments"), LOADERS)
def test_whatever_is_kept_names_every_topic_that_it_is_read_from(read, loader, arguments):
    loader(*arguments)
    assert read
    assert read <= set(loader.topics)


@pytest.fixture
def counted(ready_home):  # noqa: ARG001 (what is written about is there)
    """A function that is kept, and how often it was worked out."""
    calls = []

    @kept(Topic.DIRECTORY)
    def frame(number: int) -> pd.DataFrame:
        calls.append(number)
        return pd.DataFrame({"number": [number]})

    return frame, calls


def test_it_is_worked_out_anew_once_its_topic_was_written_about_and_for_no_other(counted):
    frame, calls = counted
    frame(1)
    with database.write() as conn:
        conn.execute(delete(disclosure_rule))
    frame(1)
    assert calls == [1]
    with database.write() as conn:
        conn.execute(update(hub).values(phone=""))
    frame(1)
    assert calls == [1, 1]


def test_it_is_kept_for_each_argument(counted):
    frame, calls = counted
    assert [frame(number).number[0] for number in (1, 2, 1, 2)] == [1, 2, 1, 2]
    assert calls == [1, 2]


def test_nobody_sees_what_somebody_else_did_to_a_frame(counted):
    frame, _ = counted
    mine = frame(1)
    mine.loc[0, "number"] = 7
    mine["more"] = 1
    assert frame(1).to_dict("list") == {"number": [1]}


def test_what_is_drawn_within_what_is_drawn_is_there_again_the_next_time(ready_home):  # noqa: ARG001
    script = """
import streamlit as st
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn

@drawn(Topic.DIRECTORY, entries=2)
def inner():
    st.markdown("every cell")

@drawn(Topic.DIRECTORY, entries=2)
def outer():
    with st.popover("Where does this come from?"):
        inner()

inner()
outer()
"""
    for _ in range(3):
        app = AppTest.from_string(script).run()
        assert not app.exception
        assert [text.value for text in app.markdown] == ["every cell", "every cell"]
