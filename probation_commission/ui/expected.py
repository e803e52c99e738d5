"""The parts of the page of data: what is late with its mail, everything that is expected, what grows old."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.actions import expected as actions
from probation_commission.actions.expected import DueMail
from probation_commission.analysis.expected import ExpectedReturn, ReturnState, never_returned, tally
from probation_commission.analysis.hubs import real
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.analysis.services import live
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import month_after, month_before, today
from probation_commission.domain.entries import QUARTER
from probation_commission.domain.expected import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_SENDER,
    Expected,
    SenderKey,
)
from probation_commission.domain.letters import Letter
from probation_commission.domain.people import LONGEST
from probation_commission.domain.receipts import DUE_DAY
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.settings import mail_server
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import (
    DATA,
    ORGANISATIONS,
    RECONCILIATION,
    RETURNS,
    SERVICES,
)
from probation_commission.ui.parts import KeptForm, click, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import checks as check_views
from probation_commission.views import expected as views
from probation_commission.views import marks
from probation_commission.views.markdown import plain

_OUTCOME, _MAIL, _KEY = "data_outcome", "data_mail", "data_"
_CHOOSE = "Choose one"
WHO_SEES = views.WHO_SEES
_MOST = 8
"""Returns that are asked for one by one, before the rest is in the table alone."""
_BACK, _AHEAD = 24, 6
"""Months that one can be expected from, or until."""
_ITEMS = {"services": SERVICES, "organisations": ORGANISATIONS}
_ANOTHER = (Kind.SERVICE, "", "")


def rows_of_person(person: Person) -> list[ExpectedReturn]:
    """What is expected, as far as somebody may know of it: of the cohort whoever sees it."""
    return _rows(all_kinds=person.may(Permission.SEE_IOM))


def _rows(*, all_kinds: bool) -> list[ExpectedReturn]:
    every = loaders.expected_returns(today())
    return [one for one in every if all_kinds or views.is_of_services(one.said.kind)]


def finding(person: Person) -> str:
    """How many of the last month's returns are in, and how many late."""
    every = rows_of_person(person)
    noun = views.ALL if person.may(Permission.SEE_IOM) else views.OF_SERVICES
    said = views.finding(tally(every, today()), noun)
    return f"{said} {never_line(loaders.services())}".strip()


def never_line(services: pd.DataFrame) -> str:
    """How many of these services never returned anything; nothing where each live one has."""
    return views.never_line(len(_never(services)), len(live(services)))


def _never(services: pd.DataFrame) -> list[str]:
    return never_returned(services, loaders.expected_returns(today()))


def late_line(*, of_services: bool = False) -> str:
    """How many returns are late, of all kinds or of services alone; nothing where none is."""
    noun = views.OF_SERVICES if of_services else views.ALL
    return views.late_line(tally(_rows(all_kinds=not of_services), today()), noun)


def draw_late_link() -> None:
    """The way from the referrals to what is late, where a service's return is."""
    if line := late_line(of_services=True):
        st.page_link(DATA.file, label=f"{line} See which.", icon=DATA.icon)


def made_up(rows: Sequence[ExpectedReturn]) -> list[str]:
    """What is made up on the page."""
    flags = pd.Series([one.illustrative for one in rows], dtype=bool)
    return marks.some_of(flags, "sender’s returns", "senders’ returns")


def _named() -> views.Named:
    areas = {area.code: area.name for area in views.areas_of(gazetteer())}
    every = loaders.expected_returns(today())
    return views.Named(loaders.service_names(), areas, views.several(every))


def draw_to_do(person: Person, rows: Sequence[ExpectedReturn]) -> None:
    """For leads: each return that is not here, with its mail and where it is loaded."""
    replies.draw(_OUTCOME)
    if not person.may(Permission.LOAD_RETURNS):
        return
    waiting = [one for one in rows if one.state in {ReturnState.LATE, ReturnState.AWAITED}]
    if not waiting:
        return
    st.header("To ask for")
    named = _named()
    for number, one in enumerate(waiting[:_MOST]):
        with st.container(
            border=True,
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            gap="small",
        ):
            st.markdown(f"**{views.state(one)}** {plain(views.what(one, named))}", width="stretch")
            with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
                st.button(
                    "Write the mail",
                    key=f"data_mail_{number}",
                    icon=":material/mail:",
                    on_click=_open_mail,
                    args=(one.said.key,),
                )
                st.page_link(RETURNS.file, label="Load it", icon=RETURNS.icon, width="content")
        if st.session_state.get(_MAIL) == one.said.key:
            _draw_mail(person, one, named)
    if len(waiting) > _MOST:
        st.caption(f"{len(waiting) - _MOST} more stand in the table below.")


