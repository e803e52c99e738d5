"""The form in which an idea is written and sent in: one question on a screen at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from probation_commission.domain.days import LONDON
from probation_commission.domain.ideas import Idea, KeptIdea
from probation_commission.ui.ideas.writing import before, check
from probation_commission.ui.ideas.writing.check import CHECK
from probation_commission.ui.ideas.writing.draft import CHOICES
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.ideas.writing.questions import FormStep, steps
from probation_commission.ui.ideas.writing.turning import choice, turn_to
from probation_commission.ui.parts import kept_text

_TRIED_AGAIN = "What you type is kept on this device, and saving it is tried again by itself."
_CHECK_TITLE = "Check and send"
_STICKY = """<style>
/* Else what scrolls shows above the bar, too. */
[data-testid="stHeader"] { background: #fff; }
[data-testid="stLayoutWrapper"]:has(> .st-key-saved) {
  position: sticky; top: 3.75rem; z-index: 50; background: #fff; border-bottom: 1px solid #c9d2da;
  padding-top: .4rem; }
@media (max-width: 640px) {
  /* What is chosen says it, and a phone has no line to spare; a screen reader still hears the label. */
  .st-key-turning [data-testid="stWidgetLabel"] { position: absolute; width: 1px; height: 1px;
    min-height: 0; overflow: hidden; clip-path: inset(50%); } }
</style>"""


@dataclass
class Form(IdeaFields):
    """A draft on the screen, question by question."""

    def draw(self, own: Sequence[KeptIdea] = ()) -> None:
        """The question that is open, with the way to all others."""
        # Before saving: what was chosen on the screen before comes with the click that left it.
        self.note_choices()
        self.memory["drawn"], self.memory["drawing"] = self.memory["drawn"] | self.memory["drawing"], set()
        self.save()
        if self.memory.get("asked"):
            self.send()
        # After saving and sending, so that what is said beside a field is about what is in it now.
        self.look()
        st.html(_STICKY)
        with st.container(key="saved"):
            self._draw_bar()
        before.draw_offer(self, own)
        every = steps(self)
        with st.container(key="turning"):
            at = self._draw_progress(every)
        # Each has a place of its own, or a field of one would be taken for that of another.
        with st.container(key=f"question-{at}"):
            self._draw_step(every, at)
        self._keep_choices()
        self.memory["drawn"], self.memory["drawing"] = self.memory["drawing"], set()

    def _draw_progress(self, every: Sequence[FormStep]) -> str:
        count = len(every)
        words = {
            step.slug: f"{number} of {count}: {step.title}{self._tick(step)}"
            for number, step in enumerate(every, 1)
        }
        slugs = [*words, CHECK]
        at = choice(slugs, words | {CHECK: _CHECK_TITLE})
        number = slugs.index(at)
        said = _CHECK_TITLE if at == CHECK else f"Question {number + 1} of {count}"
        st.progress(number / count, text=said)
        return at

    def _tick(self, step: FormStep) -> str:
        wrong = {name for name, _ in self.missing()} | self.shown.keys()
        return "" if wrong & set(step.fields) or not self.is_begun else " ✓"

    def _draw_step(self, every: Sequence[FormStep], at: str) -> None:
        slugs = [*(step.slug for step in every), CHECK]
        number = slugs.index(at)
        if at == CHECK:
            st.header(_CHECK_TITLE)
            check.draw(self)
        else:
            st.header(f"{number + 1}. {every[number].title}")
            every[number].draw(self)
        with st.container(key="turns", horizontal=True):
            if number:
                turn_to(slugs[number - 1], "Back", key="turn-back", icon=":material/arrow_back:")
            if at != CHECK:
                turn_to(slugs[number + 1], "Continue", key="turn-on", primary=True)

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

    def _keep_choices(self) -> None:
        # While saving fails a reload would lose them: what is saved comes from the draft.
        saved, now = (_chosen(idea) for idea in (self.memory["saved"], self.typed()))
        keys = [self.key(name) for name in CHOICES]
        for name in CHOICES:
            if name not in self.memory["drawing"]:
                st.session_state[self.key(name)] = self.memory["chosen"].get(name)
        kept_text.choices(self.key("chosen"), *keys, changed=now != saved, base=saved, then=self.take_choices)


def _chosen(idea: Idea) -> list[object]:
    """What is not typed of an idea."""
    days = [day and day.isoformat() for day in (idea.starts, idea.ends)]
    return [
        *(idea.running, idea.where, list(idea.ward_codes), idea.hub, idea.pathway, idea.desired_outcome),
        *(idea.group, *days, idea.sends_agreed, idea.safeguarding, idea.insurance),
    ]
