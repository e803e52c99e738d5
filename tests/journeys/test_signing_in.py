"""Signing in with a real provider: who gets in, who does not, and how quickly access ends."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, Route, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from probation_commission.actions import people
from probation_commission.domain.access import Person, Role
from tests.browser import DESK, PHONE, Watch, settled
from tests.journeys.readable import serious, too_wide
from tests.running import ROOT, Explorer, explorer

SETTER_UP = Person("setter-up", Role.ADMIN)
PROVIDERS_STYLE = "**/pico.min.css"
"""The provider's own pages ask for a style sheet elsewhere; ours must ask for nothing."""


@dataclass
class Provider:
    """An OpenID Connect provider that believes whoever says who they are."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    names = ("ada", "lee", "gil", "stranger", "unverified")
    users = [
        User(sub=name, claims={"email": f"{name}@example.org", "email_verified": name != "unverified"})
        for name in names
    ]
    with run_server_in_thread(user_claims=users) as server:
        yield Provider(server.server_port)


@pytest.fixture(scope="module")
def guarded_app(
    provider: Provider, bundled_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Explorer]:
    """The app with sign-in, and four people who have access."""
    home = shutil.copytree(bundled_home, tmp_path_factory.mktemp("guarded"), dirs_exist_ok=True)
    (home / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", home / ".streamlit")
    (home / ".streamlit" / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "only for these tests, only for these tests"
client_id = "explorer"
client_secret = "known to nobody"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
"""
    )
    with explorer(home, sample=False, folder=home) as app, pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_HOME", str(home))  # this process writes into the same store
        environment.delenv("PC_DATABASE_URL", raising=False)
        people.add(SETTER_UP, "ada@example.org", Role.ADMIN, "Ada")
        people.add(SETTER_UP, "lee@example.org", Role.LEAD, "Lee", organisation="Example Trust")
        people.add(SETTER_UP, "gil@example.org", Role.VIEWER, "Gil", organisation="Example Trust")
        people.add(SETTER_UP, "unverified@example.org", Role.ADMIN)
        yield app


@pytest.fixture
def visitor(browser: Browser, watch: Watch, guarded_app: Explorer) -> Iterator[Page]:
    """Somebody at a desk who has not signed in yet, at the app's first page."""
    context = browser.new_context(viewport=DESK)
    context.route(PROVIDERS_STYLE, styled)
    page = context.new_page()
    watch.follow(page)
    page.goto(guarded_app.address("/"))
    yield page
    context.close()
    assert [found for found in watch.findings if not found.endswith("pico.min.css")] == []


def styled(route: Route) -> None:
    route.fulfill(body="", content_type="text/css")


def sign_in(page: Page, app: Explorer, name: str, to: str = "/") -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_url(app.address(to))
    expect(page.get_by_role("button", name="Sign out here")).to_be_visible(timeout=30_000)
    settled(page)


def menu(page: Page) -> list[str]:
    links = page.get_by_test_id("stSidebarNavLink").all()
    return [re.sub(r"^\w+\n", "", link.inner_text()).strip() for link in links]


def test_an_admin_signs_in_sees_everything_gives_access_and_signs_out(visitor, guarded_app):
    sign_in(visitor, guarded_app, "ada")
    expect(visitor.get_by_text("Ada, admin")).to_be_visible()
    assert {"Overview", "Returns", "People"} <= set(menu(visitor))

    visitor.get_by_test_id("stSidebarNav").get_by_role("link", name="People").click()
    expect(visitor.get_by_role("heading", name="People")).to_be_visible()
    visitor.get_by_label("E-mail address they sign in with").fill("Pat@Example.org")
    visitor.get_by_label("Name", exact=True).fill("Pat")
    organisation = visitor.get_by_role("combobox", name="Organisation").first
    organisation.fill("Example Charity")
    organisation.press("Enter")
    visitor.get_by_role("button", name="Give access").click()
    expect(visitor.get_by_text("Pat has access now, as applicant, of Example Charity.")).to_be_visible()
    for size in (DESK, PHONE):
        visitor.set_viewport_size(size)
        settled(visitor)
        assert too_wide(visitor) == []
        assert serious(visitor) == []

    visitor.set_viewport_size(DESK)
    visitor.get_by_role("button", name="Sign out here").click()
    visitor.get_by_role("button", name="End session").click()  # at the provider
    visitor.wait_for_url(guarded_app.address("/"))
    assert_only_the_way_in(visitor)
    visitor.goto(guarded_app.address("/people"))
    assert_only_the_way_in(visitor)


def assert_only_the_way_in(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link")).to_have_count(1)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/iom?area=E06000047", "/returns", "/people?role=admin"])
def test_without_signing_in_no_address_shows_anything(visitor, guarded_app, path):
    visitor.goto(guarded_app.address(path))
    assert_only_the_way_in(visitor)
    assert serious(visitor) == []


