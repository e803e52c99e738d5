"""The fields of a question, each with what is wrong with it and what is better thought of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from probation_commission.domain.days import today
from probation_commission.domain.idea_warnings import warnings
from probation_commission.domain.ideas import Agreed
from probation_commission.domain.submission import FIELDS, LONGEST
from probation_commission.ui.ideas.writing.draft import WHOLE, Draft
from probation_commission.ui.parts import filters, kept_text
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

_SETTLED = {"": "Not said yet", Agreed.YES: "Yes", Agreed.NOT_YET: "Not yet"}


@dataclass
class IdeaFields(Draft):
    """A draft whose fields can be drawn."""

    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The problems that stand beside their fields."""
    hints: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What is said beside a field and holds nothing up."""

    def look(self) -> None:
        """What there is to say beside the fields, as they are now."""
        self.shown = self.problems()
        hints: dict[str, list[str]] = {}
        # Said early, though it stops nothing before it is sent in.
        late = [(name, words) for name, words in self.missing() if name == "ends"]
        for name, words in (*warnings(self.typed(), self.fund), *late):
            if words not in self.shown.get(name, ()):
                hints.setdefault(name, []).append(words)
        self.hints = hints

    # What comes and goes has a container of its own: were the fields below it to move, the browser
    # would build them anew and lose what is being typed into them.

    def say_problems(self, name: str, *, also: Sequence[str] = ()) -> None:
        """What is wrong with what was chosen, and what is better thought of."""
        with st.container():
            for sentence in self.shown.get(name, ()):
                st.markdown(f":red[**{plain(sentence)}**]")
            for sentence in (*self.hints.get(name, ()), *also):
                st.warning(plain(said(sentence)), icon=":material/lightbulb:")

    def text(self, name: str, example: str = "", *, long: bool = False, help_: str | None = None) -> None:
        """A field for one of the idea's texts."""
        note = kept_text.PRIVATE if help_ is None else help_
        words = kept_text.Words(
            FIELDS[name],
            "" if name == "organisation" else note,
            placeholder=example,
            longest=LONGEST[name],
            height=120 if long else None,
        )
        self.kept(name, words, problems=self.shown.get(name, ()))
        with st.container():
            for sentence in self.hints.get(name, ()):
                st.warning(plain(said(sentence)), icon=":material/lightbulb:")

    def kept(self, name: str, words: kept_text.Words, *, problems: Sequence[str] = ()) -> None:
        """A field whose text the browser keeps until it is stored."""
        stored = self.memory["stored"].get(name, "")
        kept_text.field(self.key(name), words, stored=stored, form=self.key("form"), problems=problems)

    def number(self, name: str, note: str = "") -> None:
        """A field for one of the idea's numbers."""
        kept_text.number(
            self.key(name),
            kept_text.Words(FIELDS[name], note, number=True),
            WHOLE,
            stored=self.memory["stored"].get(name),
            form=self.key("form"),
            problems=self.shown.get(name, ()),
        )

    def choice(self, name: str, options: Sequence[str], words: Mapping[str, str], first: str) -> str:
        """One of the options; empty, which `first` calls by its name, for none of them."""
        # What was chosen under another pathway is no option any more.
        if self.value(name) not in options:
            self.keep(**{name: ""})
        value: str = st.selectbox(
            said(FIELDS[name]),
            ["", *options],
            key=self.choice_key(name),
            format_func=lambda option: words.get(option) or filters.first_upper(option) or first,
        )
        self.say_problems(name)
        return value

    def settled(self, name: str) -> None:
        """Yes, or not yet."""
        if self.value(name) not in _SETTLED:
            self.keep(**{name: ""})
        st.radio(
            FIELDS[name],
            list(_SETTLED),
            key=self.choice_key(name),
            format_func=_SETTLED.__getitem__,
            horizontal=True,
        )
        self.say_problems(name)

    def day(self, name: str) -> None:
        """A day from today to the last on which the fund's money can be spent, and somewhat later."""
        st.date_input(FIELDS[name], key=self.choice_key(name), value=None, format="DD/MM/YYYY", width=200)
        self.say_problems(name)

    @property
    def last_day(self) -> str:
        """The last day on which the fund's money can be spent."""
        last = self.fund.last_day_to_spend(today())
        return f"{last.day} {last:%B %Y}"