@click("Writing the mail")
def _open_mail(key: SenderKey) -> None:
    # Pressed once more, it is folded away.
    st.session_state[_MAIL] = None if st.session_state.get(_MAIL) == key else key


def _letter_of(named: views.Named) -> Callable[[DueMail], Letter]:
    return lambda due: views.letter(partnership().name, due.returns, named, late=due.late)


def _draw_mail(person: Person, one: ExpectedReturn, named: views.Named) -> None:
    mailbox = actions.mailboxes(person).get(one.said.key, "")
    due = DueMail(mailbox, (one,), one.state is ReturnState.LATE)
    with st.container(border=True):
        st.text(f"To: {mailbox}" if mailbox else "To: no mailbox is written down for this sender.")
        st.code(views.as_text(_letter_of(named)(due)), language=None, wrap_lines=True)
        if mail_server() is None:
            st.caption("No mail server is set up here: copy the mail, and send it from your shared mailbox.")
        elif mailbox:
            st.button(
                "Put it into the outbox",
                key="data_send",
                icon=":material/send:",
                on_click=_send,
                args=(one.said.key,),
            )


@click("Putting the mail into the outbox")
def _send(key: SenderKey) -> None:
    with replies.refusal_kept(_OUTCOME):
        mailbox = actions.put_mail(acting(), key, _letter_of(_named()))
        st.session_state[_MAIL] = None
        replies.keep(_OUTCOME, f"The mail to {plain(mailbox)} is in the outbox.")


def draw_table(person: Person, rows: Sequence[ExpectedReturn]) -> None:
    """Every sender's return, what is late first; of whom nothing is expected, folded away."""
    named = _named()
    here = [one for one in rows if one.is_expected]
    if here:
        month = tally(rows, today()).month
        st.header(f"Returns for {month:%B %Y}")
        leads = person.may(Permission.EXPLAIN)
        open_checks = _open_checks() if leads else None
        page.table(views.table(here, named, _senders(here), open_checks))
        st.caption(views.rules(DUE_DAY))
        if open_checks and any(open_checks.get(one.return_id or 0) for one in here):
            st.page_link(
                RECONCILIATION.file, label="Explain the checks that are open", icon=RECONCILIATION.icon
            )
    if others := [one for one in rows if not one.is_expected]:
        with st.expander(f"Nothing is expected of {len(others)} more"):
            page.table(views.not_expected(others, named))
    if never := _never(loaders.services()):
        with st.expander(never_line(loaders.services()).removesuffix(".")):
            st.markdown("\n".join(f"- {plain(named.services.get(slug, slug))}" for slug in never))
            if person.may(Permission.LOAD_RETURNS):
                st.caption("To have one expected, say below from which month on.")


def _open_checks() -> dict[int, int]:
    """How many lines of each return do not add up and are not explained as they read now."""
    lines = loaders.reconciliation(None)
    if lines.empty:
        return {}
    return dict(Counter(map(int, lines.return_id[check_views.is_open(lines)])))


def _senders(rows: Sequence[ExpectedReturn]) -> dict[SenderKey, str]:
    """Who sends each: as somebody said it, else the provider of the service."""
    services = loaders.services()
    provider = dict(zip(services.slug, services.provider, strict=True))
    return {one.said.key: one.said.sender or provider.get(one.said.subject, "") for one in rows}


