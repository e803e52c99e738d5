"""With sign-in set up nobody gets in but by the provider's word and the store's, whatever they send."""

import os
import subprocess
import sys
import time

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import AttrDict, Secrets
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from probation_commission import setup
from probation_commission.actions import people, signing_in
from probation_commission.actions.signing_in import signed_in
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.doors import SIGN_IN_LASTS
from probation_commission.settings import ROOT
from probation_commission.store import audit, database
from probation_commission.ui import sign_in
from probation_commission.ui.menu import MENU, PEOPLE
from probation_commission.ui.who import ROLE_KEY
from tests.running import free_port

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
    assert app.button[0].label == "Sign out here"


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
        ({"email_verified": 0}, "No access", "has not verified"),
        ({"email_verified": "no"}, "No access", "has not verified"),
        ({"email_verified": [True]}, "No access", "has not verified"),
        ({"email": None}, "No access", "has sent no e-mail address"),
        ({"email": "\u212aay@example.org"}, "No access", "has sent no e-mail address"),
        ({"iat": None}, "Sign in", "has ended"),
        ({"iat": "soon"}, "Sign in", "has ended"),
        ({"iat": str(time.time())}, "Sign in", "has ended"),
        ({"iat": True}, "Sign in", "has ended"),
        ({"iat": float("nan")}, "Sign in", "has ended"),
        ({"iat": float("inf")}, "Sign in", "has ended"),
        ({"iat": 10**400}, "Sign in", "has ended"),
        ({"iat": time.time() + 3600}, "Sign in", "has ended"),
        ({"session_no": 1}, "Sign in", "has ended"),  # no number that the account ever gave
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
    assert [button.label for button in app.sidebar.button] == ["Sign out here", "Sign out everywhere"]
    assert not app.sidebar.selectbox


def test_signing_out_everywhere_ends_every_sign_in_and_no_other_persons():
    people.add(ADA, "ada@example.org", Role.ADMIN, "Ada")
    people.add(ADA, "bo@example.org", Role.ADMIN, "Bo")
    phone, desk, other = (
        opened(SHELL, claims(**more)) for more in ({"sid": "1"}, {"sid": "2"}, {"email": "bo@example.org"})
    )
    button(phone, "Sign out everywhere").click().run()
    for app in (phone, desk):
        refused(app.run(), "Sign in")
    assert other.run().sidebar.text[0].value == "Bo, admin"
    assert opened(SHELL, claims(session_no=1)).sidebar.text[0].value == "Ada, admin"  # signed in again
    with database.read() as conn:
        assert audit.entries(conn).action[0] == "sign out everywhere"


def test_signing_out_here_ends_this_sign_in_in_its_other_tabs_and_copies():
    people.add(ADA, "ada@example.org", Role.ADMIN, "Ada")
    said = claims(sid="1")
    first, second = opened(SHELL, dict(said)), opened(SHELL, dict(said))
    elsewhere = opened(SHELL, claims(sid="2"))
    button(first, "Sign out here").click().run()
    signing_in.end(said)  # from another tab: no entry more
    with database.read() as conn:
        entries = audit.entries(conn)
    assert list(entries.who[entries.action == "sign out here"]) == ["Ada (ada@example.org)"]
    refused(second.run(), "Sign in")
    refused(opened(SHELL, dict(said) | {"tokens": {}}), "Sign in")
    assert elsewhere.run().sidebar.text[0].value == "Ada, admin"


def test_what_was_drawn_before_signing_out_everywhere_does_nothing_any_more():
    people.add(ADA, "ada@example.org", Role.ADMIN, "Ada")
    ada = signed_in(claims())
    people.sign_out_everywhere(ada)
    with pytest.raises(NotAllowedError, match="Your sign-in has ended"):
        people.add(ada, "cy@example.org", Role.ADMIN)


def button(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label)


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


@pytest.mark.parametrize(("process", "faulty"), [("2:41234", True), (None, False)])
def test_one_of_several_processes_sends_nobody_back_to_its_own_port(process, faulty, monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": SAFE | {"redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}}
    monkeypatch.setattr(st, "secrets", secrets)
    if process:
        monkeypatch.setenv("PC_PROCESS", process)
    assert any("in place of {port}" in sentence for sentence in sign_in.faults()) is faulty


@pytest.mark.parametrize(
    ("auth", "https"),
    [
        (SAFE, True),
        (SAFE | {"redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}, False),
        ("yes", False),
        (None, False),
    ],
)
def test_browsers_come_by_https_where_the_provider_sends_them_back_so(auth, https, monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": auth} if auth else {}
    monkeypatch.setattr(st, "secrets", secrets)
    assert sign_in.address_is_https() is https


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


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("oidc", "PC_SIGN_IN says oidc, and no [auth] is in"),
        ("yes", "PC_SIGN_IN is “yes”; it can be oidc or"),
    ],
)
def test_sign_in_that_is_wanted_and_not_found_is_a_fault(wanted, words, monkeypatch):
    monkeypatch.setattr(st, "secrets", Secrets())
    assert sign_in.faults() == []
    monkeypatch.setenv("PC_SIGN_IN", wanted)
    assert words in sign_in.faults()[0]


def test_settings_beside_the_app_that_were_not_read_are_a_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(st, "secrets", Secrets())
    monkeypatch.setattr(sign_in, "ROOT", tmp_path)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[auth]\nclient_id = "explorer"')
    assert "secrets.toml was not read: start the app in" in sign_in.faults()[0]
    monkeypatch.setenv("PC_SIGN_IN", "local")
    assert sign_in.faults() == []


def test_files_that_are_named_and_not_there_are_a_fault(monkeypatch):
    monkeypatch.setattr(st, "secrets", Secrets())
    monkeypatch.setattr(config, "is_manually_set", {"secrets.files": True}.get)
    assert "is not there, though secrets.files names it" in sign_in.faults()[0]


def test_local_mode_that_is_wanted_beside_settings_of_sign_in_is_a_fault(monkeypatch):
    secrets = Secrets()
    secrets._secrets = {"auth": SAFE}
    monkeypatch.setattr(st, "secrets", secrets)
    monkeypatch.setenv("PC_SIGN_IN", "local")
    assert "one of the two must go" in sign_in.faults()[0]


def test_where_people_signed_in_the_app_does_not_start_without_its_settings(app_home, tmp_path):
    setup.hold_to_sign_in(configured=True, given_up=False)
    setup.hold_to_sign_in(configured=False, given_up=True)
    environment = os.environ | {"PORT": str(free_port()), "HOST": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, ROOT / "app.py"],
        cwd=tmp_path,
        env=environment | {"PC_HOME": str(app_home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Not started: people sign in to this app, but the settings" in done.stderr
    assert "Traceback" not in done.stderr
