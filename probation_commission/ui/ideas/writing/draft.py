"""An idea that is being written: what the fields hold, what of it is saved, and its sending in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund, FundQuestion
from probation_commission.domain.ideas import CostLine, Idea, IdeaReach, KeptIdea, Running, Stage
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.submission import FIELDS, missing, too_large
from probation_commission.ui.parts import click, faults, kept_text, replies
from probation_commission.ui.who import acting

JUST_SENT = "idea_just_sent"
"""The idea that somebody has just sent in, in the session; until they go on."""
TEXTS = (
    *("organisation", "title", "what", "for_whom", "indicator"),
    *("who_sends", "vetting", "who_pays"),
)
NUMBERS = ("how_many", "baseline", "target")
SAID = ("group", "starts", "ends", "sends_agreed", "safeguarding", "insurance")
"""What is chosen, and stands in the idea under the name of its field."""
CHOICES = ("running", "where", "wards", "hub", "pathway", "desired_outcome", *SAID)
WHOLE, POUNDS = kept_text.NumberBounds(), kept_text.NumberBounds(pence=True)


@dataclass
class Draft:
    """What stands in the form of one fund, filled from somebody's draft; every change of it is saved."""

    fund: Fund
    questions: Sequence[FundQuestion] = ()
    """The fund's own."""
    reopened: KeptIdea | None = None
    """An idea of which more was asked, in the stead of a draft."""
    for_whom: tuple[int, str] | None = None
    """Number and name of the organisation in whose name a lead writes; None: their own."""
    memory: dict[str, Any] = field(init=False)
    """What is kept between two runs besides the fields.

    Those are draft, whose, organisation, saved, stored, refused, fault, tried, lines, asked, not sent, sent,
    chosen, drawn, drawing and lock. It is a dictionary of our own, because Streamlit may break a run off at
    any touch of its session, and neither a draft that was stored nor the wish to send it in may be forgotten.
    """

    def __post_init__(self) -> None:
        self.memory = st.session_state.setdefault(
            self.key("memory"), {"lines": 0, "chosen": {}, "drawn": set(), "drawing": set()}
        )

    def key(self, name: str) -> str:
        """The name of a value in the session."""
        which = f"@{self.reopened.id}" if self.reopened else f"+{self.for_whom[0]}" if self.for_whom else ""
        return f"idea.{self.fund.slug}{which}.{name}"

    def value(self, name: str, otherwise: Any = None) -> Any:  # noqa: ANN401 (whatever a widget holds)
        """What a field holds."""
        if name in CHOICES and name not in self._on_screen:
            return self.memory["chosen"].get(name, otherwise)
        return st.session_state.get(self.key(name), otherwise)

    @property
    def _on_screen(self) -> set[str]:
        # Of the run before, and so far of this one, which may be broken off.
        return {*self.memory["drawn"], *self.memory["drawing"]}

    def choice_key(self, name: str) -> str:
        """The key of a field that is about to be drawn and in which something is chosen."""
        # Of one that was not drawn last Streamlit knows nothing any more, or what it once was.
        if name not in self._on_screen:
            st.session_state[self.key(name)] = self.memory["chosen"].get(name)
        self.memory["drawing"].add(name)
        return self.key(name)

    def keep(self, **values: object) -> None:
        """The fields, filled with these values."""
        st.session_state.update({self.key(name): value for name, value in values.items()})
        self.memory["chosen"] |= {name: value for name, value in values.items() if name in CHOICES}

    def open(self, own: Sequence[KeptIdea]) -> None:
        """The form filled with the draft, if there is one, unless it is being filled in."""
        person = acting()
        whose = person.key
        # A member writes for their organisation, and whoever is of none says for whom (decision 206).
        self.memory["organisation"] = self.for_whom[1] if self.for_whom else person.organisation
        if self.memory.get("whose", whose) != whose:
            # Each role that is tried in local mode is somebody of their own (decision 138).
            self.memory.update({"to empty": True, "sent": None, "asked": False})
        self.memory["whose"] = whose
        if self.memory.get("to empty"):
            self._empty()
        # What stands in the fields is newer than what was stored: a rerun must not put the draft over it.
        if self.key("title") in st.session_state:
            return
        draft = self._to_go_on_with(own)
        blank = Idea(fund=self.fund.slug, organisation=own[0].idea.organisation if own else "")
        self.fill(draft.idea if draft else blank)
        self.memory.update(draft=draft, saved=self.typed(), stored=self.written(), refused=(), tried=False)
        self.memory["not sent"] = ()

    def _to_go_on_with(self, own: Sequence[KeptIdea]) -> KeptIdea | None:
        drafts = [kept for kept in own if kept.stage is Stage.DRAFT and kept.idea.fund == self.fund.slug]
        # What a lead keys in is no draft of their own.
        if self.for_whom:
            theirs = (kept for kept in drafts if kept.keyed and kept.organisation_id == self.for_whom[0])
            return next(theirs, None)
        return self.reopened or next((kept for kept in drafts if not kept.keyed), None)

    def note_choices(self) -> None:
        """What is chosen on this screen by now, remembered for those on which it is not drawn."""
        for name in self._on_screen:
            if self.key(name) in st.session_state:
                self.memory["chosen"][name] = st.session_state[self.key(name)]

    def take_choices(self) -> None:
        """All that a browser has put back, whichever screen it is on."""
        self.memory["chosen"] = {name: st.session_state.get(self.key(name)) for name in CHOICES}

    def _empty(self) -> None:
        for key in [key for key in st.session_state if str(key).startswith(self.key(""))]:
            if key != self.key("memory") and not kept_text.is_ours(str(key)):
                del st.session_state[key]
        self.memory.update({"to empty": False, "chosen": {}, "drawn": set(), "drawing": set()})

    def fill(self, idea: Idea) -> None:
        """The fields, filled with an idea."""
        # Two lines to begin with: one invites a single sum for everything.
        lines = max(2, len(idea.costs))
        self.memory["lines"] = lines
        self.keep(**{name: getattr(idea, name) for name in (*TEXTS, *NUMBERS)})
        self.keep(where=idea.where, running=idea.running, wards=list(idea.ward_codes), hub=idea.hub)
        self.keep(pathway=idea.pathway, desired_outcome=idea.desired_outcome)
        self.keep(**{name: getattr(idea, name) for name in SAID})
        answers = dict(idea.answers)
        self.keep(**{answer_of(one): answers.get(one.id, "") for one in self.questions})
        for number in range(lines):
            line = idea.costs[number] if number < len(idea.costs) else CostLine("", 0)
            self.keep(**{f"cost{number}": line.what, f"pounds{number}": line.pence / 100 or None})

    def typed(self) -> Idea:
        """The idea as it stands in the form."""
        where, pathway = self.value("where", IdeaReach.AREA), self.value("pathway", "")
        outcome = self.value("desired_outcome", "")
        return Idea(
            fund=self.fund.slug,
            **{name: self.value(name, "") for name in TEXTS} | self._organisation(),
            **{name: self.value(name) for name in NUMBERS},
            where=where,
            # Wards ticked before somebody chose the whole area are not sent in with it.
            ward_codes=tuple(self.value("wards", ())) if where is IdeaReach.WARDS else (),
            hub=self.value("hub", "") if where is IdeaReach.HUB else "",
            pathway=pathway,
            # Another pathway was chosen: the outcome of the one before does not belong to it.
            desired_outcome=outcome if outcome in PATHWAYS.get(pathway, ()) else "",
            running=self.value("running", Running.NEW),
            costs=self._costs(),
            **self._said(),
            answers=self._answers(),
        )

    def _said(self) -> dict[str, Any]:
        # A day that is not chosen is None, a word that is not is empty.
        days = ("starts", "ends")
        return {name: self.value(name) or (None if name in days else "") for name in SAID}

    def _answers(self) -> tuple[tuple[int, str], ...]:
        written = ((one.id, self.value(answer_of(one)) or "") for one in self.questions)
        return tuple((number, text) for number, text in written if text)

    def _organisation(self) -> dict[str, str]:
        return {"organisation": name} if (name := self.memory.get("organisation")) else {}

    def written(self) -> dict[str, Any]:
        """What stands in the fields of text and numbers, by name."""
        lines = range(self.memory["lines"])
        names = (*TEXTS, *(f"cost{line}" for line in lines), *map(answer_of, self.questions))
        texts = {name: self.value(name) or "" for name in names}
        return texts | {name: self.value(name) for name in (*NUMBERS, *(f"pounds{line}" for line in lines))}

    def unreadable(self) -> list[str]:
        """What stands in a field for a number and is none, in sentences that name the field."""
        fields = [(FIELDS[name], name, WHOLE) for name in NUMBERS]
        fields += [(f"Cost {line + 1}: £", f"pounds{line}", POUNDS) for line in range(self.memory["lines"])]
        problems = [(label, kept_text.problem(self.key(name), bounds)) for label, name, bounds in fields]
        return [f"“{label}”: {sentence}" for label, sentence in problems if sentence]

    def _costs(self) -> tuple[CostLine, ...]:
        lines = (
            CostLine(self.value(f"cost{number}", ""), round((self.value(f"pounds{number}") or 0) * 100))
            for number in range(self.memory["lines"])
        )
        return tuple(line for line in lines if line.what or line.pence)

    def save(self) -> None:
        """What is typed, saved if it differs from what is saved."""
        # A run that waits for the database goes on beside that of the next keys: the later one must know of
        # the draft that the earlier one has stored.
        with self.memory.setdefault("lock", Lock()):
            self._save(self.typed(), self.written())

    def _save(self, idea: Idea, written: dict[str, Any]) -> None:
        # Every rerun comes by here, most of them without a change.
        if idea == self.memory["saved"]:
            self.memory.update(stored=written, fault="")
            if self.memory.get("refused for") != idea:
                self.memory["refused"] = ()
            return
        draft = self.memory["draft"]
        self.memory["fault"] = ""
        try:
            # A fault of the database is none of the text: it is no refusal, and saving is tried again.
            with replies.refusal_told(lambda refusal: self._refuse(refusal.reasons), faults=False):
                kept = self._store(idea, draft)
                self.memory.update(draft=kept, saved=idea, stored=written, refused=(), sent=None)
        except Exception as fault:  # noqa: BLE001 (the form stands; the browser has the words and asks again)
            self.memory["fault"] = faults.logged(fault)

    def _store(self, idea: Idea, draft: KeptIdea | None) -> KeptIdea:
        if self.for_whom:
            return keyed_in(acting(), idea, self.for_whom[0], draft)
        # A draft is found by its fund; what was sent in before by its number.
        again: dict[str, Any] = {"idea_id": self.reopened.id} if self.reopened else {}
        return actions.save_draft(acting(), idea, last_change=draft.changed_at if draft else None, **again)

    def _refuse(self, reasons: Sequence[str]) -> None:
        self.memory.update({"asked": False, "refused": tuple(reasons), "refused for": self.typed()})

    @click("Sending this idea in")
    def ask(self) -> None:
        """The wish to send the idea in; the run that follows does it."""
        self.memory.update({"asked": True, "tried": True, "not sent": ()})

    def send(self) -> None:
        """The idea sent in; what stands in the way is said by the fields, and nothing is lost."""
        # What goes in is the stored draft; while a text is refused, that is not what is on the screen.
        incomplete = bool(self.missing())
        draft = self.memory["draft"]
        if incomplete or self.unreadable() or self.memory["refused"] or self.memory.get("fault"):
            self.memory["asked"] = False
            return
        try:
            with replies.refusal_told(lambda refusal: self._not_sent(refusal.reasons)):
                kept = actions.move(acting(), draft.id, Stage.SUBMITTED)
                self.memory.update({"asked": False, "sent": kept, "to empty": True})
                st.session_state[JUST_SENT] = kept
                # Else the browser's copy of a field that was left too soon stood in the next idea.
                kept_text.clear(*map(self.key, self._written()))
                # The fields are emptied as the next run begins: the page above them is drawn already.
                st.rerun()
        except Exception as fault:  # noqa: BLE001 (as above; whoever sent it in clicks again)
            self._not_sent((faults.logged(fault),))

    def _written(self) -> list[str]:
        """The names of all fields that are typed into."""
        costs = [f"{part}{number}" for number in range(self.memory["lines"]) for part in ("cost", "pounds")]
        return [*TEXTS, *NUMBERS, *map(answer_of, self.questions), *costs]

    def _not_sent(self, reasons: Sequence[str]) -> None:
        # Nothing that is typed is refused by it: the next click tries it again.
        self.memory.update({"asked": False, "not sent": tuple(reasons)})

    def missing(self) -> list[tuple[str, str]]:
        """All that stands between what is typed and its sending in."""
        return missing(self.typed(), self.fund)

    @property
    def is_begun(self) -> bool:
        """Whether anything was written."""
        return self.memory["draft"] is not None

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, or once it was tried to send it in, missing: sentences by field."""
        idea = self.typed()
        faults = [
            *too_large(idea),
            *actions.personal(idea),
            *(self.missing() if self.memory["tried"] else ()),
        ]
        problems: defaultdict[str, list[str]] = defaultdict(list)
        for name, sentence in dict.fromkeys(faults):
            problems[name].append(sentence)
        return problems


def answer_of(question: FundQuestion) -> str:
    """The name of the field in which a fund's own question is answered."""
    return f"answer{question.id}"


def keyed_in(person: Person, idea: Idea, organisation_id: int, draft: KeptIdea | None) -> KeptIdea:
    """An idea that a lead writes in an organisation's name, as it is now kept."""
    number, last_change = (draft.id, draft.changed_at) if draft else (None, None)
    return actions.key_in(person, idea, organisation_id, idea_id=number, last_change=last_change)
