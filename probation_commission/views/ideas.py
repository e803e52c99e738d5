"""The pot as one bar, ideas side by side, and what a decision does before it is made."""

from collections.abc import Mapping, Sequence
from html import escape

import altair as alt
import pandas as pd

from probation_commission.analysis.ideas import Pot, PotTrial, trial
from probation_commission.domain.days import in_full
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.letters import Letter
from probation_commission.domain.money import pounds
from probation_commission.domain.outcomes import Promise
from probation_commission.domain.submission import aim
from probation_commission.domain.words import plural
from probation_commission.views import marks
from probation_commission.views.charts import INK, PAPER, AnyChart
from probation_commission.views.markdown import plain

COLOURS = {"awarded": "#1d5a96", "left": "#e3e8ed"}
ROOM_FOR_WORDS = 0.35
"""The share of the bar from which a part's words fit into it on a phone; the title always has them."""


def pot_chart(awarded: int, left: int, *, made_up: bool = False) -> AnyChart:
    """What is awarded and left of a pot (pence), with its pounds in the bar; the whole bar is the pot.

    A made-up pot is hollow and dashed, and its title says so.
    """
    total = awarded + left
    base = alt.Chart(_parts(awarded, left).assign(made_up=made_up)).encode(y=alt.Y("pot:N", axis=None))
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bar = base.mark_bar().encode(
        # The axis ends at the whole pot and not at a round number: the bar itself is the £12,000.
        x=alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
        x2=alt.X2("to:Q"),
        tooltip=[alt.Tooltip("words:N", title="Pot")],
        **marks.bar_look(alt.Fill("part:N", legend=None, scale=colours), edge="#4a5a6a"),
    )
    # White on the dark part, dark on the pale and the hollow one: each word passes contrast.
    dark = (alt.datum.part == "awarded") & ~alt.datum.made_up
    ink = alt.condition(dark, alt.value(PAPER), alt.value(INK))
    text = base.transform_filter(alt.datum.to - alt.datum["from"] >= ROOM_FOR_WORDS * total)
    text = text.mark_text(fontSize=15, fontWeight="bold").encode(
        x=alt.X("middle:Q"), text=alt.Text("words:N"), color=ink
    )
    title = f"{pounds(awarded)} of {pounds(total)} is awarded, {pounds(left)} is left"
    return alt.layer(bar, text).properties(title=marks.tagged(title, made_up=made_up), height=100)


