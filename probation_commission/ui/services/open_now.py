"""What is available today, for courts and practitioners."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.domain.days import in_full
from probation_commission.ui.parts import page
from probation_commission.ui.services.listing import ServicePicture
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
    page.download(
        rows,
        {"What": f"Services that can take somebody, {day}"},
        name="available_services",
        needs=Permission.SEE_PICTURE,
        illustrative=bool((rows.Data == "illustrative").any()),
    )
