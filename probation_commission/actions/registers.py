"""Contract registers that councils publish, loaded as a lead confirms them: all that is ticked, or nothing.

What a register says is written beside what is here, never over what somebody here has written (decision 240),
and of a person that it names nothing is kept (decision 241).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from probation_commission.actions.acting import asked, reading, writing
from probation_commission.actions.limits import named, require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import registers as rules
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.contracts import DATE_NAMES, Status
from probation_commission.domain.days import in_full, today
from probation_commission.domain.layouts import Layout
from probation_commission.domain.organisations import spelling
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.registers import (
    HeldContract,
    PlannedContract,
    RegisterField,
    RegisterReading,
    RegisterRow,
)
from probation_commission.domain.words import listed, plural, tidied
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import registers as intake
from probation_commission.intake.people import file_names
from probation_commission.store import audit, database, directory, layouts
from probation_commission.store import registers as store

_VALUE = str(RegisterField.VALUE)
_ALTERED = "What is here has changed since this was shown. Look at it once more; nothing was loaded."
_NO_REFERENCE = "no reference"


@dataclass(frozen=True, slots=True)
class OpenedRegister:
    """What was read of a file, why each row may be of use, and what is remembered of such a file."""

    reading: RegisterReading
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the key of a row, why it may be a service for people on probation; only of those."""
    publisher: str = ""
    """Whose register was headed so the last time."""

    @property
    def rows(self) -> dict[str, RegisterRow]:
        """The rows by their keys."""
        return {row.key: row for row in self.reading.rows}


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """What a lead said of a register: whose it is, of when, for which authority, which rows are loaded."""

    publisher: str
    as_of: date | None
    area_code: str
    ticked: Mapping[str, str]
    """The pathway of each row that is loaded, by its key; empty where none was chosen."""


