"""A long import: others have their turn between its pieces, and nobody sees any of it before all of it."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pandas as pd
import pytest
from sqlalchemy import event, select, update

from probation_commission.actions import ideas, people, returns, staging
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.versions import OvertakenError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.returns import Kind, Standing
from probation_commission.store import audit, database, explanations, illustrative, kept_files, versions
from probation_commission.store import returns as store
from probation_commission.store import staging as staging_store
from probation_commission.store.tables import return_, upload
from tests.actions.test_killed import everything_stored
from tests.given.ideas import ANNA, WHOLE, pot
from tests.given.returns import ADMIN, HARINGEY, LEAD

pytestmark = pytest.mark.usefixtures("migrated")

TODAY = date(2026, 11, 22)
MONTHS = [date(2016 + number // 12, 1 + number % 12, 1) for number in range(120)]


def csv_of(months=MONTHS, count=61):
    rows = [f"Haringey,{month:%Y-%m},,{rag},{count}" for month in months for rag in ("", "red", "amber")]
    return "\n".join(["area,month,ward,rag,count", *rows]).encode()


def checked(content=None, name="months.csv"):
    return returns.check(LEAD, content or csv_of(), name, TODAY)


@pytest.fixture
def long(monkeypatch):
    """More than fifty rows are many here; and nobody waits."""
    monkeypatch.setattr(staging, "AT_ONCE", 50)
    monkeypatch.setattr(staging, "leave_turn", lambda: None)


class Turns:
    """What happens whenever an import leaves others their turn, and how often that was."""

    def __init__(self) -> None:
        self.acts = []
        self.taken = 0

    def leave(self) -> None:
        self.taken += 1
        for act in tuple(self.acts):
            act()

    def once(self, turn, act) -> None:
        """That happens in one turn alone."""
        self.acts.append(lambda: act() if self.taken == turn else None)


@pytest.fixture
def turns(monkeypatch, long):  # noqa: ARG001 (it has to be long first)
    left = Turns()
    monkeypatch.setattr(staging, "leave_turn", left.leave)
    return left


def seen():
    """All that any page, figure, export or check reads of returns and their files."""
    with database.read() as conn:
        ids = list(conn.execute(select(return_.c.id)).scalars())
        uploads = list(conn.execute(select(upload.c.id)).scalars())
        frames = {
            "history": store.history(conn),
            "months": store.months(conn, Kind.IOM),
            "figures": store.figures(conn, Kind.IOM),
            "figures of": store.figures_of(conn, *ids),
            "counted across": store.counted_across(conn),
            "checks": store.own_checks(conn),
            "explanations": explanations.of_current(conn),
            "changes": versions.changes(conn),
        }
        return {name: frame.to_dict("records") for name, frame in frames.items()} | {
            "found": [found for number in ids if (found := versions.find(conn, number))],
            "kept": [kept for number in uploads if (kept := kept_files.find(conn, number))],
            "loaded": store.loaded_before(conn, sha256(csv_of(MONTHS[:40])).hexdigest()),
            "in force": versions.in_force(conn, [(Kind.IOM, "", HARINGEY.code, month) for month in MONTHS]),
            "last month": store.last_real_month(conn),
            "illustrative": illustrative.what_goes(conn, []),
            "senders": store.services_of_sender(conn, "haringey"),
            "notes": store.notes(conn, Kind.IOM, HARINGEY.code, MONTHS[0]),
            "audit": audit.entries(conn).to_dict("records"),
        }


def number():
    with database.read() as conn:
        return database.revision_number(conn)


def left_of_returns():
    """What is stored, without the accounts: an import that ended leaves that of whoever asked for it."""
    return {name: rows for name, rows in everything_stored().items() if name not in {"account", "revision"}}


def test_a_long_import_stores_what_a_short_one_does(monkeypatch, turns):
    understood = checked()
    assert returns.accept(LEAD, understood, keep_file=True) == len(MONTHS)
    long_one, pieces = seen(), turns.taken
    with database.write() as conn:
        store.take_out(
            conn, [row["id"] for row in long_one["history"]], [long_one["history"][0]["upload_id"]]
        )
    monkeypatch.setattr(staging, "AT_ONCE", 10_000)
    returns.accept(LEAD, checked(), keep_file=True)
    assert turns.taken == pieces > len(MONTHS) / 50
    short_one = seen()
    for name in ("months", "figures", "counted across", "checks", "notes", "last month"):
        theirs, others = long_one[name], short_one[name]
        if isinstance(theirs, list) and theirs and isinstance(theirs[0], dict):
            theirs, others = (
                pd.DataFrame(rows).drop(columns=["accepted_at", "return_id"], errors="ignore")
                for rows in (theirs, others)
            )
            pd.testing.assert_frame_equal(theirs, others)
        else:
            assert theirs == others, name
    assert {row["standing"] for row in long_one["history"]} == {Standing.CURRENT}
    assert [row["action"] for row in short_one["audit"]] == ["accept return", "accept return"]
    assert long_one["kept"] == short_one["kept"]


def test_a_draft_is_saved_in_every_turn_and_nobody_sees_what_is_staged(turns):
    pot()
    returns.accept(LEAD, checked(csv_of(MONTHS[:3], 7), "earlier.csv"))
    # A returned month has three figures, a few checks and itself: fifty rows at a time, and the file.
    understood, before, drafts = checked(csv_of(MONTHS[:40])), seen(), []

    def save() -> None:
        last = drafts[-1].changed_at if drafts else None
        drafts.append(ideas.save_draft(ANNA, replace(WHOLE, title=f"Bikes {len(drafts)}"), last_change=last))

    def look() -> None:
        assert seen() == before

    turns.acts += [save, look]
    returns.accept(LEAD, understood, keep_file=True)
    assert len(drafts) == turns.taken >= 1 + 1 + 1 + 3
    after = seen()
    assert len(after["months"]) == 40
    assert {row["value"] for row in after["figures"]} == {61}
    assert [row["standing"] for row in after["history"]].count(Standing.SUPERSEDED) == 3


def test_staging_makes_no_page_be_worked_out_anew(turns):
    understood, numbers = checked(), []
    before = number()
    turns.acts.append(lambda: numbers.append(number()))
    returns.accept(LEAD, understood)
    assert set(numbers) == {before}
    assert number() == before + 1


def test_whoever_is_overtaken_between_two_pieces_leaves_nothing(turns):
    mine, theirs = checked(), checked(csv_of(MONTHS[5:6], 7), "theirs.csv")
    turns.once(4, lambda: returns.accept(Person("Jo", Role.LEAD), theirs))
    with pytest.raises(OvertakenError, match=r"theirs\.csv"):
        returns.accept(LEAD, mine)
    assert [row["file_name"] for row in seen()["history"]] == ["theirs.csv"]
    stored = left_of_returns()
    assert (len(stored["upload"]), len(stored["return"]), len(stored["figure"])) == (1, 1, 3)


def test_of_two_who_load_one_long_file_at_once_one_is_refused(turns):
    mine, theirs = checked(), checked()
    # Also with what the other one stages meanwhile: their turns are ours as well.
    turns.once(3, lambda: returns.accept(Person("Jo", Role.LEAD), theirs))
    with pytest.raises(RefusedError, match=r"already loaded: months\.csv, by Jo"):
        returns.accept(LEAD, mine)
    stored = left_of_returns()
    assert (len(stored["upload"]), len(stored["return"])) == (1, len(MONTHS))


def test_whose_access_ends_between_two_pieces_puts_nothing_in_force(turns):
    people.add(ADMIN, "bo@example.org", Role.LEAD, "Bo", organisation="Example Trust")
    people.add(ADMIN, "ada@example.org", Role.ADMIN, "Ada")
    understood = checked()
    turns.once(3, lambda: people.deactivate(ADMIN, "bo@example.org"))
    with pytest.raises(NotAllowedError):
        returns.accept(people.of_account("bo@example.org"), understood)
    stored = left_of_returns()
    assert [stored[name] for name in ("upload", "return", "figure", "check")] == [[], [], [], []]


def unfinished():
    with database.read() as conn:
        return staging_store.unfinished(conn)


def test_what_was_given_up_in_between_does_not_come_into_force_by_half(turns):
    understood, before = checked(), left_of_returns()

    def take_away() -> None:
        with database.write() as conn:
            staging_store.give_up(conn, unfinished()[0].id)

    turns.once(4, take_away)
    with pytest.raises(RefusedError, match="accept it again"):
        returns.accept(LEAD, understood)
    assert left_of_returns() == before


@pytest.mark.usefixtures("long")
def test_not_even_when_all_of_it_was_staged(monkeypatch):
    understood, before = checked(), left_of_returns()

    def take_away(upload_id, *_) -> None:
        with database.write() as conn:
            staging_store.give_up(conn, upload_id)

    monkeypatch.setattr(staging, "_stage", take_away)
    with pytest.raises(RefusedError, match="accept it again"):
        returns.accept(LEAD, understood)
    assert left_of_returns() == before


def abandoned(monkeypatch, understood):
    """An import that ended in the middle, and could clear nothing away."""
    with monkeypatch.context() as dying:
        dying.setattr(staging, "_give_up", lambda _: None)
        dying.setattr(staging_store, "switch", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            returns.accept(LEAD, understood, keep_file=True)
    return unfinished()[0]


def test_what_an_import_left_is_cleared_away_by_the_next_one(monkeypatch, turns):
    before = left_of_returns()
    understood = checked()
    assert not abandoned(monkeypatch, understood).given_up
    returns.accept(LEAD, checked(csv_of(MONTHS[:60], 7), "another.csv"))
    assert unfinished() == []
    assert {len(left_of_returns()["upload"]), len(before["upload"])} == {1, 0}
    assert len(left_of_returns()["figure"]) == 180
    assert turns.taken


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({"answers": {"host": "another", "process": "1"}}, True),
        ({"answers": {"host": "{host}", "process": "{parent}"}}, True),
        ({"answers": {"host": "{host}", "process": "{ours}"}}, False),  # another of this number, before us
        ({"answers": {"host": "{host}", "process": "99999999"}}, False),
        ({"answers": {"host": "another", "process": "1"}, "accepted_at": timedelta(hours=2)}, False),
        ({"answers": {"host": "another", "process": "1"}, "sha256": "given up 1"}, False),
    ],
)
@pytest.mark.usefixtures("turns")
def test_what_somebody_else_is_staging_is_let_be(monkeypatch, changes, stays):
    left = abandoned(monkeypatch, checked())
    words = {"host": staging._ourselves()["host"], "parent": os.getppid(), "ours": os.getpid()}
    changes = {**changes, "answers": {key: word.format(**words) for key, word in changes["answers"].items()}}
    if "accepted_at" in changes:
        changes["accepted_at"] = datetime.now(UTC) - changes["accepted_at"]
    with database.write() as conn:
        conn.execute(update(upload).where(upload.c.id == left.id).values(changes))
    staging.clear_abandoned()
    assert bool(unfinished()) is stays
    assert bool(left_of_returns()["figure"]) is stays


def statements(act) -> list[str]:
    """What the database is told meanwhile."""
    told = []

    def listen(_conn, _cursor, statement, *_) -> None:
        told.append(statement)

    engine = database._current()
    event.listen(engine, "before_cursor_execute", listen)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    return told


def test_accepting_120_returns_takes_at_most_forty_statements():
    first, again = checked(), csv_of(count=62)
    told = statements(lambda: returns.accept(LEAD, first))
    assert len(told) <= 40, told
    # Superseding as many takes no more, nor does looking who changed what since.
    again = checked(again, "again.csv")
    assert len(again.supersedes) == len(MONTHS)
    told = statements(lambda: returns.accept(LEAD, again))
    assert len(told) <= 40, told
    assert len(statements(lambda: checked(csv_of(count=63)))) <= 40


def test_being_overtaken_in_120_months_is_told_of_each():
    first, second = checked(), checked(csv_of(count=62), "second.csv")
    returns.accept(LEAD, first)
    with pytest.raises(OvertakenError) as refusal:
        returns.accept(LEAD, second)
    assert len(refusal.value.reasons) == len(MONTHS) + 1
    assert len(refusal.value.in_force) == len(MONTHS)
