"""What is available today, for courts and practitioners."""

import streamlit as st

from probation_commission.actions import sheets
from probation_commission.domain.access import Permission
from probation_commission.domain.days import in_full
from probation_commission.publish.sheets import as_pdf
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import page
from probation_commission.ui.services.listing import ServicePicture, where_in_words
from probation_commission.ui.who import visitor
from probation_commission.views import services as views


def draw(picture: ServicePicture) -> None:
    """Every service that can take somebody: for whom, where, how to refer, and the wait."""
    rows = views.available.available(picture.services)
    day = in_full(picture.choice.day)
    st.header(f"What’s available on {day}")
    st.markdown(views.available.finding(rows))
    if rows.empty:
        page.empty("Set a choice back to “Any”.")
        return
    st.dataframe(rows, lazy=False, hide_index=True, alt="Services that can take somebody, by pathway")
    page.source(
        "Source: named in each row. What was said of room reads “not known” once the day until which it held "
        "is past."
    )
    sheet = sheets.available(loaders.bought(), picture.services, picture.choice.day, where_in_words(picture))
    made_up = bool(sheet.made_up)
    st.download_button(
        "What’s available, two sides (pdf)",
        data=page.given_to(visitor(), Permission.SEE_PICTURE, lambda: as_pdf(sheet)),
        file_name=sheets.file_name("whats_available", "", picture.choice.day, made_up=made_up),
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        **page.words_for(Permission.SEE_PICTURE),
    )
    page.download(
        rows,
        {"What": f"Services that can take somebody, {day}"},
        name="available_services",
        needs=Permission.SEE_PICTURE,
        illustrative=made_up,
    )
