"""The parts of the localities page: the editor of one ward set, and import from a file."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

import pandas as pd
import streamlit as st

from probation_commission.actions import localities
from probation_commission.actions.localities import SavedGrouping
from probation_commission.domain.access import Permission
from probation_commission.domain.localities import (
    LONGEST_NAME,
    Grouping,
    faults,
    sizes,
    tidied,
)
from probation_commission.domain.places import Authority, WardSet
from probation_commission.domain.returns import Problem
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.localities import ProposedGrouping
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn
from probation_commission.ui.parts import click, filters, kept_text, page, replies, uploads
from probation_commission.ui.who import acting, visitor
from probation_commission.views import localities as views
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

OUTCOME = "localities_outcome"
_LEADS = "leads and admins"
_HEIGHT = 560
_SETS = 24
"""As many ward sets as are looked at together."""


def ward_set_choice(area: Authority) -> WardSet:
    """One of the ward sets of the area, today's unless the address says otherwise."""
    by_key = {ward_set.key: ward_set for ward_set in gazetteer().ward_sets(area)}
    words = {key: ward_set.title for key, ward_set in by_key.items()}
    return by_key[filters.choice("Ward set", list(by_key), "wards", words=words, width=340)]


def draw_outcome() -> None:
    """What was saved or forgotten, said once."""
    replies.draw(OUTCOME)


