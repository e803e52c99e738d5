"""Security headers: on every answer, and no wider than the app needs."""

import pytest
from starlette.responses import PlainTextResponse

from probation_commission.web.headers import SecurityHeaders, content_policy, guarded_cookie
from tests.web.asking import asked, greeting


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_a_page_may_load_from_this_app_alone():
    policy = directives(content_policy("/iom"))
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert not [value for values in policy.values() for value in values if "://" in value or value == "*"]


def test_only_the_map_component_may_run_inline_scripts():
    assert "'unsafe-inline'" not in directives(content_policy("/iom"))["script-src"]
    assert "'unsafe-inline'" not in directives(content_policy("/component-of-mine"))["script-src"]
    assert "'unsafe-inline'" in directives(content_policy("/component/x/index.html"))["script-src"]


@pytest.mark.parametrize(
    ("tiles_url", "origin"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png?key=secret", "https://*.tiles.example:8443"),
    ],
)
def test_a_base_map_adds_its_origin_to_pictures_and_to_nothing_else(tiles_url, origin):
    plain, tiled = directives(content_policy("/")), directives(content_policy("/", tiles_url))
    assert tiled.pop("img-src") == [*plain.pop("img-src"), origin]
    assert tiled == plain


def test_a_refusal_carries_the_headers_too():
    answer = asked(SecurityHeaders(greeting))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "geolocation=()" in answer.headers["permissions-policy"]


TWELVE_HOURS = 12 * 60 * 60


@pytest.mark.parametrize(
    ("cookie", "guarded"),
    [
        (  # as Streamlit sets it, for thirty days
            "_streamlit_user=x; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax",
            f"_streamlit_user=x; HttpOnly; Max-Age={TWELVE_HOURS}; Path=/; SameSite=lax; Secure",
        ),
        (
            "_streamlit_user=; Max-Age=0; Path=/",
            "_streamlit_user=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "_streamlit_xsrf=2|a|b; Path=/; SameSite=Lax",
            "_streamlit_xsrf=2|a|b; Path=/; SameSite=Lax; Secure",
        ),
        ("a=b; secure; httponly; samesite=strict", "a=b; secure; httponly; samesite=strict"),
    ],
)
def test_a_cookie_is_short_lived_and_out_of_reach(cookie, guarded):
    assert guarded_cookie(cookie, https=True) == guarded
    assert guarded_cookie(cookie, https=False) == guarded.replace("; Secure", "")


@pytest.mark.parametrize("https", [True, False])
def test_a_browser_that_came_by_https_is_told_to_stay_with_it(https):
    async def with_cookie(scope, receive, send):
        answer = PlainTextResponse("come in")
        answer.set_cookie("a", "b")
        answer.set_cookie("c", "d")
        await answer(scope, receive, send)

    answer = asked(SecurityHeaders(with_cookie, https=lambda: https))
    assert (answer.headers.get("strict-transport-security") == "max-age=31536000") is https
    assert answer.headers["set-cookie"].startswith("c=d")  # the last of two, none lost its own
    assert ("Secure" in answer.headers["set-cookie"]) is https
