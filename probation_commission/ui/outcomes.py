"""The parts of the outcomes page."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.actions import outcomes as actions
from probation_commission.analysis.outcomes import against_promises, returns_behind
from probation_commission.analysis.referrals import in_same_periods
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.services import WHO_SEES, ReleaseTerms
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import today
from probation_commission.domain.ideas import HOLDS_MONEY, KeptIdea
from probation_commission.domain.outcomes import MOST_COUNTED, PERCENT, Promise, PromiseSubject, Result
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import kept_text, page, provenance, replies
from probation_commission.views import agreements
from probation_commission.views import outcomes_words as words
from probation_commission.views.outcomes import promise_chart, shares

_KEPT = "result_kept"
_NOT_WRITTEN = "Not saved yet: kept on this device until you write it down."
_NOT_KEPT = "Not saved yet: kept on this device until you keep the result."
_READ = (*released.OF_SERVICES, Topic.OUTCOMES, Topic.IDEAS, Topic.ORGANISATIONS, Topic.RULES)
_ENTRIES = 64
"""As many people as look at once."""
OWN = "your organisation; and, in bands, everyone who is signed in but applicants"


def rows(to: Sight, person: Person | None = None) -> pd.DataFrame:
    """Every promise with what came as this audience sees it, and its verdict, as of today.

    The verdict is the same for everyone, those who see exact counts too, and what they read of a service is
    of the months that it rests on (decision 97). With a `person`, what they keyed in themselves is exact,
    and so is what a provider's own services returned (decision 139). `by_exact_counts` is the verdict of
    the counts in the row, for whoever sees those.
    """
    return _rows(released.terms(to), person)


def lifting(to: Sight, promises: pd.DataFrame) -> tuple[Agreement, ...]:
    """The agreements by which what came of any of these promises is shown exactly."""
    return released.terms(to).lifting(promises.subject[promises.about == PromiseSubject.SERVICE])


def table(to: Sight) -> pd.DataFrame:
    """The same in words, a row a promise."""
    return _table(released.terms(to), None)


@kept(*_READ, entries=_ENTRIES)
def _table(terms: ReleaseTerms, person: Person | None) -> pd.DataFrame:
    return words.table(_rows(terms, person))


@kept(*_READ, entries=_ENTRIES)
def _rows(terms: ReleaseTerms, person: Person | None) -> pd.DataFrame:
    to, scope = terms.audience, _scope(person)
    told = _held_against(terms.seen_by(Audience.PARTNERSHIP), scope)
    if to is Audience.PROVIDER:
        # Others' deliveries in bands; their verdicts are everybody's all the same (decision 97).
        in_bands = _held_against(terms, scope)
        told = in_bands.assign(verdict=told.verdict, by_exact_counts=told.verdict)
    if to.exact:
        exact = _held_against(terms, scope)
        return exact.assign(
            verdict=told.verdict,
            waits=told.waits,
            lacks=told.lacks,
            by_exact_counts=exact.verdict.where(exact.delivered.notna(), told.verdict),
        )
    # The services that it runs, or that an agreement tells all of, and what somebody keyed in themselves.
    mine = (told.about == PromiseSubject.SERVICE) & told.subject.isin(terms.own)
    if person is not None and person.may(Permission.KEY_RESULTS):
        mine |= _of(told, person)
    if not mine.any():
        return told
    own = _held_against(terms.seen_by(Audience.MEMBERS), scope)
    own = own.assign(
        verdict=told.verdict, by_exact_counts=own.verdict.where(own.delivered.notna(), told.verdict)
    )
    return told.where(~mine, own)


def _scope(person: Person | None) -> Scope:
    """One for all who see outcomes, the wall among them; an applicant's own."""
    if person is None:
        return Scope.of_all_who(Permission.SEE_OUTCOMES)
    return person.scope.shared(Permission.SEE_OUTCOMES)


def of_own_ideas(person: Person) -> pd.DataFrame:
    """The promises that came with this person's or their organisation's ideas, and nobody else's."""
    promises = rows(Sight(Audience.PROVIDER), person)
    return promises[_of(promises, person)].reset_index(drop=True)


def draw_own(person: Person, own: Sequence[KeptIdea]) -> None:
    """For an applicant with a project: what was promised, what came, and the form to key it in."""
    # Most have none, and nothing is worked out for them at each letter that they type.
    if not any(kept.stage in HOLDS_MONEY for kept in own):
        return
    st.header("What came of it")
    draw_promised(person, of_own_ideas(person))


