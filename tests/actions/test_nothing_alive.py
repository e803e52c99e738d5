"""After a list of people was counted or refused, no object of this process holds a row of it.

Every live object is looked at, not only what a session or a page leads to: the cache of a function that was
asked about a cell would hold the cell for as long as the server runs.
"""

import functools
import re
from functools import partial

import numpy as np
import pandas as pd
import pytest

from probation_commission import workers
from probation_commission.actions import returns
from probation_commission.intake import returns as intake
from probation_commission.intake.returns import ReadingError
from tests.given import ram
from tests.given.people import ANYBODY, as_csv, as_workbook, file_name, of, person
from tests.given.returns import LEAD
from tests.live_objects import holders

pytestmark = pytest.mark.usefixtures("ready_home")


class Slotted:
    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word


@functools.cache
def asked(word: str) -> int:
    return len(word)


KEEPING = [
    lambda word: [word],
    lambda word: {word: 1},  # a dictionary hides keys that are text from the collector
    lambda word: (1, (word,)),  # tuples of text alone are not tracked by it
    lambda word: {"a": {"b": frozenset([word.encode()])}},
    lambda word: bytearray(word.encode()),
    lambda word: np.array([word, None], dtype=object),
    lambda word: np.array([word]),
    lambda word: pd.DataFrame({"name": [word]}),
    lambda word: pd.Series([word], dtype=object),
    lambda word: pd.DataFrame({"name": pd.Series([word]).astype("category")}),
    lambda word: pd.Index([word]),
    Slotted,
    lambda word: lambda: word,
    lambda word: (one for one in [word]),
    lambda word: asked(word) and None,
]


# Of the search itself, over all that is alive, once for each way to keep a word.
@pytest.mark.long
def test_whatever_keeps_a_word_is_found_and_nothing_before_or_after():
    held = [keep(of("Zq", "xwvjin", number, "a")) for number, keep in enumerate(KEEPING)]
    found = "\n".join(holders(r"zq[x]wvjin\d+a"))
    assert {int(number) for number in re.findall(r"jin(\d+)a", found)} == set(range(len(KEEPING)))
    del found
    held = [as_workbook(), person(7)[4]]  # packed; a date alone
    assert len(holders(ANYBODY)) >= len(held)
    del held
    asked.cache_clear()
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_a_list_that_was_counted_and_accepted_is_gone():
    checked = [
        returns.check(LEAD, as_workbook(), file_name(".xlsx", " September 2026")),
        returns.check(LEAD, as_csv(), file_name(".csv", " October 2026")),
    ]
    assert [len(one.reading.returns) for one in checked] == [1, 1]
    assert holders(ANYBODY) == []
    for one in checked:
        returns.accept(LEAD, one)
    assert holders(ANYBODY) == []


def report(reference: str = "PRJ_7710") -> bytes:
    planted = {
        "referral_ref": of("Zq", "xwvjref"),
        "referral_id": of("zq", "xwvjid"),
        "service_user_crn": of("X94", "0817"),
        "caseworker_id": of("zq", "xwvj7", "@example.org"),
        "reason": of("Zq", "xwvjwhy"),
    }
    cells = {"ended": "2026-09-20", **planted}
    return ram.as_csv(
        [ram.referral(1, "2026-08-03", reference, **cells), ram.referral(2, of("zq", "xwvjday"))]
    )


@pytest.mark.long
def test_a_performance_report_that_was_counted_and_accepted_is_gone():
    checked = returns.check(LEAD, report(), file_name(".csv"))
    assert len(checked.reading.returns) == 1
    assert holders(ANYBODY) == []
    returns.accept(LEAD, checked)
    assert holders(ANYBODY) == []
    refused = returns.check(LEAD, report("PRJ_9999"), file_name(".csv"))
    assert refused.reading.problems
    assert holders(ANYBODY) == []


REFUSED = {
    "no month": lambda: (as_csv(), file_name(".csv", "")),
    "the same person twice": lambda: (as_csv(person(7)), file_name(".csv")),
    "a damaged workbook": lambda: (as_workbook()[:-200], file_name(".xlsx")),
    "UTF-16 without its mark": lambda: (as_csv().decode().encode("utf-16-le"), file_name(".csv")),
    "counts beside a name": lambda: (
        of("area,month,ward,rag,count,name\nDarlington,2026-10,,,2,Zq", "xwvjina\n").encode(),
        file_name(".csv"),
    ),
    "a letter": lambda: (of("Dear all,\nZq", "xwvjina is back; X94", "0817\n").encode(), file_name(".csv")),
}


@pytest.mark.long
def test_those_that_were_refused_are_gone():
    checked = {case: returns.check(LEAD, *sent()) for case, sent in REFUSED.items()}
    assert [case for case, one in checked.items() if not one.reading.problems] == []
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_words_of_a_layout_that_is_asked_about_go_with_the_session():
    rows = of("Ward,Zq", "xwvjina,Red,Amber\nNorthgate,Zq", "xwvjolf,3,2\nCockerton,,2,1\n")
    checked = returns.check(LEAD, rows.encode(), "october.csv")
    assert checked.reading.doubts
    del checked
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_a_fault_while_reading_holds_nobody(monkeypatch):
    def at_fault(_breakdown, value):
        raise ValueError(f"{value!r} of {person(7)}")

    monkeypatch.setattr("probation_commission.intake.people.columns.category", at_fault)
    with pytest.raises(ReadingError) as fault:
        returns.check(LEAD, as_workbook(), file_name(".xlsx"))
    assert fault.value.__context__ is None
    del fault
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_of_a_list_that_was_read_apart_nothing_is_left_here(monkeypatch):
    monkeypatch.setattr(intake, "pays_apart", lambda _: True)
    checked = [
        returns.check(LEAD, as_csv(), file_name(".csv")),
        returns.check(LEAD, as_workbook(), file_name(".xlsx", " September 2026")),
        returns.check(LEAD, as_csv(), file_name(".csv", "")),
    ]
    assert [len(one.reading.returns) for one in checked] == [1, 1, 0]
    assert holders(ANYBODY) == []
    # Left, as by somebody who leaves the page meanwhile; and killed, since it took too long.
    with pytest.raises(ZeroDivisionError):
        returns.check(LEAD, as_csv(), file_name(".csv"), progress=lambda *_: 1 / 0)
    assert holders(ANYBODY) == []
    monkeypatch.setattr(workers, "run", partial(workers.run, seconds=1e-9))
    assert returns.check(LEAD, as_csv(*[person(7)] * 20_000), file_name(".csv")).reading.problems
    assert holders(ANYBODY) == []