def _parts(awarded: int, left: int) -> pd.DataFrame:
    parts = [("awarded", 0, awarded), ("left", awarded, awarded + left)]
    rows = [
        {"pot": "pot", "part": part, "from": start, "to": end, "words": f"{pounds(end - start)} {part}"}
        for part, start, end in parts
        if end > start
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(middle=(frame["from"] + frame.to) / 2)


def letter_lines(written: Letter) -> list[str]:
    """A letter in Markdown, its subject first, a line a paragraph."""
    return [f"**{plain(written.subject)}**", *map(plain, written.paragraphs)]


def effect(kept: KeptIdea, pot: Pot, award: int) -> list[str]:
    """What an award does before it is made, in Markdown: what is left of the pot, or what is too much."""
    asked = kept.idea.total_pence
    after = trial(pot, [award]).after
    of = "all of what they asked for" if award == asked else f"of {pounds(asked)} asked for"
    left = (
        f"Left in the pot after it: **{pounds(after)}** of {pounds(pot.amount)}"
        if after >= 0
        else f"**{pounds(-after)} more than is left** ({pounds(pot.left)}), so it will be refused"
    )
    more = (
        [f"{pounds(award - asked)} more than they asked for, so it will be refused"] if award > asked else []
    )
    return [f"Award: **{pounds(award)}**, {of}", left, *more]


def trial_words(tried: PotTrial, count: int) -> str:
    """`£7,250 for 2 ideas would leave £450 of the £7,700 that is left.`; what is over is said as such."""
    if not count:
        return f"Nothing is ticked: {pounds(tried.left)} is left."
    what = f"{pounds(tried.tried)} for {plural(count, 'idea')}"
    if tried.after < 0:
        return f"{what} is {pounds(-tried.after)} more than the {pounds(tried.left)} that is left."
    return f"{what} would leave {pounds(tried.after)} of the {pounds(tried.left)} that is left."


def trial_bar(now: Pot, tried: PotTrial) -> str:
    """The pot as a bar in HTML: awarded, tried, and left or over."""
    whole = max(now.amount, now.awarded + tried.tried, 1)
    over = max(-tried.after, 0)
    parts = [
        ("awarded", now.awarded, "#1d5a96", "#fff"),
        ("tried", tried.tried - over, "#cfe1f2", "#17212b"),
        ("over", over, "repeating-linear-gradient(45deg,#fdd8b3 0 6px,#fff 6px 12px)", "#4d2800"),
        ("left", max(tried.after, 0), "#fff", "#17212b"),
    ]
    bars = "".join(
        f'<span style="width:{100 * pence / whole:.2f}%;background:{fill};color:{ink}">'
        f"{pounds(pence)} {name}</span>"
        for name, pence, fill, ink in parts
        if pence > 0
    )
    return f'{_BAR_STYLE}<div class="pot-trial" aria-hidden="true">{bars}</div>'


_BAR_STYLE = """<style>
.pot-trial { display: flex; border: 1px solid #4a5a6a; border-radius: 4px; overflow: hidden; height: 1.9rem; }
.pot-trial span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding: .25rem .4rem;
  font-size: .85rem; font-weight: 600; box-sizing: border-box; border-right: 1px solid #4a5a6a; }
</style>"""


def promised(kept: KeptIdea) -> str:
    """`people in work after three months: 9, from 2 at the start`."""
    idea = kept.idea
    start = "" if idea.baseline is None else f", from {idea.baseline:,} at the start"
    target = aim(idea)
    return f"{idea.indicator}: {target:,}{start}" if idea.indicator and target else idea.indicator


def who_sends(kept: KeptIdea) -> str:
    """Who will send people to it, and whether they have agreed."""
    idea = kept.idea
    agreed = {"yes": ", agreed", "not yet": ", not agreed yet"}.get(idea.sends_agreed, "")
    return f"{idea.who_sends.rstrip('. ')}{agreed}" if idea.who_sends else ""


def side_by_side(columns: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """Ideas beside each other as a table in HTML: the title of each, and a line for each thing that is said.

    It is scrolled by itself on a narrow screen, by the keyboard too.
    """
    # What nobody says is no line.
    lines = list(dict.fromkeys(name for _, said in columns for name, text in said.items() if text))
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title, _ in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(line)}</th>'
        + "".join(f"<td>{escape(said.get(line) or '–')}</td>" for _, said in columns)
        + "</tr>"
        for line in lines
    )
    return (
        f"{_TABLE_STYLE}"
        '<div class="side-by-side" role="region" tabindex="0" aria-label="Ideas side by side"><table>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


_TABLE_STYLE = """<style>
.side-by-side { overflow-x: auto; }
.side-by-side table { border-collapse: collapse; width: 100%; table-layout: fixed; }
.side-by-side :is(th, td) { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  font-size: .9rem; line-height: 1.35; border-bottom: 1px solid #d5dce3; overflow-wrap: anywhere; }
.side-by-side :is(thead td, tbody th) { width: 9.5rem; font-weight: 400; color: #44515e; }
@media (max-width: 640px) {
  .side-by-side table { width: max-content; }
  .side-by-side :is(thead th, tbody td) { width: 11rem; }
  .side-by-side :is(thead td, tbody th) { width: 6rem; position: sticky; left: 0; background: #fff; } }
</style>"""


WHEN_TOLD = {
    False: "The partner is told when a lead sends it; until then it can be taken back. They read:",
    True: "The partner is told at once, by mail, and can change the idea. They read:",
}
"""When they read the words of a step, by whether it asks them for more."""


def promise_words(promise: Promise) -> str:
    """The agreed target that is written down with an approval, in Markdown."""
    start = "" if promise.baseline is None else f", from {promise.baseline:,.0f} at the start"
    days = f"{in_full(promise.starts)} to {in_full(promise.ends)}"
    aimed = f"{promise.indicator}: {promise.target:,.0f} {promise.unit}{start}; {days}"
    return f"Agreed target that is written down: **{plain(aimed)}**"
