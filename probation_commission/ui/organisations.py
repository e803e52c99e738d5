"""The parts of the page of organisations: all of them, what is known of one, two that are one."""

from collections.abc import Mapping, Sequence

import streamlit as st

from probation_commission.actions import entries
from probation_commission.actions import organisations as actions
from probation_commission.domain.access import Person
from probation_commission.domain.organisations import (
    LONGEST_NAME,
    LONGEST_WEBSITE,
    Organisation,
    OrganisationDetails,
    OrganisationKind,
    its_own,
)
from probation_commission.ui import links, organisation_contacts
from probation_commission.ui.parts import filters, kept_text, page, replies
from probation_commission.views import organisations as words
from probation_commission.views.markdown import plain

_LEADS = "leads and admins"
_OUTCOME, _CHANGED, _ONE, _INTO, _SURE, _INVITED = (
    f"organisations_{what}" for what in ("outcome", "changed", "one", "into", "sure", "invited")
)
_NOT_SAVED = "Not saved yet: kept on this device until you save what is known."
_STYLE = """<style>
.st-key-organisations :is(th, td) * { overflow-wrap: anywhere; }
.st-key-organisations td:nth-child(-n+2) { min-width: 8rem; }
@media (max-width: 1200px) { /* what it is also called stands under its name below, too */
  .st-key-organisations :is(th, td):is(:nth-child(4), :nth-child(6)) { display: none !important; } }
@media (max-width: 640px) {
  .st-key-organisations td:nth-child(-n+2) { min-width: 0; }
  .st-key-organisations :is(th, td):is(:nth-child(3), :nth-child(7)) { display: none !important; } }
</style>"""


def draw_outcome() -> None:
    """What was changed, said once."""
    replies.draw(_OUTCOME)


def draw_table(known: Sequence[Organisation], has: Mapping[int, Mapping[str, int]]) -> None:
    """Every organisation, those that wait first."""
    if not known:
        page.empty("They come with hubs and services, and with the people who are given access.")
        return
    st.html(_STYLE)
    st.header("All of them")
    with st.container(key="organisations"):
        page.table(words.table(known, has))
    page.source(
        "Organisations, never a person. Their kinds are our reading of the sources named.", viewers=_LEADS
    )


def draw_contacts(person: Person, known: Sequence[Organisation]) -> None:
    """Whom to turn to in the organisation that is chosen, and where it works."""
    chosen = st.session_state.get(_CHANGED)
    one = next((one for one in known if one.id == chosen), None)
    organisation_contacts.draw(person, one, _OUTCOME)


def draw_change(person: Person, known: Sequence[Organisation]) -> None:
    """The form that says what is known of one, and so that it is one of its own."""
    st.header("What is known of one")
    with st.container(border=True):
        one = _choice("Organisation", known, _CHANGED)
        if one is None:
            return
        st.markdown(f"{filters.first_upper(words.standing(one))}. Source: {plain(one.source)}.")
        name, charity_no, company_no, website, also = (
            _text(one, *field)
            for field in (
                ("name", "Name", one.name, LONGEST_NAME),
                ("charity", "Charity number", one.details.charity_no, 20),
                ("company", "Company number", one.details.company_no, 20),
                ("website", "Website", one.details.website, LONGEST_WEBSITE),
                ("also", "Also called, a line each", "", 2000),
            )
        )
        kinds = list(OrganisationKind)
        kind = st.selectbox(
            "Kind",
            kinds,
            kinds.index(one.details.kind),
            key=f"organisations_kind_{one.id}_{one.details.kind}",
            format_func=lambda kind: filters.first_upper(kind.label),
        )
        label = "Save what is known" if one.confirmed else "It is one of its own: save what is known"
        if st.button(label, type="primary", icon=":material/check:"):
            details = OrganisationDetails(kind or one.details.kind, charity_no, company_no, website)
            with replies.refusal_shown():
                changed = actions.change(person, one.id, name, details, also)
                kept_text.clear(*(_key(one, field) for field in _FIELDS))
                replies.keep(_OUTCOME, f"{plain(changed.name)} is saved.")
                st.rerun()


def draw_links(person: Person, known: Sequence[Organisation]) -> None:
    """The form that invites one by link, and the links that were sent to it."""
    st.header("Invite by link")
    with st.container(border=True):
        one = _choice("Organisation to invite", known, _INVITED)
        if one is None:
            st.caption(
                "Whoever has the link needs no account: they do what it is for, for that organisation."
            )
        links.draw_invite(person, one)
    if one is not None:
        links.draw_sent_before(person, one)


def draw_unanswered(person: Person) -> None:
    """The operators that were asked whether the directory is right, and have not answered."""
    waiting = entries.unanswered(person)
    if not waiting:
        return
    st.header("Asked whether their entry is right, and not answered")
    page.table(words.unanswered(waiting))
    page.source(
        "Asked each quarter by mail; the link is good for thirty days. Ring them, or send a link above.",
        viewers=_LEADS,
    )


def draw_merge(person: Person, known: Sequence[Organisation], has: Mapping[int, Mapping[str, int]]) -> None:
    """The form that makes two one, which says what goes along and asks first."""
    st.header("Two that are one")
    with st.container(border=True):
        waiting_first = sorted(known, key=lambda one: one.confirmed)
        one = _choice("This one", waiting_first, _ONE)
        if one is None:
            st.caption("Those that wait stand first. Nothing is merged because its name is like another.")
            return
        into = _choice("is the same as", words.likest_first(one, known), f"{_INTO}_{one.id}")
        if into is None:
            return
        goes = its_own(has.get(one.id, {})) or words.NOTHING
        st.markdown(
            f"What is {plain(one.name)}’s becomes {plain(into.name)}’s: its names, and {goes}. "
            "This can’t be undone."
        )
        sure = st.checkbox("They are one organisation", key=f"{_SURE}_{one.id}_{into.id}")
        if st.button("Merge them", icon=":material/merge:", disabled=not sure):
            with replies.refusal_shown():
                replies.keep(_OUTCOME, plain(actions.merge(person, one.id, into.id)))
                st.rerun()


_FIELDS = ("name", "charity", "company", "website", "also")


def _key(one: Organisation, field: str) -> str:
    return f"organisations_{field}_{one.id}"


def _text(one: Organisation, field: str, label: str, now: str, longest: int) -> str:
    key = _key(one, field)
    st.session_state.setdefault(key, now)
    height = 90 if field == "also" else None
    kept_text.field(key, kept_text.Words(label, longest=longest, line=_NOT_SAVED, height=height), stored=now)
    return kept_text.typed(key)


def _choice(label: str, among: Sequence[Organisation], key: str) -> Organisation | None:
    names = {one.id: one for one in among}
    chosen = st.selectbox(
        label,
        list(names),
        None,
        placeholder="Choose an organisation",
        key=key,
        format_func=lambda number: _said(names[number]),
    )
    return names.get(chosen) if chosen is not None else None


def _said(one: Organisation) -> str:
    marks = [words_ for words_, so in (("made up", one.illustrative), ("waits", not one.confirmed)) if so]
    return f"{one.name} ({', '.join(marks)})" if marks else one.name
