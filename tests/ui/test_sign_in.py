"""With sign-in set up nobody gets in but by the provider's word and the store's, whatever they send."""

import subprocess
import sys
import time

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import AttrDict, Secrets
from streamlit.testing.v1 import AppTest

from probation_commission.actions import people
from probation_commission.domain.access import Person, Role
from probation_commission.settings import ROOT
from probation_commission.ui import sign_in
from probation_commission.ui.menu import MENU, PEOPLE
from probation_commission.ui.who import ROLE_KEY, SIGN_IN_LASTS

ADA = Person("Ada", Role.ADMIN)
SHELL = str(ROOT / "probation_commission" / "ui" / "shell.py")
EVERY_FILE = [SHELL, *(item.file for item in MENU)]
SAFE = {
    "redirect_uri": "https://explorer.example/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "explorer",
    "client_secret": "secret",
    "server_metadata_url": "https://provider.example/tenant/.well-known/openid-configuration",
}


@pytest.fixture(autouse=True)
def app_home(ready_home):
    return ready_home


def claims(**changes: object) -> dict[str, object]:
    """What the provider says of Ada, changed; None takes a claim away."""
    said = {"is_logged_in": True, "email": "ada@example.org", "email_verified": True, "iat": time.time()}
    return {name: value for name, value in (said | changes).items() if value is not None}


def opened(file: str, user: dict[str, object] | None = None) -> AppTest:
    """The file as a browser opens it that sends the role of an admin wherever it can."""
    app = AppTest.from_file(file, default_timeout=60)
    app.secrets = {"auth": SAFE}
    app.user = user or {}
    app.session_state[ROLE_KEY] = Role.ADMIN
    app.query_params.update({"role": "admin", "email": "ada@example.org", "is_logged_in": "true"})
    return app.run()


def refused(app: AppTest, title: str) -> str:
    """The sentence of a page that has this title, a sentence, one button and nothing else."""
    assert not app.exception
    assert [one.value for one in app.title] == [title]
    assert (len(app.main), len(app.sidebar)) == (3, 0)
    return app.text[0].value


@pytest.mark.parametrize("file", EVERY_FILE)
def test_who_has_not_signed_in_sees_a_button_and_nothing_else(file):
    app = opened(file)
    assert refused(app, "Sign in") == "Sign in with the account that your organisation gave you."
    assert app.button[0].label == "Sign in"


@pytest.mark.parametrize(
    "user",
    [
        {"is_logged_in": False},
        {"email": "ada@example.org", "iat": 9e9},  # nobody says that she signed in
        {"is_logged_in": "true", "email": "ada@example.org", "iat": 9e9},  # a word, not the fact
    ],
    ids=str,
)
def test_an_address_alone_is_no_sign_in(user):
    people.add(ADA, "ada@example.org", Role.ADMIN)
    refused(opened(SHELL, user), "Sign in")


@pytest.mark.parametrize("file", EVERY_FILE)
def test_who_is_unknown_is_told_so_and_can_only_sign_out(file):
    app = opened(file, claims(email="Stranger@Example.org"))
    assert refused(app, "No access") == (
        "You are signed in as stranger@example.org, but nobody has given you access yet. "
        "Ask an admin of this app, and tell them this address."
    )
    assert app.button[0].label == "Sign out"


@pytest.mark.parametrize("file", EVERY_FILE)
def test_ended_access_ends_at_the_next_run(file):
    people.add(ADA, "ada@example.org", Role.ADMIN)
    people.add(ADA, "bo@example.org", Role.ADMIN)
    app = opened(file, claims())
    assert app.title[0].value not in {"Sign in", "No access", "Not for this role"}
    people.deactivate(ADA, "ada@example.org")
    assert "your access has ended" in refused(app.run(), "No access")


