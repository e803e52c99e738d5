"""Information-sharing agreements: written down, changed and ended by admins (decision 213)."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.disclosure.sight import in_force_for
from probation_commission.domain.access import Permission, Person, Scope, require
from probation_commission.domain.agreements import (
    KINDS,
    LONGEST_NAME,
    LONGEST_SIGNED,
    Agreement,
    AgreementTerms,
    for_a_year,
)
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import in_full, today
from probation_commission.domain.organisations import Organisation
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import agreements as store
from probation_commission.store import audit, database, organisations


@dataclass(frozen=True, slots=True)
class KnownAgreements:
    """Every agreement, the latest first, and who can be a party of one."""

    agreements: list[Agreement]
    organisations: list[Organisation]

    @property
    def names(self) -> dict[int, str]:
        """The name of each organisation, by its number."""
        return {one.id: one.name for one in self.organisations}


def everyone(person: Person) -> KnownAgreements:
    """All agreements. Raises `NotAllowedError`."""
    with reading(person, Permission.SEE_AGREEMENTS) as (conn, actor):
        known = organisations.everyone(Scope.everything(), conn)
        return KnownAgreements(store.everyone(actor.scope, conn), known)


def in_force(person: Person) -> tuple[Agreement, ...]:
    """The agreements under which somebody is shown exact counts now, as the store has both."""
    with reading(person) as (conn, actor):
        return in_force_for(actor, store.everyone(actor.scope, conn), today())


def add(person: Person, terms: AgreementTerms) -> Agreement:
    """A new agreement, in force from its first day on. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.MANAGE_AGREEMENTS) as (conn, actor):
        terms, illustrative = _checked(conn, terms, None)
        number = store.add(conn, terms, illustrative=illustrative, switched_on=True)
        added = _there(conn, number)
        audit.record(conn, actor, "add agreement", _subject(number), after=_said(conn, added))
    return added


def change(person: Person, number: int, terms: AgreementTerms) -> Agreement:
    """An agreement as it is written down from now on. Raises `RefusedError` as `add`, also once it ended."""
    with writing(person, Permission.MANAGE_AGREEMENTS) as (conn, actor):
        before = _there(conn, number)
        if before.ended_at:
            raise RefusedError("This agreement was ended. Nothing was changed; write down a new one.")
        terms, illustrative = _checked(conn, terms, number)
        # What was agreed between invented organisations stands on made-up figures, and stays so.
        if illustrative != before.illustrative:
            raise RefusedError("An agreement stays made up, or real. Write down a new one.")
        said_before = _said(conn, before)
        store.change(conn, number, terms, illustrative=illustrative)
        changed = _there(conn, number)
        said = {"before": said_before, "after": _said(conn, changed)}
        audit.record(conn, actor, "change agreement", _subject(number), **said)
    return changed


def end(person: Person, number: int) -> Agreement:
    """An agreement that lifts nothing from now on, for good. Raises `RefusedError` for one that has ended."""
    with writing(person, Permission.MANAGE_AGREEMENTS) as (conn, actor):
        before = _there(conn, number)
        if before.ended_at:
            raise RefusedError("This agreement was ended before. Nothing was changed.")
        store.end(conn, number, datetime.now(UTC))
        audit.record(conn, actor, "end agreement", _subject(number), before=_said(conn, before))
        return _there(conn, number)


def switch(person: Person, number: int, *, on: bool) -> Agreement:
    """An agreement switched off for now, or on again; an illustrative one by leads too, on for a year.

    Raises `RefusedError` for one that has ended.
    """
    with writing(person, Permission.SEE_AGREEMENTS) as (conn, actor):
        one = _there(conn, number)
        if not one.illustrative:
            require(actor, Permission.MANAGE_AGREEMENTS)
        if one.ended_at:
            raise RefusedError("This agreement was ended before. Nothing was changed.")
        if on and one.illustrative:
            store.change(conn, number, for_a_year(one.terms, today()), illustrative=True)
        store.switch(conn, number, on=on)
        words = "switch on agreement" if on else "switch off agreement"
        audit.record(conn, actor, words, _subject(number), after=_said(conn, _there(conn, number)))
        return _there(conn, number)


def _checked(
    conn: database.Connection, written: AgreementTerms, number: int | None
) -> tuple[AgreementTerms, bool]:
    """The terms as they are kept, and whether they are made up. Raises `RefusedError` with all problems."""
    problems: list[str] = []

    def kept(text: str, what: str, longest: int) -> str:
        try:
            return free_text(text, what, longest, lines=False)
        except RefusedError as refusal:
            problems.extend(refusal.reasons)
            return text

    terms = replace(
        written,
        name=kept(written.name, "name", LONGEST_NAME),
        signed_for_by=kept(written.signed_for_by, "line on who signed", LONGEST_SIGNED),
        kinds=tuple(kind for kind in KINDS if kind in written.kinds),
        areas=tuple(sorted(set(written.areas))),
        parties=tuple(sorted(set(written.parties))),
    )
    known = {one.id: one for one in organisations.everyone(Scope.everything(), conn)}
    made_up = {known[one].illustrative for one in terms.parties if one in known}
    others = {one.terms.name.casefold(): one.id for one in store.everyone(Scope.everything(), conn)}
    checks = {
        "Give it a name.": not terms.name,
        "Another agreement has this name. Give this one another.": others.get(terms.name.casefold(), number)
        != number,
        "Choose at least one kind of figure.": not terms.kinds,
        "Choose at least one area.": not terms.areas,
        "Choose only areas that are covered here.": any(
            gazetteer().authority(code) is None for code in terms.areas
        ),
        "Choose at least one organisation as a party.": not terms.parties,
        "One of its parties is not known any more. Choose them again.": not known.keys()
        >= set(terms.parties),
        "Its parties are all made up, or none of them is.": len(made_up) > 1,
        "Its last day comes before its first.": terms.until < terms.since,
        "Review it between its first day and its last.": not terms.since <= terms.review_on <= terms.until,
        "Say which posts signed it.": not terms.signed_for_by,
    }
    problems += [sentence for sentence, so in checks.items() if so]
    if problems:
        raise RefusedError(*problems)
    return terms, made_up == {True}


def _there(conn: database.Connection, number: int) -> Agreement:
    found = store.find(Scope.everything(), conn, number)
    if found is None:
        raise RefusedError("There is no such agreement any more. Nothing was changed.")
    return found


def _subject(number: int) -> AuditSubject:
    return AuditSubject(RecordKind.AGREEMENT, str(number))


def _said(conn: database.Connection, one: Agreement) -> str:
    """All of it in a line, for the audit trail."""
    terms, names = one.terms, store.parties(Scope.everything(), conn)
    parties = ", ".join(names.get(number, str(number)) for number in terms.parties)
    days = f"{in_full(terms.since)} to {in_full(terms.until)}, review {in_full(terms.review_on)}"
    kinds = ", ".join(KINDS[kind] for kind in terms.kinds)
    return f"{terms.name}: {kinds} of {', '.join(terms.areas)} to {parties}; {days}; {terms.signed_for_by}"
