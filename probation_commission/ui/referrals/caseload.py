"""Referrals for each thousand people on probation, where the caseload of a service's area is here."""

import streamlit as st

from probation_commission.analysis.trackers import CaseloadRate, caseload_rates
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.days import today
from probation_commission.domain.referrals import ReferralStage
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import drawn, released
from probation_commission.ui.parts import filters, page
from probation_commission.ui.referrals.months import ReferralChoice, picture
from probation_commission.views.markdown import plain
from probation_commission.views.trackers import rates as views

_PICTURES = 48
"""As many choices of area, service and span as are looked at together."""


# Leads alone: what others are shown of a caseload is a band by half-year, and of a service by quarter.
@drawn(*released.OF_SERVICES, *released.OF_TRACKERS, entries=_PICTURES)
def draw(asked: ReferralChoice) -> None:
    """The rate of each service asked for; nothing without a caseload, or for others than leads."""
    if asked.terms.audience is not Audience.RESTRICTED:
        return
    found, made_up = _rates(asked)
    if not found:
        return
    shown = picture(asked)
    st.header(views.TITLE)
    st.markdown(plain(views.finding(found, shown.named, made_up)))
    page.table(views.table(found, shown.named, filters.area_name, made_up))
    st.caption(views.HOW)


def _rates(asked: ReferralChoice) -> tuple[list[CaseloadRate], list[list[bool]]]:
    """The rates, and of each the returns and caseloads behind it: whether each is made up."""
    shown = picture(asked)
    counts = released.services(asked.terms)
    # The months that stand in the sums below, so that both say the same of a small service.
    summed = shown.summed[shown.summed[ReferralStage.RECEIVED].notna()]
    in_sums = set(zip(summed.subject, summed.month, strict=True))
    rows = zip(shown.chosen.subject, shown.chosen.area_code, shown.chosen.month, strict=True)
    chosen = {key for key in rows if (key[0], key[2]) in in_sums}
    received = [
        (row["subject"], row["area_code"], row["month"], row["low"])
        for row in counts[(counts.category == ReferralStage.RECEIVED) & counts.low.notna()].to_dict("records")
        if row["months"] == 1 and (row["subject"], row["area_code"], row["month"]) in chosen
    ]
    everything = released.trackers(asked.terms.audience, today())
    people = everything[
        (everything.kind == Kind.CASELOAD) & (everything.category == "") & everything.low.notna()
    ]
    caseload = dict(zip(zip(people.area_code, people.month, strict=True), people.low, strict=True))
    parts = {whole.code: frozenset(whole.parts) for whole in gazetteer().wholes}
    rates = caseload_rates(received, caseload, parts)
    # By what went into each rate alone: elsewhere real and made-up caseloads may stand side by side.
    mine = shown.chosen
    keys = zip(mine.subject, mine.area_code, mine.month, strict=True)
    returns = dict(zip(keys, mine.illustrative, strict=True))
    invented = dict(zip(zip(people.area_code, people.month, strict=True), people.made_up, strict=True))
    made_up = [
        [
            *(bool(returns[rate.subject, rate.area_code, month]) for month in rate.when),
            *(bool(invented[pair]) for pair in rate.caseloads),
        ]
        for rate in rates
    ]
    return rates, made_up
