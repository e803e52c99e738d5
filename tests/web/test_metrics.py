"""The app's own counts are for this computer and whoever has the token; for others there is no such page."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware

from probation_commission import metrics
from probation_commission.settings import SecretError, metrics_token
from probation_commission.web.addresses import KnownAddresses
from probation_commission.web.metrics import metrics_route
from tests.web.asking import asked

ROUTES = [metrics_route()]
APP = KnownAddresses(
    GZipMiddleware(Starlette(routes=ROUTES), minimum_size=1000), {"/iom"}, ROUTES, lambda _: False
)
TOKEN = "a token of thirty-two characters"
ELSEWHERE = {"client": ("192.0.2.7", 50000), "server": ("192.0.2.1", 8501)}
HOST = {"host": "explorer.example.org"}


@pytest.fixture
def _token(monkeypatch):
    monkeypatch.setenv("PC_METRICS_TOKEN", TOKEN)


def bearing(token: str) -> dict[str, str]:
    return {**HOST, "authorization": f"Bearer {token}"}


def assert_no_such_page(path="/metrics", **request) -> None:
    """The answer is in nothing another than that at an address which there surely isn't."""
    assert asked(APP, path, **request) == asked(APP, "/nowhere", **request)
    assert asked(APP, path, **request).status == 404


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
def test_a_program_on_this_computer_reads_them(peer):
    metrics.rerun("iom", 0.5, 0.25, 7)
    answer = asked(APP, "/metrics", client=(peer, 50000))
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert b'pc_rerun_selects_total{page="iom"} ' in answer.body


@pytest.mark.parametrize(
    "request_",
    [
        ELSEWHERE,
        {"client": ("192.0.2.7", 50000)},
        {"server": ("192.0.2.1", 8501)},
        {"client": None},
        {"client": ("", None), "server": ("/run/app.sock", None)},
        {"headers": HOST},  # a proxy on this computer, which passes on the name that it was asked by
        *(
            {"headers": {name: "127.0.0.1"}}
            for name in ("x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip", "via")
        ),
    ],
    ids=str,
)
def test_others_are_told_that_there_is_no_such_page(request_):
    assert_no_such_page(**request_)


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "PUT"])
def test_no_method_tells_strangers_more(method):
    assert_no_such_page(method=method, **ELSEWHERE)


def test_nor_does_a_packed_answer():
    assert_no_such_page(headers={**HOST, "accept-encoding": "gzip"}, **ELSEWHERE)
    packed = asked(APP, "/metrics", headers={"accept-encoding": "gzip"})
    assert b"pc_rerun_seconds" in gzip.decompress(packed.body)


@pytest.mark.parametrize("path", ["/metrics/", "/metrics/x", "/Metrics", "//metrics"])
def test_it_is_at_one_address(path):
    assert_no_such_page(path)


@pytest.mark.usefixtures("_token")
def test_whoever_has_the_token_reads_them_from_elsewhere():
    assert asked(APP, "/metrics", headers=bearing(TOKEN), **ELSEWHERE).status == 200
    assert asked(APP, "/metrics").status == 200  # and this computer without


@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer ",
        "Bearer",
        TOKEN,
        f"Basic {TOKEN}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer  {TOKEN}",
        f"Bearer {TOKEN.upper()}",
        "Bearer ü",
    ],
)
def test_any_other_word_opens_nothing(value):
    assert_no_such_page(headers={**HOST, "authorization": value}, **ELSEWHERE)


@pytest.mark.parametrize("value", [None, "", " "])
def test_without_a_token_none_opens_anything(value, monkeypatch):
    if value is None:
        monkeypatch.delenv("PC_METRICS_TOKEN", raising=False)
    else:
        monkeypatch.setenv("PC_METRICS_TOKEN", value)
    assert metrics_token() is None
    for token in ("", " ", "None"):
        assert_no_such_page(headers=bearing(token), **ELSEWHERE)


def test_a_short_token_is_none(monkeypatch):
    monkeypatch.setenv("PC_METRICS_TOKEN", "short")
    with pytest.raises(SecretError, match="PC_METRICS_TOKEN has fewer than 16") as fault:
        metrics_token()
    assert "short" not in str(fault.value)
