"""The parts of the overview page."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import attention
from probation_commission.analysis import ideas as idea_analysis
from probation_commission.analysis import returns as return_analysis
from probation_commission.analysis.services import real
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Release
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.iom import ALL, Rag
from probation_commission.domain.places import Authority
from probation_commission.ui import services
from probation_commission.ui.data import loaders, released
from probation_commission.ui.ideas import fund_of
from probation_commission.ui.menu import (
    HUBS,
    IDEAS,
    IOM,
    RECONCILIATION,
    REFERRALS,
    RETURNS,
    SERVICES,
    MenuItem,
)
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views import checks
from probation_commission.views.markdown import plain
from probation_commission.views.referral_words import period

_MOST_NEW = 5


def finding(area: Authority, person: Person, to: Audience) -> str:
    """The area in a sentence: its cohort, hubs and live services."""
    hubs = (loaders.hubs().area_code == area.code).sum()
    known = real(services.of_area(area))
    live = (known.status == "live").sum()
    return (
        f"{area.name}: {_cohort_words(area, person, to)}; {hubs or 'no'} hubs and offices on the map; "
        f"{live} live of {len(known)} services known."
    )


def _cohort_words(area: Authority, person: Person, to: Audience) -> str:
    last = _latest(area, person, to)
    if last is None:
        return "no IOM return received"
    total = last.total()
    known = total.text if total.known else "a number that is not shown of"
    return f"{known} IOM nominals in {last.month:%B %Y}"


def _latest(area: Authority, person: Person, to: Audience) -> Release | None:
    months = released.iom(area.code, to) if person.may(IOM.permission) else {}
    return months[max(months)] if months else None


def is_illustrative(area: Authority, person: Person) -> bool:
    """Whether the area's figures are made up."""
    months = loaders.iom_months()
    return person.may(IOM.permission) and bool(months[months.area_code == area.code].illustrative.any())


def draw_attention(area: Authority, person: Person, to: Audience) -> None:
    """What should be looked at, each line with its link."""
    st.subheader("Needs attention")
    lines = [
        *_returns_to_chase(area),
        *_services_to_chase(area),
        *_contracts(area),
        *_referrals(area, to),
        *_ideas(area, person),
        *_sums_to_mend(area, to),
        *_facts_to_confirm(area),
    ]
    for words, item in lines:
        if person.may(item.permission):
            st.page_link(item.file, label=words, icon=item.icon, query_params={"area": area.code})
        else:
            st.markdown(words)
    if not lines:
        st.markdown(f"Nothing in {area.name} is waiting.")


def _returns_to_chase(area: Authority) -> list[tuple[str, MenuItem]]:
    returns = loaders.iom_months()
    months = returns[returns.area_code == area.code].month
    if months.empty:
        return [(f"No IOM return of {area.name} has been received.", RETURNS)]
    missing = attention.missing_months(months, date.today())  # noqa: DTZ011 (the desk's day)
    if not missing:
        return []
    span = f"{missing[0]:%B %Y}" + (f" to {missing[-1]:%B %Y}" if len(missing) > 1 else "")
    count = f"{len(missing)} month{'' if len(missing) == 1 else 's'}"
    return [(f"No IOM return for {count}: {span}.", RETURNS)]


def _services_to_chase(area: Authority) -> list[tuple[str, MenuItem]]:
    """Live services that returned nothing for the last whole month."""
    live = real(services.of_area(area))
    live = live[live.status == "live"]
    month = attention.last_whole_month(date.today())  # noqa: DTZ011 (the desk's day)
    returns = released.service_returns()
    returned = set(returns[returns.month == month.start_time.date()].subject)
    missing = [row.name for row in live.itertuples(index=False) if row.slug not in returned]
    if not missing:
        return []
    return [(f"{len(missing)} of {len(live)} live services returned nothing for {month:%B %Y}.", REFERRALS)]


def _contracts(area: Authority) -> list[tuple[str, MenuItem]]:
    """No source gives the end of a live contract, and the page says so rather than nothing."""
    live = (real(services.of_area(area)).status == "live").sum()
    return [(f"No contract end is known for any of {live} live services.", SERVICES)] if live else []


