"""The books of a fund in a picture and in words."""

import altair as alt
import pandas as pd

from probation_commission.domain.days import in_full
from probation_commission.domain.ledger import Balance, EntryKind, LedgerEntry
from probation_commission.domain.money import pounds
from probation_commission.views import marks
from probation_commission.views.charts import INK, PAPER, AnyChart

COLOURS = {"spent": "#16436f", "agreed": "#2f6da9", "awarded": "#a9c7e3", "left": "#e3e8ed"}
_SHORT = {"spent": "paid", "agreed": "to pay", "awarded": "to agree", "left": "left"}
_WORDS = {
    "spent": "paid",
    "agreed": "still to pay",
    "awarded": "to be agreed",
    "left": "left",
}
_ROOM = 0.11
"""The share of the bar from which a part's words fit into it; the sentence below it always has them."""
KINDS = {
    EntryKind.COMMITTED: "awarded",
    EntryKind.AGREED: "agreed",
    EntryKind.PAID: "paid",
    EntryKind.RETURNED: "given back",
    EntryKind.RELEASED: "let go of",
}
"""What a person reads for each kind of entry."""


def parts(now: Balance) -> dict[str, int]:
    """What the pot is made of, in pence: what is given back is in it again."""
    return {
        "spent": now.paid - now.returned,
        "agreed": now.to_pay,
        "awarded": now.committed - now.agreed,
        "left": now.remaining,
    }


def finding(now: Balance, *, stated: bool) -> str:
    """What is left, and what is still to be paid."""
    if not stated:
        return "It is not written down what this fund holds, so nothing is awarded from it."
    back = f", {pounds(now.returned)} given back" if now.returned else ""
    return (
        f"{pounds(now.remaining)} of {pounds(now.pot)} left: {pounds(now.committed)} awarded, "
        f"{pounds(now.agreed)} agreed, {pounds(now.paid)} paid{back}; {pounds(now.to_pay)} still to pay."
    )


def balance_chart(now: Balance, *, made_up: bool = False) -> AnyChart:
    """The pot as one bar, from what is paid to what is left; a made-up one is hollow, and says so."""
    frame = _frame(now).assign(made_up=made_up)
    base = alt.Chart(frame).encode(y=alt.Y("pot:N", axis=None))
    total = max(sum(parts(now).values()), 1)
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bar = base.mark_bar().encode(
        x=alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
        x2=alt.X2("to:Q"),
        tooltip=[alt.Tooltip("said:N", title="Pot")],
        **marks.bar_look(alt.Fill("part:N", legend=None, scale=colours), edge="#4a5a6a"),
    )
    dark = (alt.datum.part == "spent") | (alt.datum.part == "agreed")
    ink = alt.condition(dark & ~alt.datum.made_up, alt.value(PAPER), alt.value(INK))
    text = base.transform_filter(alt.datum.to - alt.datum["from"] >= _ROOM * total)
    # On two lines, so that they fit into a narrow part on a phone.
    text = text.mark_text(fontSize=11, fontWeight="bold", lineBreak="|").encode(
        x=alt.X("middle:Q"), text=alt.Text("words:N"), color=ink
    )
    return alt.layer(bar, text).properties(title=marks.tagged("The pot", made_up=made_up), height=90)


def _frame(now: Balance) -> pd.DataFrame:
    start, rows = 0, []
    for part, pence in parts(now).items():
        if pence > 0:
            words, said = f"{pounds(pence)}|{_SHORT[part]}", f"{pounds(pence)} {_WORDS[part]}"
            rows.append(
                {
                    "pot": "pot",
                    "part": part,
                    "from": start,
                    "to": start + pence,
                    "words": words,
                    "said": said,
                }
            )
            start += pence
    frame = pd.DataFrame(rows, columns=["pot", "part", "from", "to", "words", "said"])
    return frame.assign(middle=(frame["from"] + frame.to) / 2)


def legend(now: Balance) -> str:
    """What each part of the bar comes to, in its order."""
    return ", ".join(f"{pounds(pence)} {_WORDS[part]}" for part, pence in parts(now).items()) + "."


def award(now: Balance) -> str:
    """What one award stands at, in a sentence."""
    said = f"{pounds(now.committed)} awarded, {pounds(now.agreed)} agreed, {pounds(now.paid)} paid"
    back = f", {pounds(now.returned)} given back" if now.returned else ""
    return f"{said}{back}; {pounds(now.to_pay)} still to pay."


def said(entry: LedgerEntry, title: str) -> str:
    """One entry, to be chosen from others."""
    return f"{entry.id}: {in_full(entry.on)}, {KINDS[entry.kind]}, {pounds(entry.pence)}, {title}"


def awards(frame: pd.DataFrame) -> pd.DataFrame:
    """The table of the awards in as few columns as can be read on a phone, in pounds."""
    whose = frame.Title + ", " + frame.Organisation + " (" + frame.Stage + ")"
    money = frame[[name for name in frame.columns if "£" in name]]
    money = money.rename(columns=lambda name: name.replace(" (£)", "").replace("Still to", "To"))
    if not money["Given back"].any():
        money = money.drop(columns="Given back")
    return pd.concat([whose.rename("Award"), money.map(_pounds)], axis="columns")


def entries(frame: pd.DataFrame) -> pd.DataFrame:
    """The table of the entries, likewise: what and how much in one cell, and what became of it."""
    words = {kind.value: name for kind, name in KINDS.items()}
    what = frame.What.map(words) + " " + frame["£"].map(_pounds)
    stands = "entry " + frame.Entry.astype(str) + ", " + frame.Stands
    return frame[["On", "Award"]].assign(What=what, By=frame.By, Note=frame.Note, Stands=stands)


def _pounds(amount: float) -> str:
    # Of whole pence, so that rounding gives back what they were.
    return pounds(round(amount * 100))
