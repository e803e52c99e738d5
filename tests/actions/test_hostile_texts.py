"""Whatever anybody types, both databases keep it or the action refuses it, and both do the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from probation_commission.actions import (
    aliases,
    explanations,
    ideas,
    layouts,
    localities,
    outcomes,
    people,
    reconciliation,
    returns,
    versions,
)
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import CostLine, Stage
from probation_commission.domain.layouts import FIELDS, Layout
from probation_commission.domain.outcomes import PromiseSubject, Result
from probation_commission.domain.places import Alias
from probation_commission.domain.submission import LONGEST, LONGEST_CHOICE
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, database
from probation_commission.store import ideas as ideas_store
from probation_commission.store import outcomes as outcomes_store
from tests.actions.test_killed import everything_stored
from tests.actions.test_outcomes import LEAD, PROMISE
from tests.files import Borough
from tests.given.ideas import ANNA, NOON, WHOLE, approve, declared, pot, sent, shortlisted, told
from tests.given.services import TODAY

ADMIN = Person("Ada", Role.ADMIN)
CAT = replace(ANNA, name="Cat")
DURHAM = gazetteer().ward_sets(gazetteer().authority("County Durham"))[0]
TEXTS = {
    "plain": "Repair bikes",
    "a word": "bikes",
    "nothing": "",
    "space": " \t\r\n",
    "NUL": "Repair\0 bikes\0",
    "only NUL": "\0",
    "half a character": "Repair \ud83d bikes",
    "both halves": "Repair \ud83d\ude00 bikes",
    "colours of a terminal": "\x1b[31mRepair\x1b[0m \x85bikes\x7f",
    "lines": "Repair\r\nbikes\rand\u2028more",
    "combining": "e" + "\u0301" * 80,
    "quotes": "'; DROP TABLE idea; -- \" \\ %s :x {y}",
    "right to left": "\u202eskib riapeR \ufeff\ufffe",
    "61": "é" * 61,
    "long": "x" * 300,
    "10,000": "\U0001f6b2" * 10_000,
}


def ward_named(name: str) -> bytes:
    return f'area,month,ward,rag,count\nHaringey,2023-05,"{name}",,3\n'.encode("utf-8", "surrogatepass")


def accept(content: bytes, name: str, sender: str = "") -> int:
    read = returns.check(LEAD, content, name, date(2026, 11, 22), sender=sender)
    answers = {asked.key: asked.options[0][0] for asked in read.reading.questions}
    return returns.accept(LEAD, read, answers)


class Given:
    """An idea of each stage that can be moved, a promise, and a return with a line to explain."""

    def __init__(self) -> None:
        pot()
        self.sent, self.shortlisted = sent().id, shortlisted(replace(ANNA, name="Bea")).id
        for number in (self.sent, self.shortlisted):
            declared(number, LEAD)
        told(approve(shortlisted(CAT, starts=date(2026, 11, 1)), 100))
        with database.read() as conn:
            self.promise = int(outcomes_store.promises(Scope.everything(), conn).id.iloc[0])
        accept(Borough(total=13).file(), "may.xlsx")
        with database.read() as conn:
            line = reconciliation.in_force(conn).iloc[0]
        self.return_id, self.code = int(line.return_id), str(line.code)

    def draft(self, **typed: object) -> None:
        with database.read() as conn:
            before = ideas_store.draft_of(ANNA.scope, conn, WHOLE.fund)
        ideas.save_draft(ANNA, replace(WHOLE, **typed), last_change=before and before.changed_at)

    def withdraw_and_restore(self, text: str) -> None:
        versions.withdraw(LEAD, self.return_id, text)
        versions.restore(LEAD, self.return_id, over=None, reason=text)

    def explain(self, text: str) -> None:
        explanations.explain(LEAD, self.return_id, self.code, text, text_before=self.explained())

    def explained(self) -> str:
        with database.read() as conn:
            lines = reconciliation.in_force(conn)
        return str(lines[lines.code == self.code].explained.iloc[0])

    def group(self, name: str) -> None:
        now = localities.opened(LEAD, DURHAM).grouping
        localities.save(LEAD, DURHAM, {DURHAM.wards[0].code: name}, now)


def alias(**words: str) -> Alias:
    whole = {"area_code": "E09000014", "ward_set": "E09000014-2022", "name": "tottnham hale"}
    return Alias(**whole | words, ward_code="E05013602", confirmed_by="", confirmed_at=datetime.now(UTC))


def layout(key: str) -> Layout:
    return Layout("iom", "0" * 64, {key: next(iter(FIELDS)), "b": "count", "c": "ward"}, {key: "A"})


Action = Callable[[Given, str], object]
PROMISE_OF = {"unit": replace(PROMISE, about=PromiseSubject.IDEA)}
"""A service's promise is in percent of its outcomes and of nothing else."""
ACTIONS: dict[str, Action] = {
    **{
        f"idea: {name}": lambda given, text, name=name: given.draft(**{name: text})
        for name in (*LONGEST, *LONGEST_CHOICE, "fund")
    },
    "idea: a cost": lambda given, text: given.draft(costs=(CostLine(text, 100),)),
    "idea: a ward": lambda given, text: given.draft(ward_codes=(text,)),
    "idea: reason to decline": lambda given, text: ideas.move(
        LEAD, given.sent, Stage.INELIGIBLE, reason=text, moment=NOON
    ),
    "idea: reason to approve": lambda given, text: ideas.move(
        LEAD, given.shortlisted, Stage.APPROVED, reason=text, award_pence=1, moment=NOON
    ),
    **{
        f"promise: {name}": lambda _, text, name=name: outcomes.promise(
            LEAD, replace(PROMISE_OF.get(name, PROMISE), **{name: text})
        )
        for name in outcomes.TEXTS
    },
    "result: note": lambda given, text: outcomes.key_result(
        CAT, Result(given.promise, date(2026, 11, 1), 2, None, text), TODAY
    ),
    "explanation": Given.explain,
    "explanation: line": lambda given, text: explanations.explain(LEAD, given.return_id, text, "why"),
    "withdraw, restore": Given.withdraw_and_restore,
    "locality": Given.group,
    "locality: ward": lambda _, text: localities.save(
        LEAD, DURHAM, {text: "North"}, localities.opened(LEAD, DURHAM).grouping
    ),
    "localities' file": lambda _, text: localities.proposed(
        LEAD, f'locality,ward\n"{text}",Belmont\n'.encode("utf-8", "surrogatepass"), DURHAM
    ),
    **{
        f"alias: {name}": lambda _, text, name=name: aliases.forget(LEAD, alias(**{name: text}))
        for name in ("area_code", "ward_set", "name")
    },
    "person: name": lambda _, text: people.add(
        ADMIN, f"p{hash(text)}@example.org", Role.LEAD, text, organisation="Example Trust"
    ),
    "person: address": lambda _, text: people.add(
        ADMIN, f"{text}@example.org", Role.LEAD, organisation="Example Trust"
    ),
    "person: organisation": lambda _, text: people.add(
        ADMIN, f"o{hash(text)}@example.org", Role.LEAD, "", text
    ),
    "person: whose role": lambda _, text: people.change_role(ADMIN, text, Role.LEAD),
    "person: whose access": lambda _, text: people.deactivate(ADMIN, text),
    "layout: sender": lambda _, text: layouts.confirm(LEAD, text, [layout("a")]),
    "layout: heading": lambda _, text: layouts.confirm(LEAD, "Sender", [layout(text)]),
    "layout: whose": lambda _, text: layouts.of_sender(LEAD, text),
    "return: file's name": lambda _, text: accept(ward_named("Tottenham Hale") + b"\n" * len(text), text),
    "return: sender": lambda _, text: accept(ward_named("West Green"), "a.csv", text),
    "return: ward": lambda _, text: accept(ward_named(text), "b.csv"),
    "return: service": lambda _, text: accept(
        f'service,month,area,received\n"{text}",2026-10,CDD,1\n'.encode("utf-8", "surrogatepass"), "c.csv"
    ),
}