class Editor:
    """The localities of one ward set while somebody changes them.

    What is typed stays in the session, also while another page is looked at: `opened` is what was saved
    when the editing began, `base` what the table began with, `draft` what stands in it now.
    """

    def __init__(self, ward_set: WardSet) -> None:
        self.ward_set = ward_set
        self._opened, self._base, self._draft, self._round, self._files, self._let_go = (
            f"localities_{what}_{ward_set.key}"
            for what in ("opened", "base", "draft", "round", "files", "let_go")
        )
        now, state = self.kept.grouping, st.session_state
        if self._opened not in state:
            state[self._opened] = now
        elif state[self._opened] != now and state.get(self._draft) == state[self._opened]:
            self._renew(now)  # somebody else saved, and nothing was typed here

    @cached_property
    def kept(self) -> SavedGrouping:
        """What is saved now."""
        return localities.opened(acting(), self.ward_set)

    @property
    def finding(self) -> str:
        """How many localities are saved, of how many wards, and who saved them."""
        made = localities.summary(self.kept.grouping, self.ward_set) if self.kept.grouping else ""
        return views.finding(self.ward_set, made, self.kept.saved, self.kept.in_force.source)

    @property
    def made_up(self) -> list[str]:
        """What is made up of all that the page shows."""
        count = len(sizes(self.kept.made_up))
        return [plural(count, "locality", "localities")] if count else []

    @property
    def holds(self) -> str:
        """The month from which what is saved now holds for others than leads, in a sentence."""
        return (
            f"For the partnership, what is saved now holds from {self.kept.starts:%B %Y}; "
            "earlier months stay as they were shown."
        )

    @property
    def _field(self) -> str:
        return f"localities_file_{self.ward_set.key}"

    @property
    def _key(self) -> str:
        return f"{self._round}_{st.session_state.get(self._round, 0)}"

    def draw(self) -> dict[str, str]:
        """The table to write in, and the way to save it; returns what stands in it."""
        st.header(said("Which ward is in which locality"))
        st.caption(self.holds)
        grouping = self._draw_table()
        st.session_state[self._draft] = grouping
        changed = grouping != st.session_state[self._opened]
        # With what was saved as it began, against which it is saved: another's changes are not written over.
        kept_text.choices(self._draft, self._draft, self._opened, changed=changed, then=self._put_back)
        wrong = faults(grouping, self.ward_set)
        for fault in wrong:
            st.warning(fault, icon=":material/edit:")
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Save", type="primary", icon=":material/save:", disabled=not changed or bool(wrong)):
                self._save(grouping)
            if st.button("Undo my changes", icon=":material/undo:", disabled=not changed):
                self._begin_again()
            st.caption("Not saved yet." if changed else "Everything is saved.")
        return grouping

    def _draw_table(self) -> dict[str, str]:
        if self._key not in st.session_state:
            st.session_state[self._base] = st.session_state.get(self._draft, st.session_state[self._opened])
        base: Grouping = st.session_state[self._base]
        wards = sorted(self.ward_set.wards, key=lambda ward: ward.name)
        frame = pd.DataFrame(
            {"Ward": [ward.name for ward in wards], "Locality": [base.get(ward.code, "") for ward in wards]},
            dtype=str,
        )
        # What is typed is kept by Streamlit as changes to the table it was given, and that one may not change
        # under it. So the table begins with `base` until its key is renewed.
        edited = st.data_editor(
            frame,
            key=self._key,
            hide_index=True,
            height=_HEIGHT,
            column_config={
                "Ward": st.column_config.TextColumn(said("Ward"), disabled=True),
                "Locality": st.column_config.TextColumn(
                    said("Locality"),
                    max_chars=LONGEST_NAME,
                    help=said("The same name for all its wards; empty: in no locality."),
                ),
            },
            alt=said(f"The locality of each of the {self.ward_set.title}"),
        )
        names = zip(wards, edited["Locality"], strict=True)
        return tidied({ward.code: name for ward, name in names})

    def draw_made(self, grouping: Grouping) -> None:
        """The localities as they stand in the table, and the wards that are in none."""
        st.header(said("Localities so far"))
        if grouping:
            larger = localities.still_larger(self.kept.in_force, grouping)
            page.table(views.table(grouping, self.ward_set, larger))
            if larger:
                st.caption(
                    "Each RAG is shown by the large ones, which come with the app and can’t be edited here. "
                    "A locality under a new name ends them."
                )
        left = views.in_none(grouping, self.ward_set)
        words = f"Wards not yet in a locality: {len(left)} of {len(self.ward_set.wards)}"
        with st.expander(said(words), expanded=bool(grouping and left)):
            st.markdown(", ".join(left) or "None.")
        page.source("What is saved shows on “IOM by ward”, for every figure of these wards.", viewers=_LEADS)

    def draw_invented(self) -> None:
        """The made-up localities of the same wards, which nobody can change."""
        if self.kept.made_up:
            words = views.INVENTED if not self.kept.grouping else views.INVENTED_BESIDE
            _draw_invented(self.kept.made_up, words, self.ward_set.key, _ward_set=self.ward_set)

    def draw_import(self) -> None:
        """The same from a file: into the table, where it can be looked at before it is saved."""
        # Now: whatever makes a file at a click has no session.
        draft: Grouping = st.session_state[self._draft]
        uploads.watch()
        # Not while its field has the file: under another name the fold is another one, with an empty field.
        kept = None if st.session_state.get(self._uploader) else uploads.kept(self._field)
        label = f"Import from a file: {plain(kept.name)}" if kept else "Import from a file"
        # Over the fold, since that is closed where no file is.
        above = st.container()
        with st.expander(label, expanded=bool(kept)):
            st.download_button(
                "These wards as a CSV to fill in",
                data=page.given_to(visitor(), Permission.MANAGE_LOCALITIES, partial(self._csv, draft)),
                file_name=f"localities_{self.ward_set.key}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
            chosen = st.file_uploader(
                said("A workbook or CSV with a column of localities and one of wards (name, code or both)"),
                key=self._uploader,
                max_upload_size=20,
                on_change=self._changed,
            )
            file = chosen or kept
            if file is None:
                with above:
                    uploads.say_gone(self._field)
                self._draw_let_go()
                return
            st.session_state.pop(self._let_go, None)
            proposed = self._proposed(file)
            if proposed.let_go:
                self._take_out(file, proposed)
            uploads.keep(self._field, file, self._answers(proposed))
            if chosen is None:
                uploads.draw_kept(file, self._drop)
            if proposed.choices:
                proposed = self._proposed(file, self._draw_choices(proposed))
            for note in proposed.notes:
                st.caption(note)
            if proposed.problems:
                _draw_problems(proposed.problems)
            if proposed.problems or proposed.choices:
                return
            st.markdown(f"The file has {localities.summary(proposed.grouping, self.ward_set)}.")
            if st.button("Put this into the table", icon=":material/table_rows:"):
                # It may have names beside its wards, and nothing more is read of it.
                uploads.let_go(file)
                uploads.forget(self._field)
                self._begin_again(proposed.grouping)

    def _take_out(self, file: uploads.FileOfPage, proposed: ProposedGrouping) -> None:
        """A file that was refused whole out of memory, as one of returns is; what was wrong stays shown."""
        st.session_state[self._let_go] = proposed
        uploads.forget(self._field)
        st.session_state[self._files] = st.session_state.get(self._files, 0) + 1
        uploads.let_go(file)
        st.rerun()

    @property
    def _uploader(self) -> str:
        return f"{self._field}_{self._key}_{st.session_state.get(self._files, 0)}"

    @click("Taking the file")
    def _changed(self) -> None:
        """Another file in the field, or none: whoever takes it out wants it gone."""
        if st.session_state.get(self._uploader) is None:
            self._drop()

    @click("Setting the file aside")
    def _drop(self) -> None:
        uploads.forget(self._field)

    def _answers(self, proposed: ProposedGrouping) -> dict[str, object]:
        keys = [self._choice(choice.options) for choice in proposed.choices]
        return {key: st.session_state[key] for key in keys if key in st.session_state}

    def _choice(self, options: Mapping[str, str]) -> str:
        return f"{self._field}_{next(iter(options))}"

    def _draw_let_go(self) -> None:
        refused: ProposedGrouping | None = st.session_state.get(self._let_go)
        if refused:
            _draw_problems(refused.problems)
            st.info(
                "The file itself was let go of; nothing of it was kept in memory.",
                icon=":material/person_off:",
            )
            st.button("Set this aside", on_click=self._set_aside, icon=":material/close:")

    @click("Setting the file aside")
    def _set_aside(self) -> None:
        st.session_state.pop(self._let_go, None)

    def _proposed(self, file: uploads.FileOfPage, chosen: Sequence[str] = ()) -> ProposedGrouping:
        """What a file says, read once: one of an old format may take twenty seconds."""
        key, mark = f"{self._key}_read_{len(chosen)}", (file.file_id, *chosen)
        if st.session_state.get(key, (None,))[0] != mark:
            read = localities.proposed(acting(), file.getvalue(), self.ward_set, chosen)
            st.session_state[key] = mark, read
        proposed: ProposedGrouping = st.session_state[key][1]
        return proposed

    def _draw_choices(self, proposed: ProposedGrouping) -> list[str]:
        """Which of several columns is meant, asked; the cells of the headings that were chosen."""
        chosen = []
        for choice in proposed.choices:
            words = f"Several columns may be the {choice.column}. Which is read?"
            key = self._choice(choice.options)
            cell = st.selectbox(words, list(choice.options), None, choice.options.__getitem__, key=key)
            chosen += [cell] if cell else []
        return chosen

    def _csv(self, draft: Grouping) -> bytes:
        rows = [
            (draft.get(ward.code, ""), ward.name, ward.code, self.ward_set.key)
            for ward in self.ward_set.wards
        ]
        frame = pd.DataFrame(rows, columns=["locality", "ward", "code", "ward_set"])
        # With a mark at its start, by which Excel knows that it is UTF-8.
        return frame.to_csv(index=False).encode("utf-8-sig")

    def _save(self, grouping: Grouping) -> None:
        with replies.reasons_shown():
            # Against what it was when the editing began, not what is there now (decision 55).
            saved = localities.save(acting(), self.ward_set, grouping, st.session_state[self._opened])
            replies.keep(OUTCOME, f"Saved: {localities.summary(saved, self.ward_set)}.")
            self._begin_again()

    def _begin_again(self, grouping: Grouping | None = None) -> None:
        """A new table: of what is saved now, or of what was imported."""
        if grouping is None:
            self._renew(localities.opened(acting(), self.ward_set).grouping)
        else:
            self._renew(st.session_state[self._opened], dict(grouping))
        st.rerun()

    def _put_back(self) -> None:
        self._renew(st.session_state[self._opened], st.session_state[self._draft])

    def _renew(self, opened: Grouping, draft: Grouping | None = None) -> None:
        st.session_state[self._round] = st.session_state.get(self._round, 0) + 1
        st.session_state[self._opened] = opened
        st.session_state[self._draft] = opened if draft is None else draft


@drawn(Topic.LOCALITIES, entries=_SETS)
def _draw_invented(made_up: Grouping, words: str, key: str, *, _ward_set: WardSet) -> None:
    del key  # it stands for the ward set
    st.header(said("Made-up localities of these wards"))
    st.caption(words)
    page.table(views.table(made_up, _ward_set))


def _draw_problems(problems: Sequence[Problem]) -> None:
    count = len(problems)
    st.error(
        f"This file can’t be used: {plural(count, 'problem')}. Nothing of it was kept.",
        icon=":material/block:",
    )
    page.problems(problems)