@pytest.mark.parametrize(
    ("changes", "title", "words"),
    [
        ({"email_verified": False}, "No access", "has not verified"),
        ({"email_verified": "false"}, "No access", "has not verified"),  # some providers send words
        ({"email": None}, "No access", "has sent no e-mail address"),
        ({"email": "\u212aay@example.org"}, "No access", "has sent no e-mail address"),
        ({"iat": None}, "Sign in", "has ended"),
        ({"iat": "soon"}, "Sign in", "has ended"),
        ({"iat": time.time() - SIGN_IN_LASTS.total_seconds() - 1}, "Sign in", "has ended"),
    ],
)
def test_claims_that_do_not_say_who_it_is_let_nobody_in(changes, title, words):
    people.add(ADA, "ada@example.org", Role.ADMIN)
    people.add(ADA, "kay@example.org", Role.ADMIN)
    assert words in refused(opened(SHELL, claims(**changes)), title)


def test_a_provider_that_says_nothing_of_verifying_is_believed():
    people.add(ADA, "ada@example.org", Role.ADMIN)
    assert opened(PEOPLE.file, claims(email_verified=None)).title[0].value == "People"


def test_the_role_comes_from_the_store_alone_and_anew_at_each_run():
    people.add(ADA, "bo@example.org", Role.ADMIN)
    people.add(ADA, "ada@example.org", Role.VIEWER, organisation="Example Trust")
    app = opened(PEOPLE.file, claims())  # the session state says admin, the address too
    assert app.title[0].value == "Not for this role"
    people.change_role(ADA, "ada@example.org", Role.ADMIN)
    assert app.run().title[0].value == "People"
    people.change_role(ADA, "ada@example.org", Role.LEAD)
    assert app.run().title[0].value == "Not for this role"


def test_the_sidebar_says_who_and_offers_the_way_out_but_no_other_role():
    people.add(ADA, "ada@example.org", Role.LEAD, "Ada", organisation="Example Trust")
    app = opened(SHELL, claims())
    assert app.sidebar.text[0].value == "Ada, lead"
    assert [button.label for button in app.sidebar.button] == ["Sign out"]
    assert not app.sidebar.selectbox


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}, None),
        ({"client_secret": ""}, "lacks client_secret"),
        ({"cookie_secret": "x" * 31}, "at least 32 random characters"),
        ({"redirect_uri": "https://explorer.example/"}, "must end with /oauth2callback"),
        ({"redirect_uri": "http://explorer.example/oauth2callback"}, "redirect_uri must be an https address"),
        ({"server_metadata_url": "http://provider.example/"}, "server_metadata_url must be an https address"),
        (
            {"server_metadata_url": "https://login.example/common/v2.0/.well-known/openid-configuration"},
            "your own tenant",
        ),
    ],
)
def test_settings_that_let_strangers_in_are_found(changes, fault, monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": SAFE | changes}
    monkeypatch.setattr(st, "secrets", secrets)
    found = sign_in.faults()
    assert len(found) == (fault is not None)
    assert (fault or "") in "".join(found)


@pytest.mark.parametrize("auth", [{}, AttrDict({}), "yes"])
def test_an_empty_section_is_sign_in_that_lacks_everything(auth, monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": auth}
    monkeypatch.setattr(st, "secrets", secrets)
    assert sign_in.sign_in_configured()
    assert "lacks redirect_uri, cookie_secret" in sign_in.faults()[0]


def test_a_header_must_not_say_who_is_there(monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": SAFE}
    monkeypatch.setattr(st, "secrets", secrets)
    monkeypatch.setattr(config, "get_option", {"server.trustedUserHeaders": {"X-Email": "email"}}.get)
    assert "trustedUserHeaders must be empty" in sign_in.faults()[0]


@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ("[auth", "secrets.toml cannot be read"),  # else it would be local mode, behind whatever proxy
        ('[auth]\ncookie_secret = "short"', "lacks redirect_uri"),
    ],
)
def test_the_app_does_not_start_with_them(secrets, words, home):
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(secrets)
    done = subprocess.run(
        [sys.executable, ROOT / "app.py"], cwd=home, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
