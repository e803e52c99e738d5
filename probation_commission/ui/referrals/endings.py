"""On /referrals: who ended early and why, and what services count beside the seven."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from probation_commission.analysis import service_counts as analysis
from probation_commission.analysis.referrals import COUNTS, months_of
from probation_commission.analysis.service_counts import Endings
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.service_counts import WHO_SEES_COUNTS
from probation_commission.domain.referrals import DESIRED, Activity, EarlyReason, Queue, ReferralStage
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import page
from probation_commission.ui.referrals.months import ReferralChoice, picture
from probation_commission.views import marks
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import ALL, endings, words

_PICTURES = 48
_BEFORE = (*Queue, *EarlyReason)


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _counted(asked: ReferralChoice) -> pd.DataFrame:
    """Every count of what is asked for, to those for whom it is exact."""
    rows = released.service_counts(asked.terms)
    rows = rows[(rows.month >= asked.first) & (rows.month <= asked.last)]
    if asked.area != ALL:
        rows = rows[rows.area_code == asked.area]
    if asked.service != ALL:
        rows = rows[rows.subject == asked.service]
    if asked.subjects is not None:
        rows = rows[rows.subject.isin(asked.subjects)]
    return analysis.counted(rows[_in_the_sums(asked, rows)], gazetteer().wholes)


def _in_the_sums(asked: ReferralChoice, rows: pd.DataFrame) -> pd.Series:
    """Of each count whether its month is in the sums of the page: of small services whole quarters are."""
    # One room reads one number (decision 105).
    shown = picture(asked)
    summed = shown.summed[shown.summed[COUNTS].notna().any(axis=1)]
    spans = zip(summed.subject, summed.month, summed.months, strict=True)
    months = {(subject, month) for subject, first, count in spans for month in months_of(first, int(count))}
    pairs = zip(rows.subject, rows.month, strict=True)
    inside = [subject not in shown.by_quarter_alone or (subject, month) in months for subject, month in pairs]
    return pd.Series(inside, rows.index, dtype=bool)


def _named(subject: str) -> str:
    return loaders.service_names().get(subject, subject)


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _endings(asked: ReferralChoice) -> Endings | None:
    return analysis.endings(_counted(asked))


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _answer(asked: ReferralChoice) -> str:
    shown = picture(asked)
    step = shown.steps.get(ReferralStage.ENDED_EARLY.label)
    told = words.of_how_many(step) if step and step.count else words.NOT_GIVEN
    said = f"Ended early {shown.when_counts(ReferralStage.ENDED_EARLY)}: {told}."
    exact = asked.terms.audience is Audience.RESTRICTED or not _counted(asked).empty
    if not exact:
        return f"{said} {endings.NOT_TOLD}"
    found = _endings(asked)
    when = words.within(found.months if found else (), shown.when)
    return endings.answer(found, _named, when, said=said)


def draw_answer(asked: ReferralChoice) -> None:
    """The question and its answer, as far as whoever looks may be told."""
    st.markdown(f"**{endings.QUESTION}** {plain(_answer(asked))}")


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_reasons(asked: ReferralChoice) -> None:
    """The reasons as a chart; nothing where none is given."""
    found = _endings(asked)
    if found and found.ended:
        st.header("Why referrals ended early")
        title = endings.title(found)
        page.chart(endings.reasons_chart, found, title, alt=title)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_counts(asked: ReferralChoice) -> None:
    """The further counts in tables; nothing where none is given."""
    counts = _counted(asked)
    tags = dict(counts.groupby("subject").illustrative.agg(marks.tag))
    tables = {
        "Accepted, declined, waiting and reasons": _of_services(counts, _BEFORE, tags),
        "What services did besides": _of_services(counts, tuple(Activity), tags),
        "Outcomes by what was desired": endings.of_outcomes(
            analysis.by_service(counts, DESIRED), _named, tags
        ),
        "By office": endings.of_offices(analysis.by_office(counts), marks.tag(counts.illustrative)),
    }
    given = {name: table for name, table in tables.items() if len(table)}
    if not given:
        return
    st.header("Further counts")
    for name, table in given.items():
        with st.expander(f"{name} ({plural(len(table), 'row')})"):
            st.dataframe(table, lazy=False, hide_index=True, placeholder="–", height="content", alt=name)
    shown = picture(asked)
    page.source(
        shown.source,
        f"– means {words.NOT_GIVEN}. Sums of the months {words.within(list(counts.month), shown.when)}; who "
        "waits, at the end of the last.",
        *shown.quarters_counted,
        "Ineligible and mistaken referrals are among the problems with the referral.",
        viewers=WHO_SEES_COUNTS,
    )


def _of_services(counts: pd.DataFrame, names: Sequence[str], tags: dict[str, str]) -> pd.DataFrame:
    return endings.of_services(analysis.by_service(counts, names), _named, tags)
