"""Why referrals ended early, and what services count beside the seven: in words, as charts and in tables."""

from collections.abc import Callable, Mapping, Sequence

import altair as alt
import pandas as pd

from probation_commission.analysis.service_counts import FEWEST_ENDED, Endings, OfOffice, unlike
from probation_commission.domain.referrals import COUNT_LABELS, REASON_GROUPS, EarlyReason, words_of
from probation_commission.domain.words import listed, plural
from probation_commission.views import marks
from probation_commission.views.charts import AT_X, INK, AnyChart
from probation_commission.views.referrals.words import stretch

QUESTION = "Who is ending early, and why?"
NOT_TOLD = "Why is told to leads and admins, and to a partner organisation of its own services."
_MOSTLY = 0.4
"""Of the ineligible referrals whose office is given: from which share on one office is named alone."""
_ENOUGH = 10
_MOST_NAMED = 3
_BAR = "#1d5a96"
_NARROW = "width < 560"
_STEP_HEIGHT, _ROOM = 44, 30


def group_name(group: EarlyReason) -> str:
    """`personal circumstances`: a group of reasons without that it is one of those that ended early."""
    return COUNT_LABELS[group].partition(": ")[2] or COUNT_LABELS[group]


def answer(endings: Endings | None, named: Callable[[str], str], when: str, *, said: str) -> str:
    """Who ended early and why, in a few sentences; `said`: what everybody is told of how many.

    `endings` None: no return of the span gives every group of reasons.
    """
    if endings is None:
        return f"{said} No return of these months gives the reasons in their five groups."
    if not endings.ended:
        return f"Nobody ended early {when}, in the returns that give the reasons."
    tag = marks.tag(endings.made_up)
    whole = endings.ended
    first = f"{plural(whole, 'referral')} ended early {when} in the returns that give the reasons{tag}"
    groups = [f"{group_name(group)} {_of(count, whole)}" for group, count in endings.groups.items() if count]
    return " ".join([f"{first}: {listed(groups)}.", *_by_service(endings, named), *_of_referrals(endings)])


def _by_service(endings: Endings, named: Callable[[str], str]) -> list[str]:
    """Which service loses more of those that end than chance explains: the largest has the most anyway."""
    enough = [subject for subject, (_, ended) in endings.of_ended.items() if ended >= FEWEST_ENDED]
    # Of one service nothing can be held against it.
    if len(enough) <= 1:
        return []
    more = unlike(endings.of_ended)
    if not more:
        return ["No service loses more of those that end than chance explains."]
    said = listed([f"{named(one)} {_share(endings.of_ended[one])}" for one in more[:_MOST_NAMED]])
    return [f"At {said} of those that ended did so early, more than chance explains."]


def _share(pair: tuple[int, int]) -> str:
    early, ended = pair
    return f"{100 * early / ended:.0f}% ({early:,} of {ended:,})"


def _of(count: int, whole: int) -> str:
    """`96 (45%)`; of few without a share."""
    return f"{count:,} ({100 * count / whole:.0f}%)" if whole >= _ENOUGH else f"{count:,}"


def _of_referrals(endings: Endings) -> list[str]:
    """What the ineligible referrals among them say of the referrals, and of which office they came."""
    if not endings.ineligible:
        return []
    what = plural(endings.ineligible, "ineligible referral").partition(" ")[2]
    were = "was an" if endings.ineligible == 1 else "were"
    return [f"{_of(endings.ineligible, endings.ended)} {were} {what}{_offices(endings.offices)}."]


def _offices(offices: Sequence[OfOffice]) -> str:
    """Where most of them came from, and whether that has become less; or from where, the most first."""
    if not offices:
        return ""
    first, known = offices[0], sum(one.count for one in offices)
    if first.count < _MOSTLY * known or len(offices) == 1:
        each = [f"{one.count:,} from {one.name}" for one in offices[:_MOST_NAMED]]
        return f", as far as the office is given {listed(each)}"
    halves = [f"{count:,} in {stretch(begins, ends)}" for begins, ends, count in first.halves]
    when = f" ({', then '.join(halves)})" if halves else ""
    return f"; of {known:,} whose office is given {first.count:,} came from {first.name}{when}"


def reasons_chart(endings: Endings, title: str) -> AnyChart:
    """A bar for each group of reasons with its number and share, the most first.

    Where anything in it is made up all bars are hollow and dashed.
    """
    tag = marks.tag(endings.made_up)
    rows = pd.DataFrame(
        {
            "name": [COUNT_LABELS[group] for group in endings.groups],
            "count": list(endings.groups.values()),
            "words": [
                f"{group_name(group).capitalize()}: {_of(count, endings.ended)}"
                for group, count in endings.groups.items()
            ],
            "made_up": bool(tag),
        }
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    )
    look = marks.bar_look(_BAR)
    x = alt.X("count:Q", axis=None, scale=alt.Scale(nice=False, zero=True))
    bars = base.mark_bar().encode(x=x, tooltip=alt.Tooltip("words:N", title="Reason"), **look)
    words = base.mark_text(
        align="left", dy=-18, fontSize=alt.ExprRef(f"{_NARROW} ? 12 : 14"), color=INK
    ).encode(x=AT_X(0), text="words:N")
    chart: AnyChart = alt.layer(bars, words)
    return chart.properties(title=title + tag, height=_STEP_HEIGHT * len(rows) + _ROOM)


def title(endings: Endings) -> str:
    """The chart in a sentence: what most ended for."""
    group, count = next(iter(endings.groups.items()))
    whole = plural(endings.ended, "referral")
    return f"{whole} ended early, most for: {group_name(group)} ({count:,})"


def of_services(wide: pd.DataFrame, named: Callable[[str], str], tags: Mapping[str, str]) -> pd.DataFrame:
    """The table of `analysis.service_counts.by_service`, its columns and services in words."""
    names = [f"{named(str(subject))}{tags.get(str(subject), '')}" for subject in wide.index]
    columns = {name: _heading(str(name)) for name in wide.columns}
    table = wide.rename(columns=columns).reset_index(drop=True)
    table.insert(0, "Service", names)
    return table


def of_offices(wide: pd.DataFrame, tag: str) -> pd.DataFrame:
    """The same of `by_office`."""
    table = wide.rename(columns={name: _heading(str(name)) for name in wide.columns}).reset_index(drop=True)
    table.insert(0, "Office", [f"{office}{tag}" for office in wide.index])
    return table


def of_outcomes(wide: pd.DataFrame, named: Callable[[str], str], tags: Mapping[str, str]) -> pd.DataFrame:
    """A row for each service and desired outcome at each level that is given: long, since they are many."""
    rows = [
        (
            f"{named(str(subject))}{tags.get(str(subject), '')}",
            *words_of(str(name)).split(": ", 1)[::-1],
            value,
        )
        for subject, counts in wide.iterrows()
        for name, value in counts.dropna().items()
    ]
    return pd.DataFrame(rows, columns=["Service", "Desired outcome", "Level", "People"])


def _heading(category: str) -> str:
    if category in set(REASON_GROUPS):
        return group_name(EarlyReason(category)).capitalize()
    words = words_of(category)
    return f"{words[:1].upper()}{words[1:]}"
