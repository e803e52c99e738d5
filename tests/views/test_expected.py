"""What is expected, in words: the count in a sentence, each state short and with a shape, the mail."""

import re
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.analysis.expected import ExpectedReturn, ReturnsTally, ReturnState
from probation_commission.domain.expected import Expected
from probation_commission.domain.returns import Kind
from probation_commission.views import expected as views

OCTOBER, DUE = date(2026, 10, 1), date(2026, 11, 13)
NAMED = views.Named({"own": "Own service"}, {"D1": "Exampleshire", "D2": "Elsewhere"})
LATE = ExpectedReturn(Expected(Kind.SERVICE, "own", "D1"), OCTOBER, DUE, ReturnState.LATE, days=1)
CAME = replace(
    LATE,
    state=ReturnState.CAME,
    days=0,
    received_on=date(2026, 11, 9),
    given=True,
    as_of=date(2026, 10, 31),
    return_id=7,
)


@pytest.mark.parametrize(
    ("counts", "noun", "sentence"),
    [
        ((11, 3, 2), views.ALL, "3 of 11 returns for October 2026 are in; 2 are late."),
        ((1, 1, 0), views.ALL, "1 of 1 return for October 2026 is in; none is late."),
        ((8, 0, 1), views.OF_SERVICES, "0 of 8 services’ returns for October 2026 are in; 1 is late."),
        ((0, 0, 0), views.ALL, views.NOBODY),
    ],
)
def test_the_count_is_a_sentence(counts, noun, sentence):
    assert views.finding(ReturnsTally(OCTOBER, *counts), noun) == sentence


@pytest.mark.parametrize(
    ("late", "noun", "line"),
    [
        (0, views.ALL, ""),
        (1, views.ALL, "1 return for October 2026 is late."),
        (2, views.OF_SERVICES, "2 services’ returns for October 2026 are late."),
    ],
)
def test_the_line_elsewhere_is_of_the_same_count(late, noun, line):
    assert views.late_line(ReturnsTally(OCTOBER, 9, 3, late), noun) == line


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (LATE, "▲\N{NO-BREAK SPACE}late by 1 day"),
        (replace(LATE, state=ReturnState.AWAITED, days=0), "○\N{NO-BREAK SPACE}due 13 Nov"),
        (CAME, "●\N{NO-BREAK SPACE}in"),
        (replace(CAME, partial=True), "●\N{NO-BREAK SPACE}in, in part"),
        (replace(CAME, state=ReturnState.CAME_LATE, days=3), "●\N{NO-BREAK SPACE}in, 3 days late"),
        (replace(CAME, state=ReturnState.ENDED), "–\N{NO-BREAK SPACE}not expected any more"),
    ],
)
def test_each_state_is_short_with_a_shape_of_its_own(one, said):
    assert views.state(one) == said


def test_what_is_usual_is_not_said_in_the_table():
    plain = views.table([LATE, CAME], NAMED, {}, None)
    assert list(plain) == ["It is", "Return", "From", "Received"]
    assert list(plain.Received) == ["due 13 Nov", "9 Nov"]
    assert list(plain.From) == ["not known"] * 2
    loaded = replace(CAME, given=False, as_of=date(2026, 10, 19), missing=(date(2026, 8, 1),))
    told = views.table([loaded, LATE], NAMED, {CAME.said.key: "Own charity"}, {7: 2})
    assert list(told.iloc[0]) == [
        *("●\N{NO-BREAK SPACE}in", "Service monthly return: Own service", "Own charity"),
        *("loaded 9 Nov, as of 19 Oct; missing before: Aug 2026", "2"),
    ]
    assert list(told["Open checks"]) == ["2", "–"]
    two = replace(LATE, missing=(date(2026, 8, 1), date(2026, 9, 1)))
    assert views.table([two], NAMED, {}).Received[0] == "due 13 Nov; missing before: 2 months since Aug 2026"


def test_two_areas_of_a_service_are_told_apart():
    other = replace(LATE, said=Expected(Kind.SERVICE, "own", "D2"))
    named = replace(NAMED, several=views.several([LATE, other]))
    assert views.what(other, named) == "Service monthly return: Own service (Elsewhere)"
    assert (
        views.what(replace(LATE, illustrative=True), NAMED) == "Service monthly return: Own service (made up)"
    )


def test_the_mail_says_what_is_asked_for_and_nothing_of_people():
    late = views.as_text(views.letter("The partnership", [LATE], NAMED, late=True))
    assert late.startswith("Subject: The partnership: returns for October 2026 are late\n\nThis return")
    assert "was due on 13 November 2026 and has not come in: Service monthly return: Own service." in late
    two = views.as_text(views.letter("The partnership", [LATE, CAME], NAMED, late=False))
    assert "These returns for October 2026 are due on 13 November 2026" in two
    for text in (late, two):
        words = text.replace("13 November 2026", "").replace("October 2026", "")
        assert not re.search(r"\d|%|£|\bwards?\b|\bnominals?\b", words)


def test_what_grows_old_is_a_sentence_each():
    assert views.ageing([], (0, 5), {}) == []
    lines = views.ageing([("Own service", date(2026, 11, 1))], (3, 5), {"2016": 2, "": 1})
    assert [sentence for _, sentence in lines] == [
        "What was said of room at Own service ran out on 1 November 2026.",
        "Not confirmed in the last three months: 3 of 5 places and services.",
        "Services that nobody here has confirmed, as of their source: 2016 (2), no day (1).",
    ]


def test_how_many_never_returned_is_a_sentence_and_none_is_no_sentence():
    assert views.never_line(5, 6) == "5 of 6 live services have never returned anything."
    assert views.never_line(1, 1) == "1 of 1 live service has never returned anything."
    assert views.never_line(0, 6) == ""