def test_a_link_from_a_colleague_leads_there_after_signing_in(visitor, guarded_app):
    visitor.goto(guarded_app.address("/hubs?kind=NHS"))
    sign_in(visitor, guarded_app, "gil", to="/hubs?kind=NHS")
    expect(visitor.get_by_role("heading", name="Hubs and offices")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stranger", "You are signed in as stranger@example.org, but nobody has given you access yet. Ask"),
        ("unverified", "has not verified your e-mail address"),  # though an admin's address
    ],
)
def test_who_is_unknown_or_unverified_gets_a_sentence_and_nothing_else(visitor, guarded_app, name, words):
    sign_in(visitor, guarded_app, name)
    for path in ("/", "/people"):
        visitor.goto(guarded_app.address(path))
        expect(visitor.get_by_text(words)).to_be_visible(timeout=30_000)
        assert menu(visitor) == []
        assert serious(visitor) == []


def test_a_lead_has_no_say_in_who_has_access(visitor, guarded_app):
    sign_in(visitor, guarded_app, "lee")
    assert "People" not in menu(visitor)
    assert "Returns" in menu(visitor)


def test_ended_access_shows_at_the_next_click(visitor, guarded_app):
    sign_in(visitor, guarded_app, "gil")
    assert menu(visitor)
    people.deactivate(SETTER_UP, "gil@example.org")
    visitor.get_by_test_id("stSidebarNav").get_by_role("link", name="Services").click()
    expect(visitor.get_by_text("gil@example.org, but your access has ended")).to_be_visible(timeout=30_000)
    settled(visitor)
    expect(visitor.get_by_role("heading", name="Services")).to_have_count(0)
    expect(visitor.get_by_test_id("stSidebarNavLink")).to_have_count(0)


def test_a_cookie_that_the_app_did_not_sign_says_nothing(visitor, guarded_app):
    forged = '{"is_logged_in": true, "email": "ada@example.org", "origin": "ORIGIN", "iat": 9e9}'
    value = forged.replace("ORIGIN", guarded_app.address("")).replace(" ", "").replace(",", "%2C")
    visitor.context.add_cookies(
        [{"name": "_streamlit_user", "value": value, "url": guarded_app.address("/")}]
    )
    visitor.reload()
    assert_only_the_way_in(visitor)


MINE = "/_stcore/upload_file/{}/0"
SENT = {"file": {"name": "a.csv", "mimeType": "text/csv", "buffer": b"ward,nominals\n"}}


def sessions_seen(page: Page) -> list[str]:
    """The sessions of the pages that are opened from now on, as the browser learns of them."""
    seen: list[str] = []

    def read(payload: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(payload if isinstance(payload, bytes) else payload.encode())
        if message.WhichOneof("type") == "new_session":
            seen.append(message.new_session.initialize.session_id)

    page.on("websocket", lambda line: line.on("framereceived", read))
    return seen


def upload(page: Page, app: Explorer, session_id: str) -> int:
    """What the app answers to a file that this browser sends for a session."""
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "_streamlit_xsrf")
    answer = page.context.request.put(
        app.address(MINE.format(session_id)), multipart=SENT, headers={"X-Xsrftoken": token}
    )
    return answer.status


@contextmanager
def another(browser: Browser) -> Iterator[Page]:
    """A browser of its own, of whoever has not signed in."""
    context = browser.new_context(viewport=DESK)
    context.route(PROVIDERS_STYLE, styled)
    yield context.new_page()
    context.close()


def test_files_are_their_own_sign_ins_until_somebody_signs_out_everywhere(visitor, browser, guarded_app):
    seen = sessions_seen(visitor)
    visitor.reload()
    assert_only_the_way_in(visitor)
    assert seen == []  # no session is made for a stranger
    sign_in(visitor, guarded_app, "lee")
    assert upload(visitor, guarded_app, seen[-1]) == 204
    visitor.goto(guarded_app.address("/returns"))
    with visitor.expect_response("**/media/**") as fetched:
        visitor.get_by_role("button", name="Service return template (xlsx)").click()
    file = fetched.value.url
    assert (fetched.value.status, fetched.value.headers["cache-control"]) == (200, "no-store")
    assert visitor.context.request.get(file).status == 200
    with another(browser) as page:
        assert page.context.request.get(file).status == 404
        page.goto(guarded_app.address("/"))
        sign_in(page, guarded_app, "lee")  # the same person, and another sign-in
        assert page.context.request.get(file).status == 404
        assert upload(page, guarded_app, seen[-1]) == 403
        page.get_by_role("button", name="Sign out everywhere").click()
        page.get_by_role("button", name="End session").click()
        page.wait_for_url(guarded_app.address("/"))
        assert visitor.context.request.get(file).status == 404
        visitor.get_by_test_id("stSidebarNav").get_by_role("link", name="Services").click()
        expect(visitor.get_by_text("Your sign-in has ended. Sign in again.")).to_be_visible(timeout=30_000)
        sign_in(page, guarded_app, "lee")  # with the new number
