"""Where somebody can be seen first: what a court team asks, and what it needs to send them there."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from probation_commission.analysis import reach
from probation_commission.analysis.openings import Opening, next_for
from probation_commission.domain.days import today
from probation_commission.domain.hubs import WEEKDAYS, Openings, OpenTo
from probation_commission.geography.centres import centres, on_grid
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.hubs.picture import now
from probation_commission.ui.parts import filters, page
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

_SOON = timedelta(days=14)
_MOST = 5
"""So many places are named: a court team has no time for more."""
_UNKNOWN = Openings()
_GROUPS = {OpenTo.MEN: "a man", OpenTo.WOMEN: "a woman"}
_AREAS = 24


@kept(Topic.AREAS, entries=_AREAS)
def _from(area_code: str) -> pd.DataFrame:
    return centres(area_code)


def draw() -> None:
    """The choices, and the nearest places that are open to that person, each with all that is needed."""
    st.caption("A ward or the first half of a postcode is enough. Nothing that is chosen here is kept.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = filters.area_choice()
        starts = _from(area.code)
        names: dict[str, str] = dict(zip(starts.key, starts.name, strict=True))
        # By the session alone and not in the address: where somebody lives is nobody's to pass on.
        start = st.selectbox(
            "Lives in or near",
            sorted(names, key=names.__getitem__),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose a ward or the first half of a postcode",
            key=f"first-{area.code}",
            width=330,
        )
        group = st.segmented_control(
            "For",
            list(_GROUPS),
            default=OpenTo.MEN,
            required=True,
            format_func=_GROUPS.__getitem__,
            key="first-for",
        )
        days = {"": "any day", **{str(number): name for number, name in enumerate(WEEKDAYS)}}
        day = st.selectbox("On", list(days), format_func=lambda one: days[one], key="first-day", width=150)
    filters.draw_instead()
    if start is None:
        return
    at = starts[starts.key == start].iloc[0]
    _draw_places(at, area.code, group or OpenTo.MEN, day)


def _draw_places(at: pd.Series, area_code: str, group: OpenTo, weekday: str) -> None:
    places, known = loaders.hubs(), loaders.openings()
    placed = on_grid(places)
    placed = placed.assign(miles=reach.miles(float(at.easting), float(at.northing), placed)).sort_values(
        "miles"
    )
    days = [int(weekday)] if weekday else range(7)
    upcoming = {slug: next_for(known.get(slug, _UNKNOWN), group, now(), days) for slug in places.slug}
    with_hours = placed[placed.slug.map(upcoming).notna()]
    # Whoever has to be seen soon is not sent to the nearest place that opens in ten weeks.
    soon = today() + _SOON
    late = [one is None or one.day > soon for one in with_hours.slug.map(upcoming)]
    with_hours = with_hours.assign(late=late).sort_values(["late", "miles"], kind="stable")
    # A confidential place has no distance: it is named last, with whom to ask.
    own = places.area_code == area_code
    hidden = places[own & places.confidential.astype(bool) & (places.slug.map(upcoming).notna())]
    if with_hours.empty and hidden.empty:
        st.warning("No place with hours for that is known here.", icon=":material/help:")
    for place in with_hours.head(_MOST).itertuples():
        _draw_one(place, upcoming[place.slug], f"{place.miles:.1f} miles in a straight line")
    for place in hidden.itertuples():
        _draw_one(place, upcoming[place.slug], "confidential: ask by telephone where it is")
    with_hours_known = [slug for slug, of_one in known.items() if of_one.sessions]
    unknown = placed[~placed.slug.isin(with_hours_known) & ~placed.illustrative.astype(bool)].head(_MOST)
    if len(unknown):
        st.header("Near, but when they are open is not known here", anchor=False)
        near = [f"{name}, {miles:.1f} miles" for name, miles in zip(unknown.name, unknown.miles, strict=True)]
        st.markdown("\n".join(f"- {plain(line)}" for line in near))
    page.source(
        f"Distances from the middle of the postcodes of what was chosen, as on {today():%-d %B %Y}. "
        "Hours as written down here, without bank holidays."
    )


def _draw_one(place: object, upcoming: Opening | None, away: str) -> None:
    """A place in the fewest words: when, whom to ring, who stands in."""
    name, made_up = place.name, place.illustrative  # type: ignore[attr-defined]
    with st.container(border=True):
        mark = " (made up)" if made_up else ""
        st.markdown(f"**{plain(f'{name}{mark}')}** — {plain(views.next_opening(upcoming, today()))}")
        facts = [
            away,
            f"phone {place.phone or views.NOT_KNOWN}",  # type: ignore[attr-defined]
            f"when an officer is away: {place.stand_in or views.NOT_KNOWN}",  # type: ignore[attr-defined]
            f"getting there: {place.transport or views.NOT_KNOWN}",  # type: ignore[attr-defined]
        ]
        st.markdown(plain("; ".join(facts)))
        if upcoming:
            st.markdown(plain(f"Attends: {views.attends(upcoming.session)}"))
