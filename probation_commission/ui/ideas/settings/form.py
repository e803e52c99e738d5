"""The form of a fund: what it is for, its money and its days."""

from dataclasses import replace

import streamlit as st

from probation_commission.actions import funds as actions
from probation_commission.domain import fund_terms as terms
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.gaps import GapChoice, picture
from probation_commission.ui.gaps import written as gaps_written
from probation_commission.ui.ideas.fund import EVERYWHERE
from probation_commission.ui.ideas.settings.outcome import OUTCOME
from probation_commission.ui.parts import KeptForm, filters, replies
from probation_commission.ui.sight import current_sight
from probation_commission.views import funds_words as words
from probation_commission.views.markdown import plain

_REPORTS = 3
"""Days on which awards report, for which there is room at first; one more than there are stays empty."""
_TALL = 110
_MOST_POUNDS = terms.MOST_PENCE // 100
_WHY = "Why, for the history: never a name"


def draw(person: Person, fund: Fund) -> None:
    """The fund to change."""
    st.header("Change the fund")
    form = KeptForm("fund", fund.slug, fund, OUTCOME)
    typed = typed_fund(form, fund, gaps_to_choose(person, fund))
    why = form.text("reason", _WHY, "", terms.LONGEST_REASON)
    if form.saved("Save the fund"):
        with replies.reasons_shown():
            changed = actions.change(person, typed, why)
            form.done(f"{plain(typed.name)} is saved: {', '.join(changed)}.")


def typed_fund(form: KeptForm, now: Fund, gaps: dict[str, str]) -> Fund:
    """The fund as it is typed; `gaps`: the words of those that can be chosen, by their key."""
    said = {
        "name": form.text("name", "Name", now.name, terms.LONGEST_NAME),
        "for_whom": form.text(
            "for_whom", "What its money is for", now.for_whom, terms.LONGEST_TEXT, height=_TALL
        ),
        "rules": form.text("rules", "Rules", now.rules, terms.LONGEST_TEXT, height=_TALL),
        "funder": form.text("funder", "Who pays", now.funder, terms.LONGEST_LINE),
        "ask": form.text(
            "ask", "Whom to ask: a role, its mailbox or its telephone", now.ask, terms.LONGEST_LINE
        ),
    }
    money = _money(form, now)
    days = _days(form, now)
    blind = form.tick("blind", "Hide the organisation’s name while an idea is assessed", now=now.blind)
    anyone = form.tick(
        "anyone",
        "Open to anyone whose address was confirmed, also without access here",
        now=now.open_to_anyone,
    )
    chosen = form.several(
        "gaps",
        "Gaps that it serves, the first of the ranked list first",
        list(gaps.values()),
        [gaps[key] for key in now.gaps],
        words="From the ranked list of the page Gaps, for the fund’s area.",
    )
    keys = {said: key for key, said in gaps.items()}
    return replace(
        replace(now, **said, **money, **days),  # type: ignore[arg-type]
        blind=blind,
        open_to_anyone=anyone,
        gaps=tuple(keys[one] for one in chosen if one in keys),
    )


def _money(form: KeptForm, now: Fund) -> dict[str, object]:
    """Where its money is for, how much it is and how much can be asked for."""
    names = {"": filters.first_upper(EVERYWHERE)} | {one.code: one.name for one in gazetteer().authorities}
    of_area, *of_money, of_months = st.columns([3, 2, 2, 2, 2], vertical_alignment="bottom")
    with of_area:
        area = form.choice("area", "Area", list(names)[1:], now.area_code, names=names, width=240)
    pence = {}
    labels = {
        "amount_pence": "Pot (£); empty: not stated",
        "least_pence": "Smallest ask (£)",
        "most_pence": "Largest ask (£)",
    }
    for column, (field, label) in zip(of_money, labels.items(), strict=True):
        with column:
            stored = _pounds(getattr(now, field))
            pence[field] = _pence(form.number(field, label, stored, _MOST_POUNDS, pence=True))
    with of_months:
        months = form.number("months", "Months at most", now.most_months, terms.MOST_MONTHS)
    return {**pence, "area_code": area, "most_months": None if months is None else int(months)}


def _days(form: KeptForm, now: Fund) -> dict[str, object]:
    """When it opens, closes, is decided on, is to be spent by, and when its awards report."""
    with st.container(horizontal=True):
        days = {
            field: form.day(field, label, getattr(now, field))
            for field, label in {
                "opens": "Opens",
                "closes": "Last day to send in",
                "decision_on": "Decision",
                "spend_by": "Spent by",
            }.items()
        }
    if now.spend_by is None:
        st.caption(f"While no day stands under “Spent by”: {words.spending(now, today())}")
    with st.container(horizontal=True):
        room = max(_REPORTS, len(now.monitoring) + 1)
        known = [*now.monitoring, *[None] * room]
        reports = [form.day(f"report{one}", f"Awards report, {one + 1}", known[one]) for one in range(room)]
    return {**days, "monitoring": tuple(sorted({on for on in reports if on}))}


def gaps_to_choose(person: Person, fund: Fund) -> dict[str, str]:
    """The gaps of the fund's area as they are ranked for this person, and those that it serves already."""
    choice = GapChoice(area=fund.area_code) if fund.area_code else GapChoice()
    shown = picture(choice, person, current_sight(person), today(), gaps_written.outside())
    keys = [one.cell.key for gap in shown.ranked for one in gap.gaps]
    return {key: words.gap(key, filters.area_name) for key in dict.fromkeys([*keys, *fund.gaps])}


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / 100


def _pence(pounds: float | None) -> int | None:
    # Pounds from the field are floats: 0.29 times 100 is a little less than 29.
    return None if pounds is None else round(pounds * 100)
