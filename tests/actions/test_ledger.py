"""Money is exact: the pot is never over-committed, entries are only reversed, and the books balance."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probation_commission.actions import awards, ledger
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.ideas import CostLine, Stage
from probation_commission.domain.ledger import Balance, EntryKind
from probation_commission.store import audit, database
from probation_commission.store import ledger as store
from tests.given.awards import agreed, balance, entries, taken_back, to, waiting
from tests.given.ideas import ANNA, LEA, NOON, PAT, POT, approve, pot, stored
from tests.given.organisations import member

pytestmark = pytest.mark.usefixtures("migrated")
PAID, BACK, LET_GO = EntryKind.PAID, EntryKind.RETURNED, EntryKind.RELEASED


@pytest.fixture(autouse=True)
def _known_pot(migrated):  # noqa: ARG001 (first the tables)
    pot()


def write(kept, kind, amount, **named):
    return ledger.write_down(LEA, kept.id, kind, amount, **{"on": today(), **named})


def kinds(slug=POT.slug):
    return [(one.kind.value, one.signed_pence) for one in entries(slug)]


def test_each_step_writes_what_it_does_and_no_more_the_second_time():
    kept = approve(waiting(), 300_000)
    assert balance(POT.slug) == Balance(1_200_000, committed=300_000)
    kept = to(kept, Stage.AGREEMENT)
    with database.write() as conn:  # once more: the books say it already
        awards.follow(conn, LEA, kept, kept, NOON)
    assert kinds() == [("committed", 300_000), ("agreed", 300_000)]
    assert next(one.on for one in entries(POT.slug)) == date(2026, 11, 22)
    write(kept, PAID, "2,000.01")
    closed = to(to(kept, Stage.DELIVERING), Stage.CLOSED)
    # What was not paid goes back to the pot, to the penny.
    assert balance(POT.slug) == Balance(1_200_000, 200_001, 200_001, 200_001)
    assert (closed.held_pence, balance(POT.slug).remaining) == (200_001, 999_999)


def test_an_approval_that_is_taken_back_is_reversed_and_can_be_made_anew():
    kept = approve(waiting(), 300_000)
    taken_back(kept)
    assert kinds() == [("committed", 300_000), ("committed", -300_000)]
    approve(stored(kept.id), 350_000)
    assert balance(POT.slug) == Balance(1_200_000, committed=350_000)


def test_what_is_withdrawn_from_its_agreement_lets_go_of_all_but_what_was_paid():
    kept = agreed()
    write(kept, PAID, "100")
    to(kept, Stage.WITHDRAWN, ANNA)
    assert balance(POT.slug) == Balance(1_200_000, 10_000, 10_000, 10_000)
    write(kept, BACK, "100")  # what was paid can still be given back
    assert balance(POT.slug).remaining == 1_200_000
    with pytest.raises(RefusedError, match="This idea is withdrawn"):
        write(kept, PAID, "1")


def test_an_award_that_moves_to_another_fund_holds_nothing_in_the_first():
    pot(replace(POT, slug="other"))
    kept = approve(waiting(), 300_000)
    moved = replace(kept, idea=replace(kept.idea, fund="other"), stage=Stage.SUBMITTED, award_pence=None)
    with database.write() as conn:
        awards.follow(conn, LEA, kept, moved, NOON)
    assert (balance(POT.slug).remaining, balance("other").committed) == (1_200_000, 0)


def test_a_fund_whose_amount_is_not_stated_awards_nothing():
    pot(replace(POT, amount_pence=None))
    kept = waiting()
    after = replace(kept, stage=Stage.APPROVED, award_pence=1)
    with (
        pytest.raises(RefusedError, match="not written down what this fund holds"),
        database.write() as conn,
    ):
        awards.follow(conn, LEA, kept, after, NOON)
    assert entries(POT.slug) == []


@pytest.mark.parametrize(
    ("kind", "amount", "named", "words"),
    [
        (PAID, "3,500.01", {}, "£3,500.01 would be paid of £3,500 that is agreed: £0.01 too much"),
        (BACK, "0.01", {}, "£0.01 would be given back of £0 paid"),
        (LET_GO, "3,500.01", {}, "Only £3,500 of this award is not paid"),
        (PAID, "ten", {}, "Write the amount in pounds"),
        (PAID, "-5", {}, "Write the amount in pounds"),
        (PAID, "0.00", {}, "above £0"),
        (PAID, "1.005", {}, "Write the amount in pounds"),  # no rounding
        (PAID, "1", {"on": None}, "Say on which day"),
        (PAID, "1", {"on": today() + timedelta(days=1)}, "That day is ahead"),
        (PAID, "1", {"on": date(2026, 11, 21)}, "before the award, which was made on 22 November 2026"),
        (EntryKind.COMMITTED, "1", {}, "follows the steps of the idea"),
        (PAID, "1", {"note": "for x123456"}, "seems to hold a CRN"),
        (PAID, "1", {"seen": 1}, "Somebody has written in the books"),  # of two entries the last is 2
    ],
)
def test_what_would_not_balance_is_refused_in_words_and_nothing_is_written(kind, amount, named, words):
    kept = agreed()
    before = entries(POT.slug)
    with pytest.raises(RefusedError, match=words):
        write(kept, kind, amount, **named)
    assert entries(POT.slug) == before


def test_an_entry_is_reversed_once_and_not_while_another_rests_on_it():
    kept = agreed()
    payment = write(kept, PAID, "100")
    given = write(kept, BACK, "40.50")
    with pytest.raises(RefusedError, match=r"£40\.50 would be given back of £0 paid"):
        ledger.reverse(LEA, payment, "typed twice")
    back = ledger.reverse(LEA, given, "not yet")
    for number, words in ((given, "reversed already"), (back, "not reversed itself")):
        with pytest.raises(RefusedError, match=words):
            ledger.reverse(LEA, number, "again")
    with pytest.raises(RefusedError, match="Write why"):
        ledger.reverse(LEA, payment, " ")
    ledger.reverse(LEA, payment, "typed twice")
    assert balance(POT.slug) == Balance(1_200_000, 350_000, 350_000)
    with pytest.raises(RefusedError, match="follows the steps of the idea"):
        ledger.reverse(LEA, entries(POT.slug)[0].id, "no more")
    with database.read() as conn:
        assert list(audit.entries(conn).action[:2]) == ["reverse entry", "reverse entry"]


def test_money_that_was_given_back_and_awarded_anew_is_not_taken_back_again():
    kept = agreed()
    write(kept, PAID, "3500")
    given = write(kept, BACK, "3500")
    approve(waiting(costs=(CostLine("all", 1_200_000),)), 1_200_000)  # all of the pot
    with pytest.raises(RefusedError, match="Only £0 of £12,000 is left, so £3,500 can’t be awarded"):
        ledger.reverse(LEA, given, "it was not")


def test_the_books_are_kept_by_leads_and_never_of_ones_own_award():
    kept = agreed()
    for person in (ANNA, PAT, Person("Vic", Role.VIEWER)):
        with pytest.raises(NotAllowedError):
            ledger.write_down(person, kept.id, PAID, "1", on=today())
    olu = member(Person("Olu", Role.LEAD), "Example Trust")
    own = agreed(member(Person("Kim", Role.PARTNER), "Example Trust"), organisation="Example Trust")
    with pytest.raises(RefusedError, match="your own, or your organisation’s"):
        ledger.write_down(olu, own.id, PAID, "1", on=today())
    elsewhere = Person("Lea", Role.LEAD, areas=frozenset({"E06000005"}))
    with pytest.raises(NotAllowedError, match="As lead for Darlington"):
        ledger.write_down(elsewhere, kept.id, PAID, "1", on=today())


def test_a_partner_is_given_the_books_of_their_own_award_alone():
    agreed(ANNA)
    with database.read() as conn:
        assert len(store.entries(ANNA.scope, conn, POT.slug)) == 2
        assert store.entries(Person("Ben", Role.PARTNER).scope, conn, POT.slug) == []
        assert len(store.entries(PAT.scope, conn, POT.slug)) == 2


# Many at once.


def told(act, things) -> list[str]:
    """What each of several that begin at the same moment was told; nothing where it was done."""
    barrier = Barrier(len(things))

    def one(thing) -> str:
        barrier.wait()
        try:
            act(thing)
        except RefusedError as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(one, things))


def test_of_200_approvals_at_once_of_a_pot_that_holds_ten_exactly_ten_are_made():
    # A penny more each, and it would hold nine.
    ideas = [waiting(Person(f"p{number}", Role.PARTNER)) for number in range(200)]
    words = told(lambda kept: approve(kept, 120_000), ideas)
    assert words.count("") == 10
    assert {one for one in words if one} == {"Only £0 of £12,000 is left, so £1,200 can’t be awarded."}
    assert balance(POT.slug) == Balance(1_200_000, committed=1_200_000)
    assert sum(stored(kept.id).stage is Stage.APPROVED for kept in ideas) == 10


def test_of_two_who_reverse_one_entry_at_once_one_does():
    payment = write(agreed(), PAID, "100")
    assert sorted(told(lambda _: ledger.reverse(LEA, payment, "twice"), range(2))) == [
        "",
        "This entry is reversed already. Nothing was changed.",
    ]


# Whatever is done, the books balance.

STEPS = (
    "approve",
    "take back",
    "agree",
    "deliver",
    "pay",
    "return",
    "reverse",
    "withdraw",
    "close",
    "top up",
)
HOLDS = {"agreement", "delivering", "closed"}


class _Model:
    """The same books, kept another way: what each award is at, without a single entry."""

    def __init__(self, amount: int) -> None:
        self.pot = amount
        self.stage: dict[int, str] = {}
        self.money: dict[int, dict[str, int]] = {}
        self.by_hand: list[list] = []

    def left(self) -> int:
        return self.pot - sum(one["committed"] - one["returned"] for one in self.money.values())

    def fits(self, step: str, number: int, pence: int, entry: list | None) -> bool:
        stage, money = self.stage[number], self.money[number]
        return {
            "approve": lambda: stage == "shortlisted" and 0 < pence <= min(1000, self.left()),
            "take back": lambda: stage == "approved",
            "agree": lambda: stage == "approved",
            "deliver": lambda: stage == "agreement",
            "close": lambda: stage == "delivering",
            "withdraw": lambda: stage in {"shortlisted", "approved", "agreement"},
            "pay": lambda: stage in HOLDS and 0 < pence <= money["agreed"] - money["paid"],
            "return": lambda: 0 < pence <= money["paid"] - money["returned"],
            "reverse": lambda: entry is not None and self._reversible(entry),
            "top up": lambda: True,
        }[step]()

    def _reversible(self, entry: list) -> bool:
        kind, number, pence, stands = entry
        money = self.money[number]
        rests = money["paid"] - pence >= money["returned"] if kind == "pay" else self.left() >= pence
        return stands and rests

    def take(self, step: str, number: int, pence: int, entry: list | None) -> None:
        money = self.money[number]
        becomes = {"approve": "approved", "take back": "shortlisted", "agree": "agreement"}
        becomes |= {"deliver": "delivering", "close": "closed", "withdraw": "withdrawn"}
        self.stage[number] = becomes.get(step, self.stage[number])
        if step == "approve":
            money["committed"] = pence
        elif step == "take back":
            money["committed"] = 0
        elif step == "agree":
            money["agreed"] = money["committed"]
        elif step in {"close", "withdraw"}:
            money["committed"] = money["agreed"] = money["paid"]
        elif step == "top up":
            self.pot += pence
        elif step in {"pay", "return"}:
            money["paid" if step == "pay" else "returned"] += pence
        elif entry is not None:
            entry[3] = False
            self.money[entry[1]]["paid" if entry[0] == "pay" else "returned"] -= entry[2]


def _done(step, number, pence, fund, entry) -> int | None:
    """What the app makes of a step; the number of the entry where it writes one by hand."""
    kept = stored(number)
    if step == "approve":
        approve(kept, pence)
    elif step == "take back":
        if kept.stage is not Stage.APPROVED:
            raise RefusedError("not approved")
        taken_back(kept)
    elif step in {"pay", "return"}:
        kind = PAID if step == "pay" else BACK
        return ledger.write_down(LEA, number, kind, f"{pence // 100}.{pence % 100:02}", on=today())
    elif step == "reverse":
        if entry is None:
            raise RefusedError("none")
        ledger.reverse(LEA, entry, "a slip")
    elif step == "top up":
        pot(fund)
    else:
        stages = {"agree": Stage.AGREEMENT, "deliver": Stage.DELIVERING, "close": Stage.CLOSED}
        withdrawn = step == "withdraw"
        to(kept, stages.get(step, Stage.WITHDRAWN), ANNA if withdrawn else LEA)
    return None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 1100), st.integers(0, 5)),
        min_size=6,
        max_size=22,
    )
)
def test_whatever_is_done_the_books_balance(steps):
    fund = replace(POT, slug=uuid.uuid4().hex, amount_pence=1500)  # each example has a pot of its own
    pot(fund)
    model, numbers = _Model(1500), []
    for _ in range(2):
        kept = waiting(fund=fund.slug, costs=(CostLine("x", 1000),))
        model.stage[kept.id], numbers = "shortlisted", [*numbers, kept.id]
        model.money[kept.id] = dict.fromkeys(("committed", "agreed", "paid", "returned"), 0)
    written: list[int] = []
    for step, which, pence, at in steps:
        number = numbers[which]
        known = at < len(model.by_hand)
        entry, entry_number = (model.by_hand[at], written[at]) if known else (None, None)
        fits = model.fits(step, number, pence, entry)
        try:
            more = replace(fund, amount_pence=model.pot + pence)
            new = _done(step, number, pence, more, entry_number)
            done = True
        except RefusedError:
            done = False
        assert done is fits, step
        if done:
            model.take(step, number, pence, entry)
            if new is not None:
                model.by_hand.append([step, number, pence, True])
                written.append(new)
        now = balance(fund.slug)
        sums = {name: sum(one[name] for one in model.money.values()) for name in model.money[numbers[0]]}
        assert now == Balance(model.pot, **sums)
        assert 0 <= now.returned <= now.paid <= now.agreed <= now.committed
        assert now.remaining == model.left() >= 0
        # What pages add up, idea by idea, is what the books say.
        assert sum(stored(one).held_pence for one in numbers) == now.held
