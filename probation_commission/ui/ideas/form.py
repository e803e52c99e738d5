"""The form in which a partner writes an idea and sends it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from probation_commission.domain.days import LONDON
from probation_commission.domain.ideas import Idea, IdeaReach, Running
from probation_commission.domain.money import pounds
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.submission import FIELDS, LONGEST, LONGEST_COST_LINE, MOST_COST_LINES
from probation_commission.domain.words import plural
from probation_commission.ui.ideas.draft import CHOICES, POUNDS, WHOLE, Draft
from probation_commission.ui.ideas.fund import hub_names, wards
from probation_commission.ui.parts import click, filters, kept_text
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

_TRIED_AGAIN = "What you type is kept on this device, and saving it is tried again by itself."
_STICKY = """<style>
/* Else what scrolls shows above the bar, too. */
[data-testid="stHeader"] { background: #fff; }
[data-testid="stLayoutWrapper"]:has(> .st-key-saved) {
  position: sticky; top: 3.75rem; z-index: 50; background: #fff; border-bottom: 1px solid #c9d2da;
  padding-top: .4rem; }
</style>"""


@dataclass
class Form(Draft):
    """A draft on the screen, field by field, each with what is wrong with it."""

    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The problems that stand beside their fields."""

    def draw(self) -> None:
        """The whole form."""
        self.save()
        if self.memory.get("asked"):
            self.send()
        # After saving and sending, so that what is said beside a field is about what is in it now.
        self.shown = self.problems()
        st.html(_STICKY)
        with st.container(key="saved"):
            self._draw_bar()
        self._draw_idea()
        self._draw_people()
        self._draw_outcome()
        self._draw_costs()
        self._keep_choices()
        self._draw_send()

    def draw_sent(self) -> None:
        """That the idea has arrived; said until something new is typed."""
        if title := self.memory.get("sent"):
            st.success(f"“{plain(title)}” is sent in. You will read the decision here.")

    def _draw_bar(self) -> None:
        draft, fault = self.memory["draft"], self.memory.get("fault", "")
        saved = f"Saved {draft.changed_at.astimezone(LONDON):%H:%M}. Not sent in yet." if draft else ""
        not_saved = " ".join((*self.memory["refused"], *self.unreadable()))
        if fault:
            not_saved = f"{_TRIED_AGAIN} {fault}"
        kept_text.bar(
            self.key("form"),
            saved or "Nothing to save yet.",
            not_saved=f"Not saved yet: {not_saved}" if not_saved else "",
            again=bool(fault),
        )

    # What comes and goes has a container of its own: were the fields below it to move, the browser
    # would build them anew and lose what is being typed into them.

    def _keep_choices(self) -> None:
        # While saving fails a reload would lose them: what is saved comes from the draft.
        saved, now = (_chosen(idea) for idea in (self.memory["saved"], self.typed()))
        keys = [self.key(name) for name in CHOICES]
        kept_text.choices(self.key("chosen"), *keys, changed=now != saved, base=saved)

    def _say_problems(self, name: str) -> None:
        with st.container():
            for sentence in self.shown.get(name, ()):
                st.markdown(f":red[**{sentence}**]")

    def _text(self, name: str, example: str = "", *, long: bool = False, label: str = "") -> None:
        self._kept(
            name,
            kept_text.Words(
                label or FIELDS[name],
                "" if name == "organisation" else kept_text.PRIVATE,
                placeholder=example,
                longest=LONGEST[name],
                height=120 if long else None,
            ),
            problems=self.shown.get(name, ()),
        )

    def _kept(self, name: str, words: kept_text.Words, *, problems: Sequence[str] = ()) -> None:
        stored = self.memory["stored"].get(name, "")
        kept_text.field(self.key(name), words, stored=stored, form=self.key("form"), problems=problems)

    def _number(self, name: str, note: str = "") -> None:
        kept_text.number(
            self.key(name),
            kept_text.Words(FIELDS[name], note, number=True),
            WHOLE,
            stored=self.memory["stored"].get(name),
            form=self.key("form"),
            problems=self.shown.get(name, ()),
        )

    def _draw_idea(self) -> None:
        st.header("1. The idea")
        if whose := self.memory["organisation"]:
            st.markdown(f"From **{plain(whose)}**, whose members all see this idea and can go on with it.")
        else:
            self._text("organisation")
        self._text("title", "Allotment mornings")
        self._text("what", "What happens, how often, who runs it", long=True)
        st.radio(
            FIELDS["running"],
            list(Running),
            key=self.key("running"),
            format_func=lambda running: filters.first_upper(running.label),
            horizontal=True,
        )

    def _draw_people(self) -> None:
        st.header("2. For whom, and where")
        self._text("for_whom", "Women on probation with children")
        self._number("how_many")
        hubs = hub_names(self.fund)
        options = [where for where in IdeaReach if where is not IdeaReach.HUB or hubs]
        words = {IdeaReach.AREA: f"The whole of {filters.area_name(self.fund.area_code)}"}
        chosen = st.radio(
            FIELDS["where"],
            options,
            key=self.key("where"),
            format_func=lambda where: words.get(where) or said(filters.first_upper(where.label)),
        )
        with st.container():
            if chosen is IdeaReach.WARDS:
                self._draw_wards()
            if chosen is IdeaReach.HUB:
                self._choice("hub", list(hubs), hubs, "Choose a hub or office")

    def _draw_wards(self) -> None:
        names = {ward.code: ward.name for ward in wards(self.fund)}
        st.multiselect(
            said(FIELDS["ward_codes"]),
            list(names),
            key=self.key("wards"),
            format_func=lambda code: names[code],
            persist_state="page",
        )
        self._say_problems("ward_codes")

    def _choice(self, name: str, options: Sequence[str], words: Mapping[str, str], first: str) -> str:
        # What was chosen under another pathway is no option any more.
        if self.value(name) not in options:
            self.keep(**{name: ""})
        value: str = st.selectbox(
            FIELDS[name],
            ["", *options],
            key=self.key(name),
            format_func=lambda option: words.get(option) or filters.first_upper(option) or first,
            persist_state="page",
        )
        self._say_problems(name)
        return value

    def _draw_outcome(self) -> None:
        st.header("3. What will be different")
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
        st.header("4. What it costs")
        st.caption(f"A line for each thing. The pot is {pounds(self.fund.amount_pence)}. {kept_text.PRIVATE}")
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
            words = kept_text.Words(f"Cost {number + 1}: what", longest=LONGEST_COST_LINE)
            self._kept(f"cost{number}", words)
        with cost:
            kept_text.number(
                self.key(f"pounds{number}"),
                kept_text.Words(f"Cost {number + 1}: £", number=True),
                POUNDS,
                stored=self.memory["stored"].get(f"pounds{number}"),
                form=self.key("form"),
            )

    @click("Adding a line")
    def _add_line(self) -> None:
        self.memory["lines"] += 1

    def _draw_send(self) -> None:
        st.header("5. Send it in")
        named = [(FIELDS[name], words) for name, sentences in self.shown.items() for words in sentences]
        with st.container():
            for sentence in self.memory.get("not sent", ()):
                st.error(f"Not sent in yet, and nothing is lost. {plain(sentence)}")
            if named and self.memory["tried"]:
                lines = "\n".join(f"- **{label}** {sentence}" for label, sentence in named)
                count = plural(len(named), "thing")
                st.error(f"Not sent in yet: {count} to mend. What you typed is still here.\n\n{lines}")
        st.caption("You can send it in once. After that it can be read, not changed.")
        st.button("Send in this idea", type="primary", on_click=self.ask)


def _chosen(idea: Idea) -> list[object]:
    """What is not typed of an idea."""
    return [idea.running, idea.where, list(idea.ward_codes), idea.hub, idea.pathway, idea.desired_outcome]
