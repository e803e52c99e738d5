"""Whether sign-in is set up, whether it is set up safely, and the pages of those who are not in yet."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from probation_commission.ui.menu import MENU, OVERVIEW

KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# Whoever guesses it signs cookies, and is anybody.
SHORTEST_SECRET = 32
ANYBODY = {"common", "organizations", "consumers"}
"""Microsoft's addresses for every tenant: there anybody can claim any e-mail address."""

_WHO = "Sign in with the account that your organisation gave you."
_AGAIN = "Your sign-in has ended. Sign in again."


def sign_in_configured() -> bool:
    """Whether Streamlit has been given a sign-in provider."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def faults() -> list[str]:
    """What is wrong with the settings of sign-in, in sentences; empty without such settings."""
    if sign_in_configured():
        return _faults_of(st.secrets["auth"])
    if st.secrets.load_if_toml_exists():
        return []
    # A file that cannot be read would count as no sign-in, and so as local mode: refused (decision 13).
    present = [path for path in config.get_option("secrets.files") if Path(path).exists()]
    return [f"{path} cannot be read: correct it or take it away." for path in present]


def _faults_of(auth: object) -> list[str]:
    settings: Mapping[str, Any] = auth if isinstance(auth, Mapping) else {}
    if missing := [key for key in KEYS if not settings.get(key)]:
        return [f"[auth] in secrets.toml lacks {', '.join(missing)}."]
    values = {key: str(settings[key]) for key in KEYS}
    provider = urlsplit(values["server_metadata_url"])
    wrong = {
        f"cookie_secret needs at least {SHORTEST_SECRET} random characters.": (
            len(values["cookie_secret"]) < SHORTEST_SECRET
        ),
        "redirect_uri must end with /oauth2callback.": not values["redirect_uri"].endswith("/oauth2callback"),
        "redirect_uri must be an https address.": not _private(values["redirect_uri"]),
        "server_metadata_url must be an https address.": not _private(values["server_metadata_url"]),
        "server_metadata_url must name your own tenant.": bool(ANYBODY & set(provider.path.split("/"))),
        "server.trustedUserHeaders must be empty: a header could say who is there.": bool(
            config.get_option("server.trustedUserHeaders")
        ),
    }
    return [sentence for sentence, is_so in wrong.items() if is_so]


def _private(url: str) -> bool:
    """Whether nobody can listen on the way: TLS, or this computer alone (to try it out)."""
    # Streamlit allows "{port}" in an address; urlsplit does not.
    parts = urlsplit(url.replace("{port}", "0"))
    return parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost"}


def refuse_faulty() -> None:
    """SystemExit, with sentences, if sign-in is set up in a way that lets strangers in."""
    if sentences := faults():
        raise SystemExit(
            f"Not started: sign-in is not set up properly. {' '.join(sentences)} See docs/running.md."
        )


def ask_to_sign_in(*, again: bool = False) -> NoReturn:
    """The page of somebody who has not signed in: one button and nothing else."""
    _draw("Sign in", _AGAIN if again else _WHO)
    st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()


def refuse(sentence: str) -> NoReturn:
    """The page of somebody who has signed in and has no access: why, and the way out."""
    _draw("No access", sentence)
    sign_out_button()
    st.stop()


def sign_out_button() -> None:
    """The way out, here and at the provider."""
    st.button("Sign out", icon=":material/logout:", on_click=st.logout)


def _draw(title: str, sentence: str) -> None:
    """The title and the sentence; the menu of an earlier run is taken away."""
    pages = [st.Page(item.file, url_path=item.address, default=item is OVERVIEW) for item in MENU]
    st.navigation(pages, position="hidden")
    st.set_page_config(page_title=title)
    st.title(title)
    st.text(sentence)