def draw_promised(person: Person, promises: pd.DataFrame) -> None:
    """What an organisation promised, what came, and the form to key it in."""
    draw_kept()
    with st.container(key="promises"):
        page.table(words.table(promises))
    page.source(words.RULE, viewers=OWN)
    draw_result_form(person, promises)
    draw_corrected(person, promises)


def _of(promises: pd.DataFrame, person: Person) -> "pd.Series[bool]":
    """Which of the promises came with an idea of this person's, or of their organisation's."""
    whose = promises.organisation_id.astype(object).where(promises.organisation_id.notna(), None)
    owners = zip(promises.owner.fillna(""), whose, strict=True)
    mine = [bool(owner) and person.owns(owner, organisation) for owner, organisation in owners]
    return pd.Series(mine, index=promises.index, dtype=bool)


@kept(*_READ, entries=_ENTRIES)
def _held_against(terms: ReleaseTerms, scope: Scope) -> pd.DataFrame:
    room = released.services(terms.seen_by(Audience.PARTNERSHIP))
    shown = released.services(terms)
    counts = in_same_periods(shown, room) if terms.audience.exact else shown
    held = against_promises(loaders.promises(scope), released.results(terms, scope), counts, terms.today)
    return held.assign(by_exact_counts=held.verdict)


def draw_chart(to: Sight, person: Person) -> None:
    """How far each promise of which something is shown has come."""
    _draw_chart(released.terms(to), person)


@drawn(*_READ, entries=_ENTRIES)
def _draw_chart(terms: ReleaseTerms, person: Person) -> None:
    promises = _rows(terms, person)
    rows = shares(promises, _table(terms, person).Delivered)
    if rows.empty:
        return
    page.chart(promise_chart, rows, words.met(promises.verdict), alt="Delivered as a share of each target")


def draw_table(to: Sight, person: Person) -> None:
    """The rows that can be read aloud, and the download."""
    terms = released.terms(to)
    _draw_lines(terms, person)
    provenance.draw(_behind(terms, person), terms.audience, key="outcomes")
    table = _table(terms, person)
    illustrative = bool((table.Data == "illustrative").any())
    under = lifting(to, _rows(terms, person))
    who = agreements.also(WHO_SEES, under)
    about = {"What": "Promised outcomes and what came", "Rule": words.RULE, "Who may see this": who}
    page.download(
        table,
        about,
        name="outcomes",
        needs=needed(terms.audience, Permission.SEE_OUTCOMES),
        under=under,
        illustrative=illustrative,
    )


@drawn(*_READ, entries=_ENTRIES)
def _draw_lines(terms: ReleaseTerms, person: Person) -> None:
    st.header("Promise by promise")
    with st.container(key="promises"):
        page.table(_table(terms, person))
    page.source(
        "Sources: services' monthly returns; what partners keyed in.",
        words.RULE,
        words.RULE_OF_OTHERS if terms.audience is Audience.PROVIDER else "",
        viewers=agreements.also(WHO_SEES, terms.lifting(_rows(terms, person).subject)),
    )


@kept(*_READ, entries=_ENTRIES)
def _behind(terms: ReleaseTerms, person: Person) -> pd.DataFrame:
    returns = returns_behind(_rows(terms, person), released.service_returns())
    return released.behind_services(returns, terms.audience)


def draw_result_form(person: Person, promises: pd.DataFrame) -> None:
    """For a partner with a project: key in what came, month by month."""
    own = promises[_of(promises, person) & (promises.about == PromiseSubject.IDEA)]
    if own.empty or not person.may(Permission.KEY_RESULTS):
        return
    st.header("Key in what came")
    result = _typed(own, "result", "A line on how it went")
    if st.button("Keep this result", type="primary", disabled=result is None) and result:
        with replies.refusal_shown():
            actions.key_result(person, result, today())
            _say_kept(result, "Kept", "result")


def draw_correction_form(person: Person, promises: pd.DataFrame) -> None:
    """For leads: correct a result that a partner keyed in, which stays beside it."""
    others = promises[~_of(promises, person) & (promises.about == PromiseSubject.IDEA)]
    if others.empty or not person.may(Permission.CORRECT_RESULTS):
        return
    with st.expander("Correct a result that a partner keyed in"):
        result = _typed(others, "correction", "Why, which the partner reads")
        if st.button("Keep this correction", disabled=result is None) and result:
            with replies.refusal_shown():
                actions.correct_result(person, result, today())
                _say_kept(result, "Corrected", "correction")
    if lines := words.corrections(loaders.corrections(_scope(person)), others):
        st.markdown("\n".join(f"- {line}" for line in lines))


