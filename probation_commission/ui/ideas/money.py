"""The books of a fund: its balance, each award, each entry, and what a lead writes and reverses."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ledger as actions
from probation_commission.analysis import ledger as analysis
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import in_full, today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.ledger import BY_HAND, LONGEST_ENTRY_NOTE, EntryKind, LedgerEntry
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.fund import untold_of_own
from probation_commission.ui.parts import KeptForm, one_of, page, replies
from probation_commission.views import ledger as views
from probation_commission.views.markdown import plain

_OUTCOME, _AWARD, _ENTRY = "ledger_outcome", "ledger_award", "ledger_entry"
_LONGEST_AMOUNT = 20
_TO = "panel members, leads and admins"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """The balance, each entry, and what a lead writes down."""
    untold = untold_of_own(person)
    entries = [one for one in loaders.ledger(fund.slug) if one.idea_id not in untold]
    now = analysis.balance_of(fund.amount_pence, entries)
    st.header("Money")
    replies.draw(_OUTCOME)
    st.markdown(plain(views.finding(now, stated=fund.amount_pence is not None)))
    if not entries:
        page.empty("Nothing is awarded yet. With the first approval its award stands here.")
        return
    page.chart(views.balance_chart, now, made_up=fund.illustrative, alt=views.legend(now))
    st.caption(plain(views.legend(now)))
    titles = {kept.id: kept.idea.title for kept in ideas}
    _draw_awards(fund, ideas, entries)
    if person.may(Permission.KEEP_LEDGER):
        _draw_writing(person, ideas, entries)
    _draw_entries(person, fund, entries, titles)


def _draw_awards(fund: Fund, ideas: Sequence[KeptIdea], entries: Sequence[LedgerEntry]) -> None:
    st.subheader("Awards")
    table = analysis.awards_table(ideas, entries)
    page.table(views.awards(table))
    page.download(
        table,
        _about(fund, "Awards"),
        name=f"awards_{fund.slug}",
        needs=Permission.SEE_IDEAS,
        illustrative=fund.illustrative,
    )


def _draw_entries(person: Person, fund: Fund, entries: Sequence[LedgerEntry], titles: dict[int, str]) -> None:
    st.subheader("Entries")
    table = analysis.entries_table(entries, titles)
    page.table(views.entries(table))
    if person.may(Permission.KEEP_LEDGER):
        _draw_reversing(person, entries, titles)
    page.download(
        table,
        _about(fund, "Each entry of the books; an entry that reverses another is below 0"),
        name=f"books_{fund.slug}",
        needs=Permission.SEE_IDEAS,
        illustrative=fund.illustrative,
    )
    page.source(
        f"Fund: {fund.title}. Source: its books, on {in_full(today())}.",
        "An entry is never changed, only reversed.",
        viewers=_TO,
    )


def _about(fund: Fund, what: str) -> dict[str, str]:
    return {"What": f"{what}: {fund.title}", "As of": in_full(today()), "Who may see this": _TO}


def _draw_writing(person: Person, ideas: Sequence[KeptIdea], entries: Sequence[LedgerEntry]) -> None:
    """A payment, money given back, or what is let go of, against an award."""
    booked = {entry.idea_id for entry in entries}
    words = {kept.id: f"{kept.id}: {kept.idea.title}" for kept in ideas if kept.id in booked}
    with st.expander("Write down a payment, or money given back"):
        number = one_of.number("Which award", words, _AWARD)
        if number is None:
            return
        last = actions.last_of(entries, number)
        form = KeptForm("ledger", number, last, _OUTCOME)
        with st.container(horizontal=True):
            kind = form.one_of("kind", "What", [*BY_HAND], None, names=_kinds())
            amount = form.text("amount", "Amount in pounds, like 1,250 or 99.50", "", _LONGEST_AMOUNT)
            on = form.day("on", "On", today())
        note = form.text("note", "Note: never a name", "", LONGEST_ENTRY_NOTE)
        if form.saved("Write it down"):
            with replies.reasons_shown():
                actions.write_down(person, number, EntryKind(kind), amount, on=on, note=note, seen=last)
                form.done(f"Written down against “{plain(words[number])}”.")


def _kinds() -> dict[str, str]:
    return {kind.value: views.KINDS[kind] for kind in BY_HAND}


def _draw_reversing(person: Person, entries: Sequence[LedgerEntry], titles: dict[int, str]) -> None:
    """One of the entries that leads wrote, taken back with a reason."""
    gone = {entry.reverses_id for entry in entries}
    still = [one for one in entries if one.kind in BY_HAND and not one.reverses_id and one.id not in gone]
    if not still:
        return
    words = {one.id: views.said(one, titles.get(one.idea_id, "")) for one in reversed(still)}
    with st.expander("Reverse an entry"):
        number = one_of.number("Which entry", words, _ENTRY)
        if number is None:
            return
        form = KeptForm("ledger_back", number, number, _OUTCOME)
        reason = form.text("reason", "Why it is reversed", "", LONGEST_ENTRY_NOTE)
        st.caption("It stays in the books beside the entry that reverses it. That can’t be taken back.")
        if form.saved("Reverse this entry", "secondary"):
            with replies.reasons_shown():
                actions.reverse(person, number, reason)
                form.done(f"Entry {number} is reversed.")
