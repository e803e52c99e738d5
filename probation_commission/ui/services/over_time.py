"""The days of contracts, and whether what follows each leaves a gap."""

from collections import defaultdict
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.domain.words import listed
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake import bundled
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import filters, page
from probation_commission.ui.services.listing import ServicePicture
from probation_commission.views import services as views

_MONTHS = 24
_PICTURES = 64


def draw_calendar(picture: ServicePicture) -> None:
    """Ends, reviews, extensions and go-lives of the next two years, as a chart and a list."""
    st.header("Ends, reviews, extensions and go-lives")
    days = views.calendar(loaders.bought(), picture.choice.day, _MONTHS, picture.services.slug)
    if days.empty:
        page.empty("No day of any contract of these services is known: the national list has none.")
        return
    made_up = " All of them are illustrative." if (days.Data == "illustrative").all() else ""
    page.chart(views.calendar_chart, days, alt="The days of each contract; the list below has the same")
    st.caption(f"The next two years.{made_up} Of contracts on the national list no day is known.")
    st.dataframe(
        days.assign(When=[f"{day:%Y-%m-%d}" for day in days.When]),
        lazy=False,
        hide_index=True,
        alt="The days of contracts in the next two years, the next one first",
    )


def draw_transition(picture: ServicePicture) -> None:
    """For each area and pathway: covered, gap, or doubled by the successor."""
    st.header("From each contract to the one that follows it")
    areas = _areas(picture.choice.area)
    for made_up in (False, True):
        rows = _transition(picture.choice.day, tuple(areas.items()), illustrative=made_up)
        if rows.empty:
            continue
        st.subheader("Illustrative contracts" if made_up else "Contracts on the national list")
        page.table(rows)
    named = _followed_by(areas)
    if named:
        st.markdown(f"**Provisional:** the Community Support Service follows them as {named}.")
    page.source(
        "Contract areas of the Community Support Service: a list of 10 August 2026, provisional; it has no "
        "dates. “Gap”: no contract for this pathway is known to run there."
    )


def _areas(chosen: str) -> dict[str, str]:
    """The authority that is chosen, the parts of a whole, or those at home."""
    known = gazetteer().parts(chosen) & {area.code for area in gazetteer().authorities}
    codes = sorted(known, key=filters.area_name) or partnership().home
    return {code: filters.area_name(code) for code in codes}


@kept(Topic.DIRECTORY, entries=_PICTURES)
def _transition(day: date, areas: tuple[tuple[str, str], ...], *, illustrative: bool) -> pd.DataFrame:
    return views.transition.transition(loaders.bought(), day, dict(areas), illustrative=illustrative)


def _followed_by(areas: dict[str, str]) -> str:
    """The provisional contract area of each of these authorities, in words."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in areas.items():
        names = {area.name for area in england_wales.around(code)}
        region = england_wales.authorities()[code].region
        here = [area for area_region, area in bundled.contract_areas() if area_region == region]
        own = [area for area in here if names.intersection(area.replace(" – ", ", ").split(", "))]
        words = own or [area for area in here if area.startswith(region)]
        if words:
            found[listed(f"“{word}”" for word in words)].append(name)
    return "; ".join(f"{words} for {listed(names)}" for words, names in found.items())
