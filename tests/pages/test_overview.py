"""The mark at the overview's top lists all that is made up on it, whoever looks."""

import re
from html import unescape

import pytest

from probation_commission.domain.access import Role
from probation_commission.ui.menu import GAPS, OVERVIEW
from tests.pages.sent import opened


def mark(role, area) -> str:
    return next(
        each.proto.body
        for each in opened(OVERVIEW, role, area=area).get("html")
        if "mark" in each.proto.body and "role=" in each.proto.body
    )


@pytest.mark.usefixtures("sampled_home")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER])
def test_a_made_up_change_of_a_service_is_listed_beside_the_cohort(role):
    assert "the IOM cohort of County Durham, October 2026; the referrals of Example" in mark(
        role, "E06000047"
    )


@pytest.mark.usefixtures("sampled_home")
def test_made_up_ideas_are_listed_for_those_alone_who_are_told_of_them():
    assert "the ideas for Example fund" in mark(Role.LEAD, "E06000047")
    assert "the ideas for" not in mark(Role.VIEWER, "E06000047")


@pytest.mark.usefixtures("sampled_home")
def test_where_all_is_real_it_says_that_none_is_made_up():
    assert "no figure here is made up" in mark(Role.LEAD, "E09000014")


def said_of_gaps(app) -> str:
    """The finding of the page of gaps, as the overview has it."""
    every = [one.value for one in app.markdown]
    return next(text for text in every if text.startswith(("Commission next", "Confirm first", "By what is")))


@pytest.mark.usefixtures("sampled_home")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER, Role.PARTNER])
@pytest.mark.parametrize("area", ["E06000047", "E09000014"])
def test_the_overview_and_the_page_of_gaps_say_the_same_of_what_is_missing(role, area):
    heading = next(
        html.proto.body
        for html in opened(GAPS, role, area=area).get("html")
        if html.proto.body.startswith('<p class="finding"')
    )
    text = unescape(re.sub(r"<[^>]+>", "", heading)).strip()
    said = re.sub(r"\\(.)", r"\1", said_of_gaps(opened(OVERVIEW, role, area=area)))
    assert unescape(said) == text


@pytest.mark.usefixtures("sampled_home")
def test_where_need_is_made_up_the_mark_of_the_overview_says_so():
    app = opened(OVERVIEW, Role.LEAD, area="E06000047")
    assert "made up" in said_of_gaps(app)
    assert "what is known of need in County Durham" in mark(Role.LEAD, "E06000047")
