"""One ward or locality month by month on the IOM page, broken where its wards changed."""

from collections.abc import Sequence
from functools import cache

import pandas as pd
import streamlit as st

from probation_commission.analysis import series as analysis
from probation_commission.domain.localities import Grouping
from probation_commission.domain.places import Ward, WardSet, bare
from probation_commission.geography.fit import best_fits
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.ui.data import loaders, released
from probation_commission.ui.iom.picture import Picture
from probation_commission.ui.parts import filters, page
from probation_commission.views.iom import ward_trend
from probation_commission.views.iom import words as iom_words

OWN, LOCALITY, AREA, SHARED_OUT = "own", "locality", "area", "estimate"


def draw_of_ward(picture: Picture, code: str, grouping: Grouping) -> None:
    """The trend of a ward, broken where wards changed; or of its locality, of the area, or an estimate."""
    ward = gazetteer().ward(code)
    if ward is None or ward.authority != picture.area or len(picture.months) == 1:
        return
    if not picture.exact:
        _draw_as_shown(picture, ward)
        return
    sets = gazetteer().ward_sets(picture.area)
    figures = released.exactly(picture.area.code, picture.to)
    own = analysis.of_ward(figures, ward, sets)
    changed = not analysis.changes(own, sets).empty
    locality = grouping.get(code, "")
    can_share_out = changed and ward.in_force_to is None
    words = {OWN: "This ward", **({LOCALITY: locality} if locality else {}), AREA: "Whole area"}
    chosen = _choice(words | ({SHARED_OUT: "On today’s wards (estimate)"} if can_share_out else {}))
    if chosen == OWN:
        _draw(picture, own, sets, ward.name)
        if changed:
            st.caption(f"Before the change, {ward.name} is the ward of that name then: another ward.")
    elif chosen == SHARED_OUT:
        fits = _fits(tuple(one for one in sets if one.in_force_to is not None))
        shared = analysis.apportioned(figures, ward, sets, fits)
        _draw(picture, shared, sets, f"{ward.name} as it is today (estimate)")
        st.caption(analysis.METHOD.format(change=f"{ward.in_force_from:%B %Y}"))
    else:
        _draw_whole(picture, locality if chosen == LOCALITY else "", sets)


def _draw_as_shown(picture: Picture, ward: Ward) -> None:
    """What each month's release shows of the ward, in words."""
    rows = []
    for month, release in picture.months.items():
        wards = gazetteer().ward_set(picture.area, month)
        found = release.wards(wards) if wards else pd.DataFrame(columns=["ward"])
        of_name = found[[bare(name) == bare(ward.name) for name in found.ward]]
        title = wards.title if wards else ""
        rows += [(f"{month:%B %Y}", row[picture.rag].text, title) for _, row in of_name.iterrows()]
    _draw_words(rows)


def _draw_words(rows: list[tuple[str, str, str]]) -> None:
    table = pd.DataFrame(rows, columns=["Month", "Nominals", "Wards"])
    if len(set(table.Wards)) <= 1:
        table = table.drop(columns="Wards")
    with st.expander("Month by month"):
        st.table(table, hide_index=True, border="horizontal")


def _draw_locality_as_shown(picture: Picture, name: str) -> None:
    """What each month's release shows of the locality, where it was in force."""
    rows = []
    for month, release in picture.months.items():
        found = release.localities()
        of_name = found[found.locality == name]
        rows += [(f"{month:%B %Y}", row[picture.rag].text, "") for _, row in of_name.iterrows()]
    _draw_words(rows)


def draw_of_locality(picture: Picture, name: str) -> None:
    """The trend of a locality, broken where the wards that it is made of changed; or of the area."""
    if name and len(picture.months) > 1 and not picture.exact:
        _draw_locality_as_shown(picture, name)
    elif name and len(picture.months) > 1:
        chosen = _choice({OWN: name, AREA: "Whole area"})
        _draw_whole(picture, name if chosen == OWN else "", gazetteer().ward_sets(picture.area))


def _choice(words: dict[str, str]) -> str:
    return filters.choice("Month by month", list(words), "trend", words=words)


def _draw_whole(picture: Picture, locality: str, sets: Sequence[WardSet]) -> None:
    figures = released.exactly(picture.area.code, picture.to)
    if locality:
        groupings = loaders.localities()
        of = [one for one in sets if locality in groupings.get(one.key, {}).values()]
        _draw(picture, analysis.of_locality(figures, locality, groupings, of), of, locality)
        _say_without_locality(picture, locality, [one for one in sets if one not in of])
    else:
        _draw(picture, analysis.of_area(figures, sets), (), picture.area.name)


def _say_without_locality(picture: Picture, locality: str, without: Sequence[WardSet]) -> None:
    """Say which months are left out because the wards of then are in no locality of this name."""
    for one in without:
        months = [month for month in picture.months if one.covers(month)]
        if months:
            st.caption(
                f"{min(months):%B %Y} to {max(months):%B %Y} are left out: "
                f"the wards of then are in no locality called {locality}."
            )


def _draw(picture: Picture, found: pd.DataFrame, sets: Sequence[WardSet], name: str) -> None:
    """Draw one series; a series without ward sets runs through every change."""
    who = iom_words.WHO[picture.rag]
    given = found.dropna(subset=[picture.rag])
    if given.empty:
        st.caption(f"No return gives {who} for {name}; that is not zero.")
        return
    rows = given.rename(columns={picture.rag: "nominals"})[["month", "ward_set", "nominals"]]
    rows["estimate"] = given.estimate if "estimate" in given else False
    if not sets:
        rows["ward_set"] = picture.area.code
    changes = analysis.changes(given, sets)
    title = f"{name}, {who}"
    words = "; ".join(["Month by month", title, *changes.words])
    page.chart(ward_trend.count_chart(rows, changes, title, picture.rag), alt=words)
    if len(given) < len(found):
        st.caption("A gap is a month whose return has no such figure; that is not zero.")


@cache
def _fits(before: tuple[WardSet, ...]) -> pd.DataFrame:
    """Where every abolished ward of these sets lies in today's wards."""
    return best_fits(postcode_wards(), [ward.code for one in before for ward in one.wards])