def draw_form(person: Person, rows: Sequence[ExpectedReturn]) -> None:
    """For leads, folded: another day, mailbox or sender, or that nothing is expected any more."""
    if not person.may(Permission.LOAD_RETURNS):
        return
    named = _named()
    by_key: dict[SenderKey, Expected] = {one.said.key: one.said for one in rows}
    with st.expander("What is expected: another day or mailbox, another sender, or nothing any more"):
        key = st.selectbox(
            "Whose return",
            [*by_key, _ANOTHER],
            key=f"{_KEY}whose",
            format_func=lambda key: (
                views.of(by_key[key], named) if key in by_key else "A service that has returned nothing yet"
            ),
        )
        said = by_key.get(key) or Expected(*_ANOTHER)
        # What is typed while somebody else saves stays typed (decision 267).
        form = KeptForm("expected", "-".join(key), said, _OUTCOME)
        written = _written(form, said, named)
        if form.saved("Save what is expected", "primary"):
            with replies.reasons_shown():
                actions.change(person, written, said if key in by_key else None)
                form.done(f"Saved: {plain(views.of(written, named))}.")


def _written(form: KeptForm, said: Expected, named: views.Named) -> Expected:
    """What is written in the fields."""
    written = said
    if said.key == _ANOTHER:
        with st.container(horizontal=True):
            slugs = _never(loaders.services())
            services = {"": _CHOOSE, **{slug: named.services.get(slug, slug) for slug in slugs}}
            areas = {"": _CHOOSE, **named.areas}
            service = form.choice("service", "Service", slugs, "", names=services, width=320)
            area = form.choice("area", "Area that it is about", list(named.areas), "", names=areas, width=240)
        written = replace(written, subject=service, area_code=area)
    with st.container(horizontal=True):
        days = [str(day) for day in range(FIRST_DAY, LAST_DAY + 1)]
        usual = {str(DUE_DAY): f"{DUE_DAY} (usual)"}
        day = int(form.one_of("day", "Due by working day", days, str(said.day), names=usual))
        first = _month(form, "from", "Expected from", said.from_month, none="as it came in")
        last = _month(form, "until", "The last one is of", said.until_month, none="it goes on")
    sender = form.text("sender", "Who sends it: an organisation or a post", said.sender, LONGEST_SENDER)
    mailbox = form.text("mailbox", "Shared mailbox that is asked for it", said.mailbox, LONGEST)
    st.caption("Left empty, the provider’s mailbox for returns is asked, as the page Organisations has it.")
    if said.key == _ANOTHER and first is None:
        first = month_before(today().replace(day=1))
    due = None if day == DUE_DAY else day
    return replace(written, sender=sender, due_day=due, mailbox=mailbox, from_month=first, until_month=last)


def _month(form: KeptForm, field: str, label: str, now: date | None, *, none: str) -> date | None:
    months = [today().replace(day=1)]
    for _ in range(_AHEAD):
        months.append(month_after(months[-1]))
    for _ in range(_BACK):
        months.insert(0, month_before(months[0]))
    options = sorted({*months, *([now] if now else [])}, reverse=True)
    names = {"": none, **{str(month): f"{month:%B %Y}" for month in options}}
    chosen = form.choice(field, label, [*map(str, options)], str(now or ""), names=names)
    return date.fromisoformat(chosen) if chosen else None


def draw_ageing(person: Person) -> None:
    """What is known of places and services and grows old, each with where it is put right."""
    lines = views.ageing(*_aged())
    if not lines:
        return
    st.header("What grows old")
    for name, sentence in lines:
        item = _ITEMS[name]
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(plain(sentence), width="stretch")
            if person.may(item.permission):
                st.page_link(item.file, label=f"Open {item.title}", icon=item.icon, width="content")


def _aged() -> tuple[list[tuple[str, date]], tuple[int, int], dict[str, int]]:
    known = real(loaders.services())
    running = live(known)
    ran_out = [
        (str(row["name"]), until)
        for row in rows_of(running)
        if (until := known_day(row["capacity_until"])) and until < today()
    ]
    places = real(loaders.hubs())
    days = [known_day(day) for day in (*running.confirmed_on, *places.confirmed_on)]
    stale = sum(day is None or (today() - day).days > QUARTER for day in days)
    # Those that nobody has confirmed are known as their source had them.
    unsure = known[[known_day(day) is None for day in known.confirmed_on]]
    sources = Counter(map(str, unsure.as_of.fillna("")))
    return ran_out, (stale, len(days)), dict(sources.most_common())
