"""The mapping screen of the returns page: which column of a file is what, confirmed once for each sender."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.actions import layouts as actions
from probation_commission.actions import returns
from probation_commission.actions.returns import CheckedFile
from probation_commission.analysis.coming import coming
from probation_commission.domain import referrals
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.layouts import (
    LEFT_OUT,
    SERVICE_RETURN,
    AreaMonth,
    Column,
    Doubts,
    Fields,
    FoundTable,
    Layout,
    fields_of,
)
from probation_commission.domain.places import Authority, bare
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import KIND_LABELS, Kind, Reading
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.domain.words import listed, plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.files import Progress, silent
from probation_commission.store.database import Topic
from probation_commission.ui.data import loaders, revisions_of
from probation_commission.ui.parts import click, replies
from probation_commission.ui.returns import opened
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said_of_files

GIVEN, _COMING = "layouts_given", "layouts_coming"
READ_BY = (Topic.LAYOUTS, Topic.ALIASES, Topic.DIRECTORY)
"""What a file is read by, besides what is answered: layouts, names of places, services."""
_OTHER = "something else"
_ARTICLES: dict[str, str] = {Kind.IOM: "an", Kind.SERVICE: "a"}
_MONTHS_BACK = 36
_MOST_COMING = 24
_MOST_LIVE = 1024**2
"""Bytes up to which a file is read anew at each choice; a larger one takes seconds."""
_MOST_CELLS = 6
_MOST_TOGETHER = 6
"""Of several columns that one answer stands for, those whose values are shown."""
_NO_SERVICE = "No service here: leave its rows out"
_TO_CHECK = ":orange[:material/help:]"


class SentBytes(NamedTuple):
    """A file as it lies in the upload field."""

    name: str
    content: bytes


def check(person: Person, content: bytes, name: str, progress: Progress = silent) -> CheckedFile:
    """The file as it is understood with what was said on this screen so far."""
    sender, area_month = _answer(sha256(content).hexdigest())
    return returns.check(person, content, name, sender=sender, area_month=area_month, progress=progress)


def said_so_far() -> object:
    """What was said on this screen of any file; not the same once something more is said."""
    return st.session_state.get(GIVEN, {})


def draw(person: Person, checked: CheckedFile, sent: SentBytes) -> bool:
    """Whether the file can be read on from here; what nobody has confirmed yet is asked.

    `sent`: the file's name and bytes, to show what would come out of each choice.
    """
    doubts = checked.reading.doubts
    if doubts is None:
        return True
    # Until then there are no returns, and nothing can be accepted (decision 40).
    if not doubts.settled:
        _draw_new(person, checked, doubts, sent)
        return False
    if doubts.tables:
        whom = plain(checked.sender) if checked.sender else "this sender"
        with st.expander(f"How the columns were read: as confirmed for {whom}"):
            _draw_form(person, checked, doubts, doubts.tables, "Read it again like this", sent)
    return True


def _draw_new(person: Person, checked: CheckedFile, doubts: Doubts, sent: SentBytes) -> None:
    st.header("What is what in this file?")
    tables = [table for table in doubts.tables if table.signature in doubts.open_tables]
    lacking = [word for word in _asked(doubts) if word]
    if tables:
        st.markdown(
            f"This looks like **{_ARTICLES[doubts.kind]} {KIND_LABELS[doubts.kind]}** in a layout that is "
            "new here. Below, each column of the file has a line: its heading, three of its values, and "
            "what it seems to be. "
            f"Look at the lines marked {_TO_CHECK}, change what is wrong, and watch under "
            "“What comes out of it” whether the totals are those that you expect. "
            "Your answer is remembered for this sender."
        )
    elif lacking:
        st.markdown(f"The file itself does not say which {listed(lacking)} it counts. Please say it.")
    else:
        st.markdown("The file names services that are not known here. Please say which they are.")
    if stated := [words for words in _stated(doubts) if words]:
        st.markdown(f"The file says that it counts **{', '.join(stated)}**.")
    if doubts.notes:
        changes = "\n".join(f"- {plain(note)}" for note in doubts.notes)
        st.warning(
            f"The layout is not the one this sender used before.\n{changes}", icon=":material/compare:"
        )
    _draw_form(person, checked, doubts, tables, "Read the file like this", sent)


def _asked(doubts: Doubts) -> tuple[str, ...]:
    """What the file does not say, in words; empty where it does."""
    return (
        "service" if doubts.service_asked else "",
        "kind of count" if doubts.counted_asked else "",
        "area" if doubts.area_asked else "",
        "month" if doubts.month_asked else "",
    )


def _lacking(doubts: Doubts, area_month: AreaMonth) -> list[str]:
    """What is still to be chosen, in words."""
    given = (area_month.service, area_month.counted, area_month.area, area_month.month)
    lacking = [word for word, value in zip(_asked(doubts), given, strict=True) if word and not value]
    said = dict(area_month.names)
    unnamed = sum(not said.get(name.key) for name in doubts.names)
    return [f"the {word}" for word in lacking] + (
        [f"what {plural(unnamed, 'name')} of services {'means' if unnamed == 1 else 'mean'}"]
        if unnamed
        else []
    )


def _stated(doubts: Doubts) -> tuple[str, str]:
    """The area and the month that the file itself says, as far as it does."""
    area = doubts.area.name if doubts.area and not doubts.area_asked else ""
    return area, _month_name(doubts.month) if doubts.month and not doubts.month_asked else ""


def _draw_form(  # noqa: PLR0917
    person: Person,
    checked: CheckedFile,
    doubts: Doubts,
    tables: Sequence[FoundTable],
    label: str,
    sent: SentBytes,
) -> None:
    asked = bool(tables) or any(name.text for name in doubts.names)
    sender, area_month = _draw_whose(checked, doubts, asked=asked)
    fields = fields_of(doubts.kind)
    # Above the choices, so that both are seen to change with them.
    above_all, above = st.container(), st.container(border=True)
    chosen = [
        Layout.of(doubts.kind, table, _draw_table(checked, table, number, fields))
        for number, table in enumerate(tables)
    ]
    if doubts.kind == Kind.SERVICE:
        # A column that is now said to hold services may hold some that are not known.
        doubts = _doubts_with(person, checked, chosen, area_month, sent)
        with above_all:
            area_month = replace(area_month, names=_draw_names(checked, doubts))
        chosen += _names_meant(doubts, area_month)
    with above:
        _draw_coming(person, checked, chosen, area_month, sent)
    reasons = _unreadable(chosen)
    pressed = st.button(label, type="primary", icon=":material/table_view:", disabled=bool(reasons))
    for reason in reasons:
        st.caption(f":orange[:material/block:] {reason}")
    if not pressed:
        return
    if lacking := _lacking(doubts, area_month):
        st.error(f"Choose {listed(lacking)}.", icon=":material/block:")
        return
    with replies.refusal_shown():
        if chosen:
            actions.confirm(person, sender, chosen)
        _give(checked, actions.sender_name(sender), area_month)
        st.rerun()


def _unreadable(chosen: Sequence[Layout]) -> list[str]:
    """Why the tables can't be read with what is chosen now, in sentences."""
    tables = [layout for layout in chosen if not layout.is_of_names]
    if tables and not any(field for layout in tables for field in layout.fields.values()):
        return ["Nothing of this file would be read. Choose the column that holds the counts."]
    return list(dict.fromkeys(reason for layout in tables for reason in actions.wrong(layout)))


