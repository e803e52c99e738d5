"""The cookie that keeps a session to its process."""

from starlette.responses import PlainTextResponse

from probation_commission.web.several import KeptToProcess
from tests.web.asking import asked, greeting

COOKIE = "explorer_process_8501"
KEPT = KeptToProcess(greeting, COOKIE, 2)


def test_whoever_comes_is_given_the_number():
    given = asked(KEPT).headers["set-cookie"]
    assert given == f"{COOKIE}=2; Path=/; HttpOnly; SameSite=Lax"
    assert asked(KEPT, headers={"cookie": f"{COOKIE}=1"}).headers["set-cookie"] == given


def test_whoever_has_it_is_given_nothing():
    assert "set-cookie" not in asked(KEPT, headers={"cookie": f"a=b; {COOKIE}=2"}).headers


def test_an_address_that_any_process_answers_leaves_none():
    kept = KeptToProcess(greeting, COOKIE, 2, unless={"/available": ""})
    assert "set-cookie" not in asked(kept, "/available").headers
    assert "set-cookie" in asked(kept, "/availables").headers


def test_what_a_proxy_may_keep_has_no_cookie():
    kept_by_all = PlainTextResponse("", headers={"Cache-Control": "public, max-age=31536000, immutable"})
    assert "set-cookie" not in asked(KeptToProcess(kept_by_all, COOKIE, 2)).headers
