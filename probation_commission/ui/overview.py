"""The parts of the overview page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from probation_commission.analysis import attention
from probation_commission.analysis.attention import ReferralsChange
from probation_commission.analysis.hubs import on_map, real
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.disclosure.sight import Sight
from probation_commission.domain import days
from probation_commission.domain.access import GRANTS, Person, Role
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Kind, Standing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.database import Topic
from probation_commission.ui import expected, gaps, services
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.ideas import fund_of
from probation_commission.ui.iom import draw_cards
from probation_commission.ui.menu import (
    DATA,
    GAPS,
    IDEAS,
    IOM,
    LOCALITIES,
    PEOPLE,
    RECONCILIATION,
    REFERRALS,
    RETURNS,
    SERVICES,
    MenuItem,
)
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views import checks, marks
from probation_commission.views import overview as words
from probation_commission.views.iom import Compared, compared
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

_READ = (*released.OF_COHORTS, Topic.DIRECTORY, Topic.IDEAS, Topic.ORGANISATIONS, Topic.EVENTS)
_ENTRIES = 96
"""As many areas, by role and audience, as are looked at together."""


@kept(*_READ, entries=_ENTRIES)
def finding(area: Authority, role: Role, terms: ReleaseTerms) -> str:
    """The area in a sentence: its cohort, hubs and live services."""
    hubs = len(on_map(_hubs_of(area)))
    return words.finding(
        area.name,
        _latest(area, role, terms),
        hubs,
        services.of_area(area),
        with_cohort=_may(role, IOM),
    )


@kept(*_READ, entries=_ENTRIES)
def lifting(area: Authority, role: Role, terms: ReleaseTerms) -> tuple[Agreement, ...]:
    """The agreements by which anything here is shown exactly."""
    months = loaders.iom_months() if _may(role, IOM) else loaders.iom_months().head(0)
    here = months[months.area_code == area.code]
    of_cohort = terms.sight.lifting(
        Kind.IOM, zip(here.area_code, here.illustrative.astype(bool), strict=True)
    )
    return tuple(dict.fromkeys([*of_cohort, *terms.lifting(services.of_area(area).slug)]))


def _may(role: Role, item: MenuItem) -> bool:
    return item.permission in GRANTS[role]


def _hubs_of(area: Authority) -> pd.DataFrame:
    """The area's hubs and offices that are not made up."""
    places = loaders.hubs()
    return real(places[places.area_code == area.code])


def _latest(area: Authority, role: Role, terms: ReleaseTerms) -> Release | None:
    # Everybody sees the overview; what they may not see on its own page they are not told here.
    months = released.iom(area.code, terms.sight) if _may(role, IOM) else {}
    return months[max(months)] if months else None


@kept(*_READ, entries=_ENTRIES)
def made_up(area: Authority, role: Role, terms: ReleaseTerms) -> list[str]:
    """What is made up here: cohort, the change of a service, ideas; new files say so themselves."""
    last, (change, is_made_up), fund = _latest(area, role, terms), _change(area, terms), fund_of(area)
    return [
        *([words.cohort_title(area.name, last.month)] if last and _is_made_up(area, last) else []),
        *([f"the referrals of {loaders.service_names()[change.subject]}"] if change and is_made_up else []),
        *([f"the ideas for {fund.name}"] if fund and fund.illustrative and _ideas(area, role) else []),
    ]


def _is_made_up(area: Authority, release: Release) -> bool:
    months = loaders.iom_months()
    of_month = months[(months.area_code == area.code) & (months.month == release.month)]
    return bool(of_month.illustrative.any())


MOST_LINES = 7


# By role: what somebody is asked to do is what their role may do, whoever they are.
@drawn(*_READ, entries=_ENTRIES)
def draw_attention(area: Authority, role: Role, terms: ReleaseTerms) -> None:
    """What needs this person today, each line with its button; before anything is loaded, how to begin."""
    # Five complaints about what nobody has loaded yet help nobody.
    if loaders.history().empty and _may(role, RETURNS):
        st.header("Start here")
        _draw_lines([(step, item, label) for step, item, label in STEPS if _may(role, item)][:3], area)
        return
    st.header("Needs you today")
    lines = _attention(area, role, terms)[:MOST_LINES]
    _draw_lines(lines, area)
    if not lines:
        st.markdown(f"Nothing in {area.name} waits for you.")
    if line := words.not_confirmed(_hubs_of(area), services.of_area(area)):
        st.caption(line)