def _draw_coming(
    person: Person, checked: CheckedFile, chosen: Sequence[Layout], area_month: AreaMonth, sent: SentBytes
) -> None:
    """What would come out of the file, read with what is chosen now."""
    st.markdown("**What comes out of it**")
    if len(sent.content) > _MOST_LIVE:
        st.caption("This file is large: what comes out of it is shown once you read it.")
        return
    reading = _read_with(person, checked, chosen, area_month, sent)
    doubts = reading.doubts
    if doubts and not doubts.settled:
        lacking = _lacking(doubts, area_month)
        st.caption(f"Nothing yet: choose {listed(lacking)}." if lacking else "Nothing yet.")
        return
    frame = coming(reading.returns)
    if frame.empty:
        st.caption("Nothing: no column that is read holds a count, or no row says what it counts.")
    else:
        if "Service" in frame:
            frame["Service"] = frame["Service"].map(lambda slug: loaders.service_names().get(slug, slug))
        frame, whose = _without_what_all_share(frame)
        if whose:
            st.caption(plain(whose))
        st.dataframe(frame.head(_MOST_COMING), lazy=False, hide_index=True)
        if len(frame) > _MOST_COMING:
            st.caption(f"The first {_MOST_COMING} of {len(frame):,} returns.")
    if count := len(reading.problems) + reading.unlisted:
        first = plain(said_of_files(str(reading.problems[0])))
        st.caption(f":orange[:material/block:] {plural(count, 'problem')}. {first}")
    if notes := [note for ret in reading.returns for note in ret.notes]:
        first = plain(said_of_files(notes[0]))
        st.caption(f"{plural(len(notes), 'note')} on how it is read, such as: {first}")