NAMES_SOMETHING = {
    *("idea: fund", "explanation: line", "locality: ward", "return: service"),
    *("alias: area_code", "alias: ward_set", "alias: name", "person: whose role", "person: whose access"),
    "promise: unit",
}
"""Here a text names what is there already, which none of these does; a service is measured in percent."""


def outcome(action: Action, given: Given, text: str) -> object:
    """What came of it: kept, or the reasons for which it was refused; any other error is one."""
    try:
        action(given, text)
    except RefusedError as refusal:
        return refusal.reasons
    return "kept"


def outcomes_on(url: str, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[tuple[str, str], object], object]:
    """The outcome of each action with each text on one database, and what it holds afterwards."""
    monkeypatch.setenv("PC_DATABASE_URL", url)
    database.migrate()
    given = Given()
    found = {
        (name, kind): outcome(action, given, text)
        for name, action in ACTIONS.items()
        for kind, text in TEXTS.items()
    }
    with database.read() as conn:
        entries = audit.entries(conn, 10_000)
    entries = entries[~entries.after.str.startswith("may.xlsx")]  # a workbook's bytes hold when it was made
    return found, list(
        entries[["action", "subject_id", "before", "after", "reason"]].itertuples(index=False, name=None)
    )


@pytest.mark.postgres
def test_both_databases_keep_or_refuse_the_same(home, new_postgres, monkeypatch):
    sqlite = outcomes_on(f"sqlite:///{home / 'explorer.db'}", monkeypatch)
    with_nul = [rows for rows in everything_stored().values() if "\\x00" in repr(rows)]
    assert not with_nul
    postgres = outcomes_on(new_postgres(), monkeypatch)
    assert sqlite == postgres
    kept = {name for (name, _), came in sqlite[0].items() if came == "kept"}
    assert ACTIONS.keys() - kept == NAMES_SOMETHING