STEPS = (
    (
        "**1.** Load a first return: the IOM cohort’s, or a service’s month.",
        RETURNS,
        "Load a return",
    ),
    ("**2.** Look over the services and hubs that are known here.", SERVICES, "See the services"),
    ("**3.** Give your colleagues and partners access.", PEOPLE, "Give access"),
    (
        "**3.** Group the wards into localities, as you speak of them.",
        LOCALITIES,
        "Make localities",
    ),
)
"""How a new lead or admin begins: the first three that they may do."""


def _draw_lines(lines: Sequence[tuple[str, MenuItem, str]], area: Authority) -> None:
    for sentence, item, label in lines:
        with st.container(
            border=True,
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            wrap=False,
        ):
            st.markdown(said(sentence))
            st.page_link(
                item.file,
                label=said(label),
                icon=item.icon,
                width="content",
                query_params={"area": area.code},
            )


def _attention(area: Authority, role: Role, terms: ReleaseTerms) -> list[tuple[str, MenuItem, str]]:
    """What this person can do something about, the most pressing first: sentence, page and button."""
    today = terms.today
    services_here, months = services.of_area(area), loaders.iom_months()
    of_area = months[months.area_code == area.code].month
    lines = [
        (RECONCILIATION, "Explain", _sums_to_mend(area, role, terms)),
        (SERVICES, "See them", words.closed(services_here)),
        (SERVICES, "See which", [ends] if (ends := services.ends_of(area, today)) else []),
        (DATA, "See which", _late(role)),
        (RETURNS, "Load it", words.returns_to_chase(area.name, of_area, today)),
        (DATA, "See which", _never(role, services_here)),
        (IDEAS, "Decide", _ideas(area, role)),
    ]
    # Whoever cannot do it is not asked to: a link to "Not for this role" helps nobody.
    return [
        (sentence, item, label)
        for item, label, sentences in lines
        if _may(role, item)
        for sentence in sentences
    ]


def _late(role: Role) -> list[str]:
    """How many returns are late, for those who can ask for them."""
    line = expected.late_line() if _may(role, RETURNS) else ""
    return [line] if line else []


def _never(role: Role, services_here: pd.DataFrame) -> list[str]:
    """How many live services never returned anything, for those who can ask for it."""
    line = expected.never_line(services_here) if _may(role, RETURNS) else ""
    return [line] if line else []


@drawn(*_READ, entries=_ENTRIES)
def draw_changes(area: Authority, role: Role, terms: ReleaseTerms) -> None:
    """What changed since the month or quarter before, and which files are new."""
    st.header("What changed")
    lines = [*_cohort_change(area, role, terms), *_referrals_change(area, terms)]
    for sentence, item in lines:
        st.page_link(item.file, label=sentence, icon=item.icon, query_params={"area": area.code})
    if not lines:
        st.markdown("Nothing that can be compared with the month before has changed.")
    _draw_new(role, terms.audience)


def _cohort_change(area: Authority, role: Role, terms: ReleaseTerms) -> list[tuple[str, MenuItem]]:
    last = _latest(area, role, terms)
    if last is None:
        return []
    return [
        (_marked(sentence, made_up=_is_made_up(area, last)), IOM)
        for sentence in words.cohort_change(area.name, _held(area, last, terms), last)
    ]


def _referrals_change(area: Authority, terms: ReleaseTerms) -> list[tuple[str, MenuItem]]:
    change, is_made_up = _change(area, terms)
    sentences = words.referrals(change, loaders.service_names(), filters.area_name)
    return [(_marked(sentence, made_up=is_made_up), REFERRALS) for sentence in sentences]