def draw_corrected(person: Person, promises: pd.DataFrame) -> None:
    """For a partner: what a lead corrected of their own results, and why."""
    if lines := words.corrections(loaders.corrections(_scope(person)), promises[_of(promises, person)]):
        st.markdown("\n".join(f"- {line}" for line in lines))


def _typed(promises: pd.DataFrame, key: str, note_label: str) -> Result | None:
    """The fields of a result of one of these promises; None until there is a number."""
    titles = dict(zip(promises.id, promises.title + ": " + promises.indicator, strict=True))
    promise_id = st.selectbox(
        "Project and indicator", list(titles), format_func=titles.__getitem__, key=f"{key}_for"
    )
    month = st.selectbox("Month", _months(), format_func="{:%B %Y}".format, key=f"{key}_month")
    left, right = st.columns(2)
    with left:
        value = _number(f"{key}_value", "How many", MOST_COUNTED)
    with right:
        out_of = _number(f"{key}_out_of", "Out of (if known)", MOST_COUNTED)
    kept_text.field(
        f"{key}_note",
        kept_text.Words(note_label, kept_text.PRIVATE, longest=actions.FREE_TEXT, height=110, line=_NOT_KEPT),
    )
    kept_text.choices(f"{key}_chosen", f"{key}_for", f"{key}_month")
    unreadable = kept_text.problem(f"{key}_out_of", kept_text.NumberBounds(MOST_COUNTED))
    if value is None or promise_id is None or unreadable:
        return None
    return Result(int(promise_id), month, float(value), out_of, kept_text.typed(f"{key}_note"))


def _number(key: str, label: str, most: int) -> int | None:
    value = kept_text.number(key, kept_text.Words(label, number=True), kept_text.NumberBounds(most))
    return None if value is None else int(value)


def _say_kept(result: Result, done: str, key: str) -> None:
    kept_text.clear(*(f"{key}_{name}" for name in ("note", "value", "out_of", "chosen")))
    replies.keep(_KEPT, f"{done}: {result.value:.0f} in {result.month:%B %Y}.")
    st.rerun()


def draw_kept() -> None:
    """Say once that a result was kept."""
    replies.draw(_KEPT)


def _months() -> list[date]:
    """The last twelve months, this one first."""
    latest = pd.Period(today(), freq="M")
    return [(latest - back).start_time.date() for back in range(12)]


def draw_promise_form(person: Person) -> None:
    """For leads: write down what a service has promised."""
    if not person.may(Permission.DECIDE_IDEAS):
        return
    services = loaders.services()
    services = services[~services.illustrative.astype(bool)]
    with st.expander("Write down what a service has promised"):
        slug = st.selectbox(
            "Service", list(services.slug), format_func=_names(services).__getitem__, key="promise_of"
        )
        outcomes = sorted(outcome for outcomes in PATHWAYS.values() for outcome in outcomes)
        outcome = st.selectbox("Desired outcome", outcomes, key="promise_outcome")
        left, right = st.columns(2)
        with left:
            target = _number("promise_target", "Target, percent of known outcomes", 100)
            starts = st.date_input("From", key="promise_starts", format="DD/MM/YYYY")
        with right:
            baseline = _number("promise_baseline", "Baseline, percent (if known)", 100)
            ends = st.date_input("To", key="promise_ends", format="DD/MM/YYYY")
        words = kept_text.Words("Where it is written (contract, page)", longest=200, line=_NOT_WRITTEN)
        kept_text.field("promise_source", words)
        kept_text.choices(
            "promise_chosen", *(f"promise_{name}" for name in ("of", "outcome", "starts", "ends"))
        )
        unreadable = kept_text.problem("promise_baseline", kept_text.NumberBounds(100))
        if st.button("Write it down", disabled=target is None or bool(unreadable)) and slug and outcome:
            provider = services.set_index("slug").provider[slug]
            indicator = f"of known outcomes: {outcome}"
            item = Promise(
                provider,
                PromiseSubject.SERVICE,
                slug,
                outcome,
                indicator,
                PERCENT,
                baseline,
                target or 0,
                starts,
                ends,
                kept_text.typed("promise_source"),
            )
            _write_down(person, item)


def _names(services: pd.DataFrame) -> dict[str, str]:
    return dict(zip(services.slug, services.name + " (" + services.provider + ")", strict=True))


def _write_down(person: Person, item: Promise) -> None:
    with replies.refusal_shown():
        actions.promise(person, item)
        kept_text.clear(*(f"promise_{name}" for name in ("target", "baseline", "source", "chosen")))
        replies.keep(_KEPT, f"Written down: {item.partner}, {item.desired_outcome}.")
        st.rerun()