def _referrals(area: Authority, to: Audience) -> list[tuple[str, MenuItem]]:
    """The service whose referrals surely changed most between its last two months, or quarters."""
    rows = released.services(to)
    change = attention.greatest_change(rows[rows.subject.isin(services.of_area(area).slug)])
    if change is None:
        return []
    name = loaders.service_names()[change.subject]
    which = "up" if change.now.low > change.before.high else "down"
    when, unit = period(change.month, change.months), "month" if change.months == 1 else "quarter"
    words = f"{name}: {change.now} referrals in {when}, {which} from {change.before} the {unit} before."
    return [(words, REFERRALS)]


def _ideas(area: Authority, person: Person) -> list[tuple[str, MenuItem]]:
    """How many ideas wait for a decision, for those who may see them."""
    fund = fund_of(area)
    if fund is None or not person.may(IDEAS.permission):
        return []
    waiting = idea_analysis.waiting(idea_analysis.of_fund(loaders.ideas(), fund))
    count = f"{waiting} idea{' waits' if waiting == 1 else 's wait'}"
    return [(f"{fund.name}: {count} for a decision.", IDEAS)] if waiting else []


def _sums_to_mend(area: Authority, to: Audience) -> list[tuple[str, MenuItem]]:
    lines = _failing(area, to)
    if lines.empty:
        return []
    return [(f"{lines.month.iloc[0]:%B %Y}: {checks.said_of(lines)}.", RECONCILIATION)]


def _failing(area: Authority, to: Audience) -> pd.DataFrame:
    """What does not add up in the area's latest IOM return."""
    return checks.failing(attention.does_not_add_up(loaders.reconciliation(), area.code), to)


def _facts_to_confirm(area: Authority) -> list[tuple[str, MenuItem]]:
    hubs = loaders.hubs()
    hubs = hubs[hubs.area_code == area.code]
    unsure = (~hubs.exact.astype(bool)).sum()
    known = real(services.of_area(area))
    stale = (known.status == "not confirmed").sum()
    lines = []
    if unsure:
        lines.append((f"{unsure} of {len(hubs)} hubs and offices have no verified address.", HUBS))
    if stale:
        lines.append((f"{stale} of {len(known)} services are not confirmed as still running.", SERVICES))
    return lines


def draw_new(person: Person, to: Audience) -> None:
    """The latest files loaded; for others than leads the latest returns in force, without a file's name."""
    st.subheader("What is new")
    history = loaders.history() if person.may(IOM.permission) else pd.DataFrame()
    history = history if history.empty else history[history.standing != "withdrawn"]
    lines = [] if history.empty else _new(history, to)
    if not lines:
        page.empty("No return has been loaded yet.")
    for line in lines:
        st.markdown(line)


def _new(history: pd.DataFrame, to: Audience) -> list[str]:
    return _new_files(history) if to is Audience.RESTRICTED else _new_in_force(history)


def _new_files(history: pd.DataFrame) -> list[str]:
    files = history.groupby("upload_id", sort=False)
    return [_new_file(rows) for _, rows in list(files)[:_MOST_NEW]]


def _new_file(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    areas = ", ".join(sorted(map(filters.area_name, rows.area_code.unique())))
    months = _months(rows.month.min(), rows.month.max(), illustrative=first.illustrative)
    who = plain(first.accepted_by)
    return f"- {areas}, {months}: `{first.file_name}`, loaded by {who} on {day(first.accepted_at)}."


def _new_in_force(history: pd.DataFrame) -> list[str]:
    return [
        f"- {filters.area_name(one.area_code)}, "
        f"{_months(one.first, one.last, illustrative=one.illustrative)}: "
        f"loaded by {plain(one.accepted_by)} on {one.accepted_on}."
        for one in return_analysis.in_force(history)[:_MOST_NEW]
    ]


def _months(first: date, last: date, *, illustrative: bool) -> str:
    """`May 2025 to October 2026 **(illustrative)**`."""
    span = f"{first:%B %Y}" + ("" if first == last else f" to {last:%B %Y}")
    return f"{span} **(illustrative)**" if illustrative else span


def draw_cohort(area: Authority, person: Person, to: Audience) -> None:
    """The latest cohort by RAG, with the way to the map."""
    last = _latest(area, person, to)
    if last is None:
        return
    st.subheader(f"The IOM cohort of {area.name}, {last.month:%B %Y}")
    names = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    with st.container(horizontal=True):
        for column, name in names.items():
            st.metric(name, last.total(column).text, border=True)
    provenance.draw(released.behind_cohort(area.code, last.month, to), to, key="cohort")
    provenance.draw_failing(_failing(area, to))
    st.page_link(IOM.file, label="See where they live", icon=IOM.icon, query_params={"area": area.code})
