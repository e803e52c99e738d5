"""The parts of the page on which a partner writes an idea, sends it in, and reads what became of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person
from probation_commission.domain.days import LONDON
from probation_commission.domain.ideas import (
    HOLDS_MONEY,
    NEEDS_REASON,
    CostLine,
    Fund,
    Idea,
    Kept,
    Running,
    Stage,
    Where,
)
from probation_commission.domain.money import pounds
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.submission import (
    FIELDS,
    LONGEST,
    LONGEST_COST_LINE,
    MOST_COST_LINES,
    missing,
    too_large,
)
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import board
from probation_commission.ui.parts import filters, replies
from probation_commission.views.markdown import plain

SAVE_AFTER = "1s"
TEXTS = ("organisation", "title", "what", "for_whom", "indicator")
NUMBERS = ("how_many", "baseline", "target")
_STICKY = """<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-saved) {
  position: sticky; top: 3.75rem; z-index: 50; background: #fff; border-bottom: 1px solid #c9d2da;
  padding-top: .4rem; }
</style>"""


def finding(own: Sequence[Kept]) -> str:
    """How it goes, or what became of what was sent in."""
    sent = [one for one in own if one.stage is not Stage.DRAFT]
    decided = sum(one.stage in HOLDS_MONEY or one.stage is Stage.DECLINED for one in sent)
    if not sent:
        return "About fifteen minutes. What you type is saved as you go; send it in when it is ready."
    return f"You have sent in {len(sent)} {'idea' if len(sent) == 1 else 'ideas'}; {decided} decided."


@dataclass
class Form:
    """The form for one fund, filled from the person's draft; every change of it is saved."""

    person: Person
    fund: Fund
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)
    memory: dict[str, Any] = field(init=False)
    """What is kept between two runs besides the fields: draft, saved, refused, tried, lines, asked, sent.

    A dictionary of our own, because Streamlit may break a run off at any touch of its session, and
    neither a draft that was stored nor the wish to send it in may be forgotten.
    """

    def __post_init__(self) -> None:
        self.memory = st.session_state.setdefault(self.key("memory"), {"lines": 0})

    def key(self, name: str) -> str:
        """The name of a value in the session."""
        return f"idea.{self.fund.slug}.{name}"

    def value(self, name: str, otherwise: Any = None) -> Any:  # noqa: ANN401 (whatever a widget holds)
        """What a field holds."""
        return st.session_state.get(self.key(name), otherwise)

    def keep(self, **values: object) -> None:
        """Fill fields."""
        st.session_state.update({self.key(name): value for name, value in values.items()})

    def open(self, own: Sequence[Kept]) -> None:
        """Fill the form with the draft, if there is one, unless it is being filled in."""
        if self.memory.get("to empty"):
            self._empty()
        if self.key("title") in st.session_state:
            return
        drafts = [one for one in own if one.stage is Stage.DRAFT and one.idea.fund == self.fund.slug]
        draft = drafts[0] if drafts else None
        blank = Idea(fund=self.fund.slug, organisation=own[0].idea.organisation if own else "")
        self._fill(draft.idea if draft else blank)
        self.memory.update(draft=draft, saved=self.typed(), refused=(), tried=False)

    def _empty(self) -> None:
        for key in [key for key in st.session_state if str(key).startswith(self.key(""))]:
            if key != self.key("memory"):
                del st.session_state[key]
        self.memory["to empty"] = False

    def _fill(self, idea: Idea) -> None:
        lines = max(2, len(idea.costs))
        self.memory["lines"] = lines
        self.keep(**{name: getattr(idea, name) for name in (*TEXTS, *NUMBERS)})
        self.keep(where=idea.where, running=idea.running, wards=list(idea.ward_codes), hub=idea.hub)
        self.keep(pathway=idea.pathway, desired_outcome=idea.desired_outcome)
        for number in range(lines):
            line = idea.costs[number] if number < len(idea.costs) else CostLine("", 0)
            self.keep(**{f"cost{number}": line.what, f"pounds{number}": line.pence / 100 or None})

    def typed(self) -> Idea:
        """The idea as it stands in the form."""
        where, pathway = self.value("where", Where.AREA), self.value("pathway", "")
        outcome = self.value("desired_outcome", "")
        return Idea(
            fund=self.fund.slug,
            **{name: self.value(name, "") for name in TEXTS},
            **{name: self.value(name) for name in NUMBERS},
            where=where,
            ward_codes=tuple(self.value("wards", ())) if where is Where.WARDS else (),
            hub=self.value("hub", "") if where is Where.HUB else "",
            pathway=pathway,
            desired_outcome=outcome if outcome in PATHWAYS.get(pathway, ()) else "",
            running=self.value("running", Running.NEW),
            costs=self._costs(),
        )

    def _costs(self) -> tuple[CostLine, ...]:
        lines = (
            CostLine(self.value(f"cost{n}", ""), round((self.value(f"pounds{n}") or 0) * 100))
            for n in range(self.memory["lines"])
        )
        return tuple(line for line in lines if line.what or line.pence)

    def save(self) -> None:
        """Save what is typed, if it differs from what is saved."""
        idea = self.typed()
        if idea == self.memory["saved"]:
            return
        draft = self.memory["draft"]
        with replies.refusal_told(lambda refusal: self.memory.update(refused=refusal.reasons)):
            kept = actions.save_draft(self.person, idea, known=draft and draft.changed_at)
            self.memory.update(draft=kept, saved=idea, refused=(), sent="")

    def ask(self) -> None:
        """Wish the idea sent in; the run that follows does it."""
        self.memory.update(asked=True, tried=True)

    def send(self) -> None:
        """Send the idea in; what stands in the way is said by the fields, and nothing is lost."""
        incomplete = bool(self._missing())
        draft = self.memory["draft"]
        if incomplete or self.memory["refused"]:
            self.memory["asked"] = False
            return
        with replies.refusal_told(lambda refusal: self.memory.update(asked=False, refused=refusal.reasons)):
            actions.move(self.person, draft.id, Stage.SUBMITTED)
            self.memory.update({"asked": False, "sent": draft.idea.title, "to empty": True})
            st.rerun()

    def _missing(self) -> list[tuple[str, str]]:
        return missing(self.typed(), self.fund)

    # What follows draws.

    def draw(self) -> None:
        """The whole form."""
        self.save()
        if self.memory.get("asked"):
            self.send()
        self.problems = self._by_field()
        st.html(_STICKY)
        with st.container(key="saved"):
            self._say_saved()
        self._draw_idea()
        self._draw_people()
        self._draw_outcome()
        self._draw_costs()
        self._draw_send()

    def _by_field(self) -> dict[str, list[str]]:
        idea = self.typed()
        found = [
            *too_large(idea),
            *actions.personal(idea),
            *(self._missing() if self.memory["tried"] else ()),
        ]
        problems: defaultdict[str, list[str]] = defaultdict(list)
        for name, sentence in dict.fromkeys(found):
            problems[name].append(sentence)
        return problems

    def draw_sent(self) -> None:
        """That the idea has arrived; said until something new is typed."""
        if title := self.memory.get("sent"):
            st.success(f"“{plain(title)}” is sent in. You will read the decision here.")

    def _say_saved(self) -> None:
        draft = self.memory["draft"]
        if self.memory["refused"]:
            st.markdown(":red[**Not saved.**] " + " ".join(map(plain, self.memory["refused"])))
        elif draft:
            st.markdown(f"Saved at {draft.changed_at.astimezone(LONDON):%H:%M}. Not sent in yet.")
        else:
            st.markdown("Nothing to save yet.")

    # What comes and goes has a container of its own: were the fields below it to move, the browser
    # would build them anew and lose what is being typed into them.

    def _say_problems(self, name: str) -> None:
        with st.container():
            for sentence in self.problems.get(name, ()):
                st.markdown(f":red[**{sentence}**]")

    def _text(self, name: str, example: str = "", *, long: bool = False, label: str = "") -> None:
        words: dict[str, Any] = {
            "label": label or FIELDS[name],
            "max_chars": LONGEST[name],
            "key": self.key(name),
            "placeholder": example,
        }
        if long:
            st.text_area(**words, height=120)
        else:
            st.text_input(**words, live=SAVE_AFTER)
        if name != "organisation":
            st.caption(board.PRIVATE)
        self._say_problems(name)

    def _number(self, name: str, note: str = "") -> None:
        st.number_input(FIELDS[name], min_value=0, step=1, value=None, key=self.key(name))
        if note:
            st.caption(note)
        self._say_problems(name)

    def _draw_idea(self) -> None:
        st.subheader("1. The idea")
        self._text("organisation")
        self._text("title", "Allotment mornings")
        self._text("what", "What happens, how often, who runs it", long=True)
        st.radio(
            FIELDS["running"],
            list(Running),
            key=self.key("running"),
            format_func=filters.first_upper,
            horizontal=True,
        )

    def _draw_people(self) -> None:
        st.subheader("2. For whom, and where")
        self._text("for_whom", "Women on probation with children")
        self._number("how_many")
        hubs = board.hub_names(self.fund)
        options = [one for one in Where if one is not Where.HUB or hubs]
        words = {Where.AREA: f"The whole of {filters.area_name(self.fund.area_code)}"}
        chosen = st.radio(
            FIELDS["where"],
            options,
            key=self.key("where"),
            format_func=lambda one: words.get(one) or filters.first_upper(one),
        )
        with st.container():
            if chosen is Where.WARDS:
                self._draw_wards()
            if chosen is Where.HUB:
                self._choice("hub", list(hubs), hubs, "Choose a hub or office")

    def _draw_wards(self) -> None:
        names = {ward.code: ward.name for ward in board.wards(self.fund)}
        st.multiselect(
            FIELDS["ward_codes"],
            list(names),
            key=self.key("wards"),
            format_func=lambda code: names[code],
            persist_state="page",
        )
        self._say_problems("ward_codes")

    def _choice(self, name: str, options: Sequence[str], words: Mapping[str, str], first: str) -> str:
        if self.value(name) not in options:
            self.keep(**{name: ""})
        value: str = st.selectbox(
            FIELDS[name],
            ["", *options],
            key=self.key(name),
            format_func=lambda one: words.get(one) or filters.first_upper(one) or first,
            persist_state="page",
        )
        self._say_problems(name)
        return value

    def _draw_outcome(self) -> None:
        st.subheader("3. What will be different")
        pathway = self._choice("pathway", list(PATHWAYS), {}, "Choose a pathway")
        with st.container():
            if pathway:
                self._choice("desired_outcome", PATHWAYS[pathway], {}, "Choose a desired outcome")
        self._text("indicator", "People in work or training after three months")
        start, aim = st.columns(2)
        with start:
            self._number("baseline", "Today. Leave empty if not known.")
        with aim:
            self._number("target", "Leave empty to aim for everybody.")

    def _draw_costs(self) -> None:
        st.subheader("4. What it costs")
        st.caption(f"A line for each thing. The pot is {pounds(self.fund.amount_pence)}. {board.PRIVATE}")
        with st.container():
            for number in range(self.memory["lines"]):
                self._draw_cost_line(number)
        st.button(
            "Add a line",
            icon=":material/add:",
            on_click=self._add_line,
            disabled=self.memory["lines"] >= MOST_COST_LINES,
        )
        total, pot = self.typed().total_pence, self.fund.amount_pence
        st.markdown(f"**Total: {pounds(total)}** of the pot’s {pounds(pot)}")
        self._say_problems("costs")

    def _draw_cost_line(self, number: int) -> None:
        what, cost = st.columns([3, 2])
        with what:
            st.text_input(
                f"Cost {number + 1}: what",
                max_chars=LONGEST_COST_LINE,
                key=self.key(f"cost{number}"),
                live=SAVE_AFTER,
            )
        with cost:
            st.number_input(
                f"Cost {number + 1}: £",
                min_value=0.0,
                step=10.0,
                value=None,
                format="%.2f",
                key=self.key(f"pounds{number}"),
            )

    def _add_line(self) -> None:
        self.memory["lines"] += 1

    def _draw_send(self) -> None:
        st.subheader("5. Send it in")
        named = [(FIELDS[name], one) for name, sentences in self.problems.items() for one in sentences]
        with st.container():
            if named and self.memory["tried"]:
                lines = "\n".join(f"- **{label}** {sentence}" for label, sentence in named)
                count = f"{len(named)} {'thing' if len(named) == 1 else 'things'}"
                st.error(f"Not sent in yet: {count} to mend. What you typed is still here.\n\n{lines}")
        st.caption("You can send it in once. After that it can be read, not changed.")
        st.button("Send in this idea", type="primary", on_click=self.ask)


def draw_own(person: Person, own: Sequence[Kept]) -> None:
    """The person's ideas with stage, decision and history."""
    funds = {one.slug: one for one in loaders.funds()}
    sent = [one for one in own if one.stage is not Stage.DRAFT]
    if not sent:
        return
    st.subheader("Your ideas")
    for one in sent:
        fund = funds[one.idea.fund]
        moves = actions.history(person, one.id)
        with st.container(border=True):
            st.markdown(f"**{plain(one.idea.title)}**: **{one.stage}**; {board.money(one)}.")
            for step in moves:
                if step.to_stage in NEEDS_REASON:
                    st.markdown(f"Reason: {plain(step.reason)}")
            with st.expander("What you sent in, and its history"):
                board.draw_said(one.idea, board.where(one, fund))
                board.draw_history(moves)
    st.subheader("Another idea")
