"""Where the IOM cohort lives, by ward or locality and RAG, month by month."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import iom, viewed
from probation_commission.ui.data import released
from probation_commission.ui.guard import guard
from probation_commission.ui.iom import levels, other, trend, ward
from probation_commission.ui.menu import IOM, RETURNS
from probation_commission.ui.parts import filters, maps, page, part
from probation_commission.ui.sight import current_sight
from probation_commission.views import marks
from probation_commission.views.iom import changes
from probation_commission.views.markdown import plain

person = guard(Permission.SEE_IOM)
sight = current_sight(person)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    area = filters.area_choice(width=180)
    viewed.note(person, sight.audience, IOM, area.code)
    # From here on there is what may be shown, and nothing else (decision 69).
    months = released.iom(area.code, sight)
    month = filters.month_choice(list(months)) if months else None
    if month:
        rag = iom.rag_choice()
        with maps.choices() as in_words:
            shows = iom.shows_choice()
            per_residents = iom.rate_choice(months[month])
            picture = iom.picture(area, month, rag, sight, per_residents=per_residents)
            by_locality = iom.by_locality(picture)
            localities = by_locality if levels.level_choice(by_locality) == levels.LOCALITIES else None
            shape = maps.shape_choice()
            in_words.extend(iom.chosen_words(localities or picture, shows=shows, shape=shape))

filters.draw_instead()
if not months:
    with top:
        page.heading("IOM by ward", f"No IOM return has been received for {area.name}.")
    page.empty(
        "A lead loads the area's monthly return; its wards then appear here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Load a return",
    )
    st.stop()

if month is None:
    with top:
        page.heading("IOM by ward", filters.no_such_month(f"IOM return of {area.name}"))
    st.stop()

viewed.note(person, picture.sight.audience, IOM, area.code, under=picture.lifting_any)
made_up = marks.of_months(month, picture.made_up)
with top:
    page.heading(
        "IOM by ward",
        (localities or picture).finding,
        made_up=[*made_up, "the localities"] if by_locality.invented else made_up,
        under=picture.lifting,
    )
    st.markdown(plain(changes.sentence(area.name, picture.held, rag)))
map_side, beside = st.columns([5, 3], gap="medium")
with map_side, part("The map"):
    if localities:
        levels.draw_why(localities)
        iom.draw_localities(localities, shows=shows, shape=shape)
    else:
        iom.draw_wards(picture, shows=shows, shape=shape)
code = ""
with beside:
    with part("The ward or locality chosen"):
        if localities:
            trend.draw_of_locality(picture, levels.draw_one(localities))
        else:
            code = ward.draw(picture)
            trend.draw_of_ward(picture, code)
    with part("The way to its sheet"):
        ward.draw_sheet_link(picture, code)
    with part("Those on no ward of the map"):
        other.draw_beside(picture)
    with part("What the area lies in"):
        iom.draw_around(area)
with part("The months"):
    trend.draw_of_area(picture)
with part("The table"):
    if localities:
        levels.draw_table(localities)
    else:
        iom.draw_table(picture)
with part("What else the return says"):
    other.draw_figures(picture)
