"""The scores of an idea in words and as marks: the total, how far apart they are, and who was left out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import altair as alt
import pandas as pd

from probation_commission.analysis.scoring import Spread
from probation_commission.domain.days import day
from probation_commission.domain.funds import POINTS, Criterion
from probation_commission.domain.scoring import Assessment, ModerationNote, ScoringSeen
from probation_commission.domain.words import listed, plural
from probation_commission.views.charts import INK, AnyChart
from probation_commission.views.markdown import plain

_ROW = 58
_MARK, _LINE, _FAR = "#1d5a96", "#8b9aa8", "#b35c00"
APART = "too far apart: talk about it first"


def out_of_100(score: Fraction | None) -> str:
    """`67.5 of 100`, `68 of 100` where it is whole, or `not scored`."""
    return "not scored" if score is None else f"{_short(score)} of 100"


def _short(score: Fraction) -> str:
    return f"{float(score):.1f}".removesuffix(".0")


def finding(score: Fraction | None, spreads: Sequence[Spread], seen: ScoringSeen) -> str:
    """The total with how many gave it, and where they do not mean the same."""
    apart = sum(one.too_far_apart for one in spreads)
    by = plural(len(seen.scores), "assessor")
    far = f"; {plural(apart, 'criterion is', 'criteria are')} {APART}" if apart else ""
    return f"**{out_of_100(score)}** on average of {by}{far}."


def spread(one: Spread) -> str:
    """`1 to 4, too far apart: talk about it first`, or `all 3`."""
    if len(one.points) == 1:
        return f"{one.least} of 4, from one assessor"
    if one.least == one.most:
        return f"all {one.least} of 4"
    return f"{one.least} to {one.most} of 4{f', {APART}' if one.too_far_apart else ''}"


def compared(score: Fraction | None, spreads: Sequence[Spread]) -> str:
    """`67.5 of 100; Need: 1 to 4 of 4, too far apart: talk about it first`, for beside other ideas."""
    return f"{out_of_100(score)}; {in_short(spreads)}"


def in_short(spreads: Sequence[Spread]) -> str:
    """Every criterion with its spread, in one text."""
    return "; ".join(f"{one.criterion.text}: {spread(one)}" for one in spreads)


def on_paper(spreads: Sequence[Spread]) -> str:
    """`Value for money: 1 to 3`, each criterion with the least and the most that was given."""
    given = {one.criterion.text: dict.fromkeys((one.least, one.most)) for one in spreads}
    return "; ".join(f"{text}: {' to '.join(map(str, points))}" for text, points in given.items())


def who_is_in(seen: ScoringSeen) -> list[str]:
    """Whose scores are in, whose are waited for, and who is left out."""
    return [
        f"Scores are in from {listed(seen.put_in)}." if seen.put_in else "Nobody’s scores are in yet.",
        *([f"Waiting for {listed(seen.waits_for)}."] if seen.waits_for else []),
        *([f"Left out for a conflict of interest: {listed(seen.recused)}."] if seen.recused else []),
    ]


def spread_chart(spreads: Sequence[Spread]) -> AnyChart:
    """Each criterion in a row: a mark for each point given, and a line from the least to the most."""
    rows = [
        {
            "row": place,
            "criterion": f"{one.criterion.text}: {spread(one)}",
            "points": points,
            "given": sum(points == other for _, other in one.points),
            "least": one.least,
            "most": one.most,
            "apart": one.too_far_apart,
        }
        for place, one in enumerate(spreads)
        for points in sorted({points for _, points in one.points})
    ]
    scale = alt.Scale(domain=[-0.15, POINTS[-1] + 0.15], nice=False)
    base = alt.Chart(pd.DataFrame(rows)).encode(y=alt.Y("row:O", axis=None))
    axis = alt.Axis(values=list(POINTS), format="d", title="0 is the weakest, 4 the strongest", grid=True)
    colour = alt.condition("datum.apart", alt.value(_FAR), alt.value(_MARK))
    line = base.mark_rule(strokeWidth=3, yOffset=10).encode(
        x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q", color=alt.value(_LINE)
    )
    marks = base.mark_point(filled=True, size=170, opacity=1, yOffset=10).encode(
        x=alt.X("points:Q", scale=scale),
        color=colour,
        tooltip=[alt.Tooltip("criterion:N", title="Criterion")],
    )
    several = base.transform_filter("datum.given > 1").mark_text(yOffset=-4, fontWeight="bold", color=INK)
    names = base.transform_aggregate(criterion="min(criterion)", groupby=["row"])
    names = names.mark_text(align="left", yOffset=-16, color=INK, limit=520)
    layers = (
        line,
        marks,
        several.encode(x=alt.X("points:Q", scale=scale), text=alt.Text("given:Q", format="d")),
        names.encode(x=alt.value(0), text="criterion:N"),
    )
    return alt.layer(*layers).properties(height=_ROW * len(spreads), title="How far apart the scores are")


def reasons(one: Assessment, criteria: Sequence[Criterion]) -> str:
    """What one person gave for each criterion, in the criterion's words, and why; in Markdown."""
    by_number = {score.criterion_id: score for score in one.scores}
    lines = []
    for criterion in criteria:
        score = by_number.get(criterion.id)
        if score is not None and score.points is not None:
            given = f"{criterion.words[score.points]} ({score.points} of 4)"
            lines.append(f"- **{plain(criterion.text)}:** {plain(given)}  \n  {plain(score.why)}")
    return "\n".join(lines)


def note(one: ModerationNote) -> str:
    """`Lea, 3 November 2026: spoken about.` in Markdown."""
    return f"{plain(one.who)}, {day(one.at)}: {plain(one.text)}"


def choices(criterion: Criterion) -> Mapping[str, str]:
    """What can be given for a criterion, in its words, the strongest first."""
    return {str(points): criterion.words[points] for points in reversed(POINTS)}
