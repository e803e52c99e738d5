"""A fault of one part leaves the rest of the page; a fault before any part leaves the page's frame."""

from datetime import date

import pytest

from probation_commission.domain.access import Role
from probation_commission.ui.data import released
from probation_commission.ui.iom import trend
from probation_commission.ui.menu import IOM
from tests.pages.sent import opened


@pytest.fixture(autouse=True)
def _illustrative(sampled_home):
    """The page has figures to show."""


def fail(*_args, **_named):
    raise ZeroDivisionError


def test_the_rest_of_the_page_stands(monkeypatch):
    whole = opened(IOM, Role.LEAD)
    monkeypatch.setattr(trend, "draw_of_area", fail)
    app = opened(IOM, Role.LEAD, faults=True)
    assert [error.value.split(" This")[0] for error in app.error] == ["The months could not be shown."]
    headers = [header.value for header in whole.header]
    assert headers.count("Month by month") == 1
    assert [header.value for header in app.header] == [name for name in headers if name != "Month by month"]
    assert len(app.dataframe) == len(whole.dataframe)


def test_what_fails_before_any_part_is_said_in_the_frame(monkeypatch):
    monkeypatch.setattr(released, "iom", fail)
    app = opened(IOM, Role.LEAD, faults=True)
    assert [error.value.split(" This")[0] for error in app.error] == ["“IOM by ward” could not be shown."]
    assert [box.label for box in app.sidebar.selectbox]


def test_a_month_without_a_known_ward_set_is_a_sentence(monkeypatch):
    months = released.iom
    monkeypatch.setattr(
        released,
        "iom",
        lambda code, audience: {date(1900, 1, 1): next(iter(months(code, audience).values()))},
    )
    app = opened(IOM, Role.LEAD, faults=True)
    assert not app.exception
    assert app.error