def _without_what_all_share(frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The table without the service, area and month that all its rows are of, and these in words."""
    # On a phone three columns are seen: they are to be counts.
    shared = [
        name
        for name in ("Service", "Area", "Month")
        if name in frame and (frame[name] == frame[name].iloc[0]).all()
    ]
    return frame.drop(columns=shared), "; ".join(str(frame[name].iloc[0]) for name in shared)


def _read_with(
    person: Person, checked: CheckedFile, chosen: Sequence[Layout], area_month: AreaMonth, sent: SentBytes
) -> Reading:
    """The file read with these choices; once for the same ones."""
    key = (checked.reading.sha256, str(chosen), area_month, revisions_of(*READ_BY))
    known: dict[object, Reading] = st.session_state.get(_COMING, {})
    if key not in known:
        reading = returns.read_with(
            person, sent.content, sent.name, chosen, sender=checked.sender, area_month=area_month
        )
        # The one before too: of a service's return it says which names are to be asked about.
        known = {**dict([*known.items()][-1:]), key: reading}
        st.session_state[_COMING] = known
    return known[key]


def _doubts_with(
    person: Person, checked: CheckedFile, chosen: Sequence[Layout], area_month: AreaMonth, sent: SentBytes
) -> Doubts:
    """What is to be asked of the file once its columns are what is chosen now; a large one as it was read."""
    reading = checked.reading
    if len(sent.content) <= _MOST_LIVE:
        reading = _read_with(person, checked, chosen, area_month, sent)
    doubts = reading.doubts or checked.reading.doubts or Doubts(Kind.SERVICE)
    return replace(doubts, service=checked.reading.doubts.service if checked.reading.doubts else "")


def _give(checked: CheckedFile, sender: str, area_month: AreaMonth) -> None:
    # Read anew, the file may be of another month: it is held against what is in force for that.
    opened.forget()
    # By the file’s hash: an answer is about exactly this file, never the next of the same name.
    given = st.session_state.get(GIVEN, {})
    st.session_state[GIVEN] = {**given, checked.reading.sha256: (sender, area_month)}


def _answer(sha256_of_file: str) -> tuple[str, AreaMonth]:
    """The sender, area and month that were said of exactly this file."""
    given: tuple[str, AreaMonth] = st.session_state.get(GIVEN, {}).get(sha256_of_file, ("", AreaMonth()))
    return given


def _draw_whose(checked: CheckedFile, doubts: Doubts, *, asked: bool) -> tuple[str, AreaMonth]:
    """Who sends the file, and its service, area and month where it does not say them."""
    _, area_month = _answer(checked.reading.sha256)
    sender, area, month, service = checked.sender, area_month.area, area_month.month, area_month.service
    counted = area_month.counted
    places = iter(st.columns(1 + sum(map(bool, _asked(doubts)))) if any(_asked(doubts)) or asked else ())
    if asked:
        place = next(places)
        sender = place.text_input(
            "Who sends it",
            checked.sender or (doubts.area.name if doubts.area else ""),
            max_chars=actions.LONGEST_SENDER,
            key=_key(checked, "sender"),
            on_change=_sender_changed,
            args=(checked, area_month),
            placeholder="The council’s or the provider’s name",
            help="The columns are remembered under this name, so that the next such file is read by itself.",
        )
        if not actions.sender_name(sender):
            place.caption("To be filled in: what you say here is remembered under this name.")
    if doubts.service_asked:
        service = _draw_service(checked, doubts, service, next(places))
    if doubts.counted_asked:
        index = CATEGORIES.index(counted) if counted in CATEGORIES else None
        chosen = next(places).selectbox(
            "Which kind of count it is",
            CATEGORIES,
            index,
            format_func=lambda name: SERVICE_RETURN.labels[name].removeprefix("Count: ").capitalize(),
            key=_key(checked, "counted"),
        )
        counted = chosen or ""
    if doubts.area_asked:
        of_wholes = {Kind.SERVICE, Kind.NEEDS, *TRACKER_KINDS}
        every = referrals.areas(gazetteer()) if doubts.kind in of_wholes else gazetteer().authorities
        areas = list(every)
        index = areas.index(doubts.area) if doubts.area else None
        area = next(places).selectbox(
            "Which area it counts", areas, index, format_func=_area_name, key=_key(checked, "area")
        )
    if doubts.month_asked:
        months = _months(doubts.month)
        index = months.index(doubts.month) if doubts.month else None
        month = next(places).selectbox(
            "Which month it counts", months, index, format_func=_month_name, key=_key(checked, "month")
        )
    return sender, AreaMonth(area, month, service, counted, area_month.names)


def _draw_service(checked: CheckedFile, doubts: Doubts, given: str, place: DeltaGenerator) -> str:
    """The service that a file counts which names none; that of all its sender sent before is proposed."""
    names = loaders.service_names()
    slugs = sorted(names, key=names.__getitem__)
    proposed = given or doubts.service_in_title or doubts.service
    chosen = place.selectbox(
        "Which service it counts",
        slugs,
        slugs.index(proposed) if proposed in slugs else None,
        names.__getitem__,
        # The proposal is in the key: when another sender is named, the box must show theirs.
        key=_key(checked, f"service_{doubts.service}"),
    )
    if doubts.service_in_title and chosen == doubts.service_in_title:
        place.caption("Proposed, since a title of the file begins like its name.")
    elif doubts.service and chosen == doubts.service:
        place.caption(f"Proposed, since all returns of {plain(checked.sender)} in force are of it.")
    return chosen or ""


def _draw_names(checked: CheckedFile, doubts: Doubts) -> tuple[tuple[str, str], ...]:
    """What each name that is no service here was said to be, by its key; those like it come first."""
    if not doubts.names:
        return ()
    names = loaders.service_names()
    answers = []
    with st.container(border=True):
        st.markdown(
            f"**{plural(len(doubts.names), 'name')} of services {'is' if len(doubts.names) == 1 else 'are'} "
            "not known here.** Choose the service that is meant, or leave its rows out."
        )
        for question in doubts.names:
            where = _some(question.cells)
            what = f"“{plain(question.text)}” ({where})" if question.text else f"What stands in {where}"
            others = sorted(names.keys() - {*question.alike}, key=names.__getitem__)
            options = [*question.alike, LEFT_OUT, *others]
            answer = st.selectbox(
                f"{what} is",
                options,
                options.index(proposed) if (proposed := question.answer or question.proposed) else None,
                format_func=lambda slug: _NO_SERVICE if slug == LEFT_OUT else names[slug],
                key=_key(checked, question.key),
                placeholder="Choose the service",
            )
            if question.proposed and answer == question.proposed:
                st.caption("Proposed, since the name of this one service begins so.")
            answers.append((question.key, answer or ""))
        if not all(question.text for question in doubts.names):
            st.caption("Words that may be somebody’s are not shown: look at that cell in the file.")
    return tuple(answers)


def _some(cells: Sequence[str]) -> str:
    more = len(cells) - _MOST_CELLS
    return listed([*cells[:_MOST_CELLS], f"{more} more"] if more > 0 else cells)


def _names_meant(doubts: Doubts, area_month: AreaMonth) -> list[Layout]:
    """The names that may be remembered with the service each means; what is left out is asked again."""
    said = dict(area_month.names)
    meant = {
        bare(name.text): said[name.key]
        for name in doubts.names
        if name.text and said.get(name.key) not in (None, "", LEFT_OUT)
    }
    return [Layout.of_names(doubts.kind, meant)] if meant else []


@click("Looking for this sender’s layout")
def _sender_changed(checked: CheckedFile, area_month: AreaMonth) -> None:
    """What is remembered of the sender now named is looked up in the next run."""
    _give(checked, actions.sender_name(st.session_state[_key(checked, "sender")]), area_month)


def _key(checked: CheckedFile, what: str) -> str:
    return f"layout_{checked.reading.sha256[:12]}_{what}"


def _area_name(area: Authority) -> str:
    return area.name


def _month_name(month: date) -> str:
    return f"{month:%B %Y}"


def _months(guess: date | None) -> list[date]:
    this_month = pd.Period(today(), freq="M")
    months = [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]
    # An old return is still one: its own month is added to the list.
    return months if guess is None or guess in months else [*months, guess]


def _draw_table(checked: CheckedFile, table: FoundTable, number: int, fields: Fields) -> dict[str, str]:
    """The table as it was sent, and a line for each of its columns; returns the field of each."""
    with st.container(border=True):
        st.markdown(f"**Table {number + 1}**, {plain(_where(table))}, as it was sent:")
        st.dataframe(_as_sent(table), lazy=False, hide_index=True)
        chosen = {column.key: _draw_column(checked, table, column, fields) for column in table.columns}
        if not any(chosen.values()):
            st.caption("Nothing of this table will be read.")
    return chosen


def _as_sent(table: FoundTable) -> pd.DataFrame:
    """The first rows under their headings, those of doubtful columns marked."""
    columns = [column for first in table.columns for column in first.each]
    columns.sort(key=lambda column: (len(column.letters), column.letters))
    rows = max((len(column.sample) for column in columns), default=0)
    return pd.DataFrame(
        {
            f"{column.letters}{' ?' if column.doubt else ''} {column.heading}": [
                *column.sample,
                *[""] * (rows - len(column.sample)),
            ]
            for column in columns
        }
    )


def _draw_column(checked: CheckedFile, table: FoundTable, column: Column, fields: Fields) -> str:
    """The line of a column: its heading and three values, what it is, and why that is doubtful."""
    # Nothing stands in it, so there is nothing to read.
    if not column.field and not column.doubt and not any(any(one.sample) for one in column.each):
        return column.field
    mark = f" {_TO_CHECK}" if column.doubt else ""
    left, right = st.columns([2, 3], vertical_alignment="center")
    left.markdown(f"**{_headed(column)}**{mark}  \n{_values(column)}")
    name = f"{table.signature}_{column.letters}_{column.field}"
    likely = fields.likely(column)
    with right:
        field: str = st.selectbox(
            f"{_headed(column)} is",
            [*likely, _OTHER],
            format_func=lambda name: "Something else …" if name == _OTHER else fields.labels[name],
            # The field is in the key: when another sender’s layout proposes another, the box must show that.
            key=_key(checked, name),
            label_visibility="collapsed",
        )
        if field == _OTHER:
            field = st.selectbox(
                f"{column.letters}: which else",
                fields.other(column),
                format_func=fields.labels.__getitem__,
                key=_key(checked, f"{name}_other"),
            )
        if column.doubt:
            st.caption(column.doubt)
    return field


def _headed(column: Column) -> str:
    """The column with its heading, or the first and the last of several that one answer stands for."""
    first, *others = column.each
    heading = plain(first.heading) or "no heading"
    if not others:
        return f"{first.letters}: {heading}"
    last = plain(others[-1].heading) or "no heading"
    return f"{first.letters} … {others[-1].letters}: {heading} … {last}, {len(column.each)} columns"


def _values(column: Column) -> str:
    """What stands in the first rows of a column; of several, with the heading of each."""
    if not column.together:
        return " · ".join(plain(value) for value in column.sample if value) or "nothing"
    lines = [
        f"{plain(one.heading) or one.letters}: "
        + (" · ".join(plain(value) for value in one.sample if value) or "nothing")
        for one in column.each
    ]
    more = len(lines) - _MOST_TOGETHER
    return "  \n".join([*lines[:_MOST_TOGETHER], *([f"and {more} more"] if more > 0 else [])])


def _where(table: FoundTable) -> str:
    more = len(table.where) - 1
    return table.where[0] + (f" and {more} more laid out like it" if more else "")
