"""Where an idea would happen: all of the area, wards by their names, on a map or by a postcode, or a hub."""

import streamlit as st

from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import IdeaReach
from probation_commission.domain.submission import FIELDS
from probation_commission.geography import outlines
from probation_commission.geography.fit import ward_at
from probation_commission.geography.postcodes import as_written, at_postcode
from probation_commission.settings import settings
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.fund import area_words, hub_names, ward_set, wards
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.parts import click, filters, maps, replies
from probation_commission.views.maps import Shade, ward_map, ward_shading
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

_FOUND = "idea_postcode"
_CHOSEN = ("#1d5a96",)


def draw(form: IdeaFields) -> None:
    """The choice, and what it asks for."""
    hubs = hub_names(form.fund)
    options = [where for where in IdeaReach if where is not IdeaReach.HUB or hubs]
    words = {IdeaReach.AREA: f"The whole of {area_words(form.fund)}"}
    chosen = st.radio(
        FIELDS["where"],
        options,
        key=form.choice_key("where"),
        format_func=lambda where: words.get(where) or said(filters.first_upper(where.label)),
    )
    with st.container():
        if chosen is IdeaReach.WARDS:
            _draw_wards(form)
        if chosen is IdeaReach.HUB:
            form.choice("hub", list(hubs), hubs, "Choose a hub or office")


def _draw_wards(form: IdeaFields) -> None:
    names = {ward.code: ward.name for ward in wards(form.fund)}
    st.multiselect(
        said(FIELDS["ward_codes"]),
        list(names),
        key=form.choice_key("wards"),
        format_func=lambda code: names[code],
    )
    form.say_problems("ward_codes")
    _draw_postcode(form)
    _draw_map(form, names)


def _draw_postcode(form: IdeaFields) -> None:
    key = form.key("postcode")

    @click("Finding the ward of this postcode")
    def find() -> None:
        # It finds the ward and is let go of: whoever lives at it can be told by it.
        postcode, st.session_state[key] = str(st.session_state.get(key) or ""), ""
        if not postcode.strip():
            return
        code = ward_of(form.fund, postcode)
        if code is None:
            replies.keep(_FOUND, f"No postcode of {area_words(form.fund)} is written so. Look at it again.")
            return
        if code not in form.value("wards", ()):
            form.keep(wards=[*form.value("wards", ()), code])
        replies.keep(_FOUND, "Its ward is among those chosen. The postcode is not kept.")

    words = said("Or find the ward by a postcode")
    st.text_input(words, key=key, on_change=find, help="It is not kept.", max_chars=10, width=260)
    replies.draw(_FOUND)


def ward_of(fund: Fund, postcode: str) -> str | None:
    """The ward of the fund's area in which a postcode lies; None where it lies in none."""
    point = at_postcode(as_written(postcode))
    in_force = ward_set(fund)
    outline_set = outlines.current(in_force.key) if in_force else None
    if point is None or outline_set is None:
        return None
    return ward_at(loaders.polygons(outline_set), point["latitude"], point["longitude"])


def _draw_map(form: IdeaFields, names: dict[str, str]) -> None:
    in_force = ward_set(form.fund)
    outline_set = outlines.current(in_force.key) if in_force else None
    if outline_set is None:
        return

    def pick(code: str | None) -> None:
        chosen = list(form.value("wards", ()))
        if code in names:
            form.keep(wards=[one for one in chosen if one != code] if code in chosen else [*chosen, code])

    shades = {code: Shade(0, "chosen", "✓") for code in form.value("wards", ()) if code in names}
    with st.expander("Choose on a map", icon=":material/map:"):
        st.caption(
            plain("A click on a ward chooses it, and a second lets it go. The list above has them too.")
        )
        maps.ward_picker(
            ward_map(
                outline_set,
                title=f"Map: the wards of {area_words(form.fund)}",
                tiles_url=settings().tiles_url,
            ),
            ward_shading(shades, _CHOSEN, missing="not chosen"),
            loaders.polygons(outline_set),
            key=f"{form.key('map')}-{outline_set.key}",
            on_pick=pick,
        )
