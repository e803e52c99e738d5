"""The template of the IOM monthly cohort on the returns page: the area first, then its wards in the lists."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.kinds import cohort
from probation_commission.publish.templates import cohort_return
from probation_commission.ui.parts import filters
from probation_commission.ui.parts.page import given_to
from probation_commission.ui.who import visitor
from probation_commission.views.terms import said_of_files

_MONTHS_BACK = 24
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_cohort() -> None:
    """The workbook for an area's cohort, with the wards of today's set and the latest months in its lists."""
    areas = {area.code: area for area in gazetteer().authorities}
    code = st.selectbox("Area of the IOM template", list(areas), format_func=filters.area_name)
    st.download_button(
        "IOM cohort template (xlsx)",
        data=given_to(visitor(), Permission.LOAD_RETURNS, lambda: _template(code)),
        file_name=f"{areas[code].name.lower().replace(' ', '_')}_{cohort.TEMPLATE}",
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
    )


def _template(code: str) -> bytes:
    area = next(area for area in gazetteer().authorities if area.code == code)
    this_month = pd.Period(date.today(), freq="M")  # noqa: DTZ011 (the desk's day)
    months = [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]
    wards = gazetteer().ward_set(area, months[0])
    names = [ward.name for ward in wards.wards] if wards else []
    # What stands in quotes is a heading or an entry of a list.
    return cohort_return(area.name, names, months, said=said_of_files)
