"""The last screen: all of it as it will be read, what is missing with the way there, print, and send."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from probation_commission.domain.idea_warnings import left_out, warnings
from probation_commission.domain.submission import FIELDS
from probation_commission.domain.words import plural
from probation_commission.ui.ideas.fund import where_of
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.ideas.writing.questions import FormStep, steps
from probation_commission.ui.ideas.writing.turning import turn_to
from probation_commission.ui.parts import page
from probation_commission.views import ideas_words
from probation_commission.views.idea_as_read import as_read
from probation_commission.views.markdown import plain

CHECK = "check"
# The browser prints one clean document: what is around it, and what is pressed, stays on the screen.
_PRINT = """<style>
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], .st-key-saved,
  .st-key-turning, .st-key-turns, .st-key-before-sending, .st-key-own-ideas, .st-key-come-back,
  [data-testid="stSelectbox"], [data-testid="stButton"], .st-key-print, .source,
  [data-testid="stProgress"] { display: none !important; }
  [data-testid="stApp"], [data-testid="stMain"], [data-testid="stAppViewContainer"] {
    position: static !important; overflow: visible !important; height: auto !important; }
}
</style>"""
_print_button = st.components.v2.component(
    "print_page", js=Path(__file__).with_name("print.js").read_text("utf-8"), isolate_styles=False
)


def draw(form: IdeaFields) -> None:
    """What will be read, then what is in the way, and the button that sends it in."""
    st.html(_PRINT)
    idea = form.typed()
    with st.container(key="as-read"):
        st.subheader(idea.title.strip() or "No title yet", anchor=False)
        st.caption(plain(f"To: {form.fund.title}."))
        lines = as_read(idea, where_of(idea, form.fund), form.questions)
        st.markdown("\n\n".join(f"**{plain(question)}** {plain(answer)}" for _, question, answer in lines))
        if idea.costs:
            page.table(ideas_words.costs(idea))
    with st.container(key="print"):
        _print_button(key="print_idea", data={"label": "Print, or keep as a PDF"})
    with st.container(key="before-sending"):
        _draw_in_the_way(form)
        _draw_better(form)
        st.caption(
            "You can send it in once. After that it can be read, and changed only if you are asked to."
        )
        st.button("Send in this idea", type="primary", on_click=form.ask)


def _draw_in_the_way(form: IdeaFields) -> None:
    unsent = [*form.memory.get("not sent", ()), *form.memory["refused"], *form.unreadable()]
    for sentence in unsent:
        st.error(f"Not sent in yet, and nothing is lost. {plain(sentence)}")
    # Said before somebody tries, too: this screen is where they look for it.
    missing = form.missing()
    if missing:
        count = plural(len(missing), "thing")
        words = f"Not sent in yet: {count} to mend. What you typed is still here."
        (st.error if form.memory["tried"] else st.warning)(words)
        _draw_ways(form, missing, "mend")


def _draw_better(form: IdeaFields) -> None:
    better = [*warnings(form.typed(), form.fund), *left_out(form.typed(), form.questions)]
    if better:
        st.info("You can send it in without these, and the panel will ask for them:")
        _draw_ways(form, better, "better")


def _draw_ways(form: IdeaFields, named: Sequence[tuple[str, str]], kind: str) -> None:
    """Each with its field, under the screen on which it can be said."""
    for step in steps(form):
        of_step = [(name, words) for name, words in named if name in step.fields]
        if of_step:
            _draw_way(step, of_step, kind)


def _draw_way(step: FormStep, named: Sequence[tuple[str, str]], kind: str) -> None:
    st.markdown("\n".join(f"- **{FIELDS[name]}** {plain(words)}" for name, words in named))
    turn_to(step.slug, f"Go to “{step.title}”", key=f"go-{kind}-{step.slug}")