@dataclass(frozen=True, slots=True)
class RegisterPlan:
    """What loading would do, and what is in its way, all at once."""

    planned: tuple[PlannedContract, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What it is known by: another one once anything is otherwise, in the file or here."""
        # By its rows and what each would do; a set has no order that could be relied on.
        said = [(one.row.key, one.held and one.held.slug, one.differences) for one in self.planned]
        return sha256(repr(said).encode()).hexdigest()


def pathways(known: Iterable[str]) -> list[str]:
    """Those that a service can be listed under: the categories in force, and what is in use here."""
    return sorted({*PATHWAYS, *known})


def opened(person: Person, content: bytes, fields: Mapping[str, str] | None = None) -> OpenedRegister:
    """What a file says, with its columns as they were confirmed the last time or (`fields`) as chosen now."""
    asked(person, Permission.EDIT_DIRECTORY)
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        known = store.known_spellings(conn)
    bodies = _bodies(known)
    read = intake.read(content, fields, bodies)
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        before = store.remembered(conn, read.signature) if read.signature else None
    if before and fields is None:
        read = intake.read(content, before[1], bodies)
    reasons = {row.key: rules.why_offered(row, known) for row in read.rows}
    offered = {key: why for key, why in reasons.items() if why}
    return OpenedRegister(read, offered, before[0] if before else "")


def planned(person: Person, register: OpenedRegister, choice: RegisterChoice) -> RegisterPlan:
    """What loading the ticked rows would do. Raises `NotAllowedError` for an authority that is not theirs."""
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        return _plan(conn, actor, register.reading, choice)


def load(
    person: Person, file: tuple[str, bytes], fields: Mapping[str, str], choice: RegisterChoice, mark: str
) -> str:
    """The ticked rows of a register as contracts of the directory, all or none; what was done, in words.

    `file`: its name and content; `fields`: the key of the column of each field; `mark`: of the plan that was
    looked at. Raises `RefusedError` with every problem at once.
    """
    asked(person, Permission.EDIT_DIRECTORY)
    name, content = file
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        known = store.known_spellings(conn)
    read = intake.read(content, fields, _bodies(known))
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        plan = _plan(conn, actor, read, choice)
        if plan.problems:
            raise RefusedError(*plan.problems)
        if plan.mark != mark:
            raise RefusedError(_ALTERED)
        loading = _Loading(
            tidied(choice.publisher), choice.as_of or today(), choice.area_code, _kept_name(name)
        )
        news = [one for one in plan.planned if _is_news(one, loading)]
        if not news:
            raise RefusedError("All of that is here already, from this register. Nothing was changed.")
        for number, one in enumerate(news):
            loading.put(conn, one, choice.ticked[one.row.key], number)
            if one.held and one.writes:
                # An entry of the contract's own, too: its card shows the history of that one alone.
                its = AuditSubject(RecordKind.CONTRACT, one.held.slug)
                before = _facts({key: one.held.facts[key] for key in one.writes})
                said = {"before": before, "after": _taken(one), "reason": loading.register}
                audit.record(conn, actor, "change contract", its, **said)
        confirmed = Layout(rules.LAYOUT_KIND, read.signature, dict(read.fields), {})
        layouts.put(conn, actor, loading.publisher, confirmed, datetime.now(UTC))
        about = AuditSubject(RecordKind.REGISTER, loading.publisher)
        audit.record(conn, actor, "load register", about, **loading.said(news))
    new = sum(one.held is None for one in news)
    changed = sum(one.held is not None and bool(one.writes) for one in news)
    counts = {"new": new, "changed": changed, "as it was": len(news) - new - changed}
    words = listed(f"{count} {what}" for what, count in counts.items() if count)
    return f"{plural(len(news), 'contract')} loaded from the {loading.register}: {words}."


def _bodies(known: Iterable[str]) -> frozenset[str]:
    """How the organisations and authorities that are known here are spelt; a buyer may be one of them."""
    return frozenset({*known, *(spelling(one.name) for one in england_wales.authorities().values())})


def _kept_name(name: str) -> str:
    # The name of a sent file is kept only if nothing in it seems to be about a person (decision 71).
    return file_names.kept(file_names.sent(name))


def _is_news(one: PlannedContract, loading: "_Loading") -> bool:
    """Whether anything is written for it: a new contract, another fact, or a newer register that has it."""
    if one.held is None or one.writes:
        return True
    return one.held.registers.get(spelling(loading.publisher)) != loading.as_of


def _plan(
    conn: database.Connection, actor: Person, read: RegisterReading, choice: RegisterChoice
) -> RegisterPlan:
    require_area(actor, choice.area_code)
    problems = [str(problem) for problem in read.problems] + _wrong(choice)
    every = {row.key: row for row in read.rows}
    if gone := [key for key in choice.ticked if key not in every]:
        problems.append(f"The file has no row {listed(gone)} any more. Choose it again.")
    ticked = [every[key] for key in choice.ticked if key in every]
    problems += [str(problem) for row in ticked for problem in row.problems]
    problems += rules.unlike_rows(ticked)
    known = pathways(directory.services(conn).pathway)
    shared = rules.shared_references(read.rows)
    planner = _Planner(actor, choice, shared, store.held(conn), store.known_spellings(conn))
    plan = [planner.planned(row) for row in rules.once(ticked)]
    problems += [f"Row {one.row.key}: {words}" for one in plan for words in one.problems]
    problems += [
        f"Row {one.row.key}: choose a pathway."
        for one in plan
        if one.held is None and choice.ticked[one.row.key] not in known
    ]
    problems += _twice(plan)
    return RegisterPlan(tuple(plan), tuple(dict.fromkeys(problems)))


def _wrong(choice: RegisterChoice) -> list[str]:
    """What is wrong with what was said of the register as a whole."""
    problems: list[str] = []
    if not collected(problems, choice.publisher, "publisher", rules.LONGEST_PUBLISHER):
        problems.append("Say who publishes this register.")
    if choice.as_of is None:
        problems.append("Say of which day this register is.")
    elif choice.as_of > today():
        problems.append("The day of the register is ahead. Say the day on which it was published.")
    if gazetteer().authority(choice.area_code) is None:
        problems.append("Choose the authority that these contracts are for.")
    if not choice.ticked:
        problems.append("Tick at least one row.")
    if len(choice.ticked) > rules.MOST_AT_ONCE:
        problems.append(f"Load at most {rules.MOST_AT_ONCE} rows at once; {len(choice.ticked):,} are ticked.")
    return problems


def _twice(plan: Iterable[PlannedContract]) -> list[str]:
    """What is wrong where several rows are one contract that is here."""
    rows: dict[str, list[str]] = {}
    for one in plan:
        if one.held:
            rows.setdefault(one.held.slug, []).append(one.row.key)
    return [
        f"Rows {listed(keys)} are one contract here. Tick one of them." for keys in rows.values() if keys[1:]
    ]


@dataclass(frozen=True, slots=True)
class _Planner:
    """Rows held against what is here, as whoever acts may change it."""

    actor: Person
    choice: RegisterChoice
    shared: frozenset[str]
    held: list[HeldContract]
    known: Mapping[str, int]

    def planned(self, row: RegisterRow) -> PlannedContract:
        several = rules.alike(row.reference) in self.shared
        publisher = tidied(self.choice.publisher)
        same = rules.held_as(row, publisher, self.held, self.known, one_of_several=several)
        if len(same) > 1:
            words = (
                f"{listed(one.reference for one in same)} are all like it here. Change them on their cards."
            )
            return PlannedContract(row, problems=(words,))
        if not same:
            known = tuple(name for name in row.suppliers if spelling(name) in self.known)
            return PlannedContract(row, suppliers_known=known)
        (held,) = same
        # Before anything of it is compared: its value is told to leads of all its areas alone (decision 229).
        if refusal := self._refusal(held):
            return PlannedContract(row, held, problems=(refusal,))
        newer = held.registers.get(spelling(publisher))
        if newer and self.choice.as_of and newer > self.choice.as_of:
            words = f"it is here from the register of {in_full(newer)}, which is newer. Untick it."
            return PlannedContract(row, held, problems=(words,))
        return rules.compared(row, held, self.known)

    def _refusal(self, held: HeldContract) -> str:
        """Why whoever acts can't change a contract that is here; empty where they can."""
        if not held.areas and self.actor.scope.areas:
            mine = named(self.actor.areas)
            return f"as lead for {mine} you change nothing whose area is not known. Untick it."
        try:
            require_area(self.actor, *sorted(held.areas))
        except NotAllowedError as refusal:
            return f"{refusal} Untick it."
        return ""


@dataclass(frozen=True, slots=True)
class _Loading:
    """A register while it is written."""

    publisher: str
    as_of: date
    area_code: str
    file_name: str

    @property
    def register(self) -> str:
        """`register of Example Council of 1 May 2026`."""
        return f"register of {self.publisher} of {in_full(self.as_of)}"

    def put(self, conn: database.Connection, one: PlannedContract, pathway: str, number: int) -> None:
        """A contract, new or brought up to date, and that it stands on this register."""
        if one.held is None:
            # As a place that is written down here: a slug that no list has (decision 221).
            slug = f"here-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{number}"
            self._add(conn, one.row, slug, pathway)
        else:
            slug = one.held.slug
            store.bring_up_to_date(conn, slug, one.writes)
        row = one.row
        place = f"row {row.number}" + (f" of sheet {row.sheet}" if row.sheet else "")
        what = (self.publisher, self.as_of, self.file_name, place, row.reference, row.ocid)
        store.put_entry(conn, slug, store.NewEntry(*what, listed(row.suppliers), _taken(one)))

    def _add(self, conn: database.Connection, row: RegisterRow, slug: str, pathway: str) -> None:
        reference = row.reference or row.ocid or _NO_REFERENCE
        from_it = {"source": f"{self.register[:1].upper()}{self.register[1:]}", "as_of": in_full(self.as_of)}
        funder = row.buyer or self.publisher
        contract = {"slug": slug, "reference": reference, "scheme": "not known", "funder": funder}
        area = gazetteer().authority(self.area_code)
        service = {
            "slug": slug,
            "name": row.title,
            "provider": listed(row.suppliers),
            "funder": funder,
            "contract": reference,
            "pathway": pathway,
            # What no register says: a lead writes it down on the card.
            "for_whom": "not known",
            "area": area.name if area else "",
            "status": Status.NOT_CONFIRMED,
            "note": "",
        }
        facts = {**contract, **row.facts, **from_it}
        store.add(conn, facts, {**service, **from_it}, row.suppliers, self.area_code)

    def said(self, news: Iterable[PlannedContract]) -> dict[str, str]:
        """The entry of the audit trail: each contract as it was and as it is."""
        before, after, rows = [], [], []
        for one in news:
            name = one.row.reference or one.row.ocid or one.row.title
            rows.append(one.row.key)
            if one.held is None:
                after.append(f"{name}: new, {one.row.title}, {listed(one.row.suppliers)}; {_taken(one)}")
            elif one.writes:
                before.append(f"{name}: {_facts({key: one.held.facts[key] for key in one.writes})}")
                after.append(f"{name}: {_taken(one)}")
            else:
                after.append(f"{name}: as it was")
        why = f"{self.register}, {self.file_name}, rows {listed(rows)}, for {named([self.area_code])}"
        return {"before": "\n".join(before), "after": "\n".join(after), "reason": why}


def _taken(one: PlannedContract) -> str:
    return _facts(one.row.facts if one.held is None else one.writes)


def _facts(facts: Mapping[str, date | int | None]) -> str:
    """`start: 1 April 2026; value: (restricted)`: the trail has the value of no contract (decision 229)."""
    words = {
        DATE_NAMES.get(name, "value"): "(restricted)" if name == _VALUE else rules.fact_words(value)
        for name, value in facts.items()
    }
    return "; ".join(f"{what}: {said}" for what, said in words.items()) or "no day and no value"