@kept(*released.OF_SERVICES, entries=_ENTRIES)
def _change(area: Authority, terms: ReleaseTerms) -> tuple[ReferralsChange | None, bool]:
    """The greatest change of a service of the area, and whether its returns are made up."""
    rows, returns = released.services(terms), released.service_returns()
    here = services.of_area(area)
    change = attention.greatest_change(rows[rows.subject.isin(here.slug)], returns, gazetteer().wholes)
    if change is None:
        return None, False
    of_service = returns[(returns.subject == change.subject) & (returns.month == change.month)]
    return change, bool(of_service.illustrative.any())


def _marked(sentence: str, *, made_up: bool) -> str:
    return f"{marks.tagged(sentence.removesuffix('.'), made_up=True)}." if made_up else sentence


def _ideas(area: Authority, role: Role) -> list[str]:
    """How many ideas wait for a decision, for those who may see them."""
    return words.ideas_that_wait(fund_of(area), loaders.ideas()) if _may(role, IDEAS) else []


def _sums_to_mend(area: Authority, role: Role, terms: ReleaseTerms) -> list[str]:
    lines = _failing(area, terms.audience)
    if lines.empty:
        return []
    last = _latest(area, role, terms)
    sentence = f"{lines.month.iloc[0]:%B %Y}: {checks.said_of(lines)}."
    return [_marked(sentence, made_up=bool(last and _is_made_up(area, last)))]


@kept(*_READ, entries=_ENTRIES)
def _failing(area: Authority, audience: Audience) -> pd.DataFrame:
    """What does not add up in the area's latest IOM return."""
    return checks.failing(attention.does_not_add_up(loaders.reconciliation(), area.code), audience)


def _draw_new(role: Role, audience: Audience) -> None:
    """The latest files loaded; for others than leads the latest returns in force, without a file's name."""
    st.subheader("Newly loaded")
    history = loaders.history()
    # Each line that is counted is a version, and who counts is told to nobody else (decision 270).
    history = history if history.empty else history[history.kind != Kind.UNMET]
    if not _may(role, IOM):
        history = history[history.kind == Kind.SERVICE]
    # A withdrawn return counts nowhere and is no news (decision 59).
    history = history if history.empty else history[history.standing != Standing.WITHDRAWN]
    # Others than leads are told who loaded what is in force and when, not the file’s name (decision 71).
    new = words.new_files if audience is Audience.RESTRICTED else words.new_returns
    lines = [] if history.empty else new(history, filters.area_name)
    if not lines:
        page.empty(f"No {'' if _may(role, IOM) else 'service’s '}return has been loaded yet.")
    for line in lines:
        st.markdown(line)


def gap(area: Authority, person: Person, sight: Sight) -> gaps.GapsPicture:
    """What is missing in the area, as the page of gaps has it for its whole."""
    choice = gaps.GapChoice(area.code)
    return gaps.picture(choice, person, sight, days.today(), gaps.written.outside())


def draw_gap(shown: gaps.GapsPicture, area: Authority) -> None:
    """What to commission next, in the words of the page of gaps, with the way to its reasons."""
    _draw_lines([(plain(gaps.finding(shown)), GAPS, "See why")], area)


def draw_cohort(area: Authority, role: Role, terms: ReleaseTerms) -> None:
    """The latest cohort by RAG, with the way to the map."""
    last = _latest(area, role, terms)
    if last is None:
        return
    _draw_totals(area, role, terms)
    audience = terms.audience
    provenance.draw(released.behind_cohort(area.code, last.month, audience), audience, key="cohort")
    provenance.draw_failing(_failing(area, audience))
    st.page_link(IOM.file, label="See where they live", icon=IOM.icon, query_params={"area": area.code})


@drawn(*_READ, entries=_ENTRIES)
def _draw_totals(area: Authority, role: Role, terms: ReleaseTerms) -> None:
    last = _latest(area, role, terms)
    if last is None:
        return
    title = filters.first_upper(words.cohort_title(area.name, last.month))
    st.header(marks.tagged(title, made_up=_is_made_up(area, last)))
    draw_cards(last, _held(area, last, terms))


def _held(area: Authority, last: Release, terms: ReleaseTerms) -> Compared:
    """The months that the latest is held against."""
    months = loaders.iom_months()
    made_up = months.month[(months.area_code == area.code) & months.illustrative.astype(bool)]
    return compared(released.iom(area.code, terms.sight), last.month, frozenset(made_up))
