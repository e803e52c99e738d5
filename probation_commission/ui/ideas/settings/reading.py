"""What is known of a fund on one screen: what it is for, its days, and what ideas are scored by."""

import streamlit as st

from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund, FundSetup
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import apply_address
from probation_commission.ui.ideas.fund import area_words
from probation_commission.ui.parts import filters, page, part
from probation_commission.views import funds_words as words
from probation_commission.views.markdown import plain

_CLOSER = """<style>
@media (min-width: 641px) {
  /* All of it on the one screen of a desk: closer lines, which a phone has no need of. */
  .st-key-fund-read :is(p, li) { font-size: .9375rem; line-height: 1.4; }
  .st-key-fund-read :is([data-testid="stVerticalBlock"]) { gap: .5rem; }
  .st-key-fund-read h2 { padding: .25rem 0; }
  .st-key-fund-read :is(td, th), .st-key-fund-read :is(td, th) p { font-size: .8125rem; line-height: 1.25; }
  .st-key-fund-read :is(td, th) { padding: .2rem .4rem; } }
</style>"""


def draw(fund: Fund) -> None:
    """Its rules, days, criteria, questions and assessors, in plain words."""
    apply_address.draw(fund)
    setup = loaders.fund_setup(fund.slug)
    st.html(_CLOSER)
    with st.container(key="fund-read"):
        with part("What the fund is for"):
            _draw_rules(fund, setup)
        with part("How ideas are scored"):
            _draw_scoring(setup)
    page.source(f"Source: {plain(fund.source)}.", viewers="panel members, leads and admins")


def _draw_rules(fund: Fund, setup: FundSetup) -> None:
    rules, facts, days = st.columns([4, 3, 4], gap="medium")
    with rules:
        st.markdown(f"**For** {plain(fund.for_whom)}")
        if fund.rules:
            st.markdown(plain(fund.rules))
    with facts:
        _draw_facts(
            {
                "Where": area_words(fund),
                "Pot": words.amount(fund),
                "Can be asked for": words.asks(fund),
                "Who pays": fund.funder or words.NOT_SAID,
                "Whom to ask": fund.ask or words.NOT_SAID,
                "Who can send in": words.who_can_ask(fund),
            }
        )
    with days:
        st.markdown("\n".join(f"- {sentence}" for sentence in words.days(fund, today())))
        _draw_facts({"Names": words.names(fund), "Who scores": words.assessors(setup.assessors)})
    if fund.gaps:
        served = [words.gap(key, filters.area_name) for key in fund.gaps]
        st.markdown(f"**Gaps that it serves:** {plain('; '.join(served))}")


def _draw_facts(facts: dict[str, str]) -> None:
    st.markdown("  \n".join(f"**{name}:** {plain(said)}" for name, said in facts.items()))


def _draw_scoring(setup: FundSetup) -> None:
    st.header("How ideas are scored")
    if setup.criteria:
        page.table(words.criteria_table(setup.criteria))
    else:
        page.empty("No criteria are written down, so its ideas are shortlisted without scores.")
    if setup.questions:
        st.header("Asked besides the usual questions")
        st.markdown("\n".join(f"- {plain(one.text)}" for one in setup.questions))
