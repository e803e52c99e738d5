"""Whether sign-in is set up, whether it is set up safely, and the pages of those who are not in yet."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from probation_commission.settings import ROOT, process_number, sign_in_wanted
from probation_commission.ui.menu import MENU, OVERVIEW

KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
OIDC, LOCAL = "oidc", "local"
"""What PC_SIGN_IN can be."""
# Whoever guesses it signs cookies, and is anybody.
SHORTEST_SECRET = 32
ANYBODY = {"common", "organizations", "consumers"}
"""Microsoft's addresses for every tenant: there anybody can claim any e-mail address."""

_WHO = "Sign in with the account that your organisation gave you."
_AGAIN = "Your sign-in has ended. Sign in again."


def sign_in_configured() -> bool:
    """Whether Streamlit has been given a sign-in provider."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def address_is_https() -> bool:
    """Whether browsers reach the app by https: its own, or by where the provider sends them back to."""
    if config.get_option("server.sslCertFile"):
        return True
    auth = st.secrets["auth"] if sign_in_configured() else {}
    return isinstance(auth, Mapping) and str(auth.get("redirect_uri", "")).startswith("https://")


def secret_files() -> list[Path]:
    """The files from which the settings of sign-in are read."""
    return [Path(path) for path in config.get_option("secrets.files")]


def faults() -> list[str]:
    """What is wrong with the settings of sign-in, in sentences; empty without such settings."""
    wanted = sign_in_wanted()
    if wanted not in {None, OIDC, LOCAL}:
        return [f"PC_SIGN_IN is “{wanted}”; it can be {OIDC} or {LOCAL}."]
    if sign_in_configured():
        contrary = ["PC_SIGN_IN says local, and secrets.toml has [auth]: one of the two must go."]
        return [*(contrary if wanted == LOCAL else []), *_faults_of(st.secrets["auth"])]
    return _lost(wanted)


def _lost(wanted: str | None) -> list[str]:
    """What says that people should sign in, though no settings were read; it would be local mode else."""
    files = secret_files()
    if st.secrets.load_if_toml_exists():
        faulty = []
    else:
        # A file that cannot be read would count as no sign-in (decision 13).
        faulty = [f"{path} cannot be read: correct it or take it away." for path in files if path.exists()]
        if not faulty and config.is_manually_set("secrets.files"):
            faulty = [f"{path} is not there, though secrets.files names it." for path in files]
    if wanted == OIDC:
        faulty.append(f"PC_SIGN_IN says oidc, and no [auth] is in {', '.join(map(str, files))}.")
    # Beside the app, but it was started from another folder (`--app-dir`).
    beside = ROOT / ".streamlit" / "secrets.toml"
    if wanted is None and beside.exists() and beside not in [path.resolve() for path in files]:
        faulty.append(f"{beside} was not read: start the app in {ROOT}, or set PC_SIGN_IN=local.")
    return faulty


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
        # Streamlit puts in the port of the process, which is not the one that people use.
        "redirect_uri must name the port in place of {port}: several processes are behind it.": (
            process_number() is not None and "{port}" in values["redirect_uri"]
        ),
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
    st.button("Sign out here", icon=":material/logout:", on_click=st.logout)
    st.stop()


def say_over(sentence: str, leave: Callable[[], None]) -> NoReturn:
    """The page of somebody whose link is over: the sentence, and the way out."""
    _draw("This link opens nothing", sentence)
    if st.button("Leave", icon=":material/logout:"):
        leave()
    st.stop()


def _draw(title: str, sentence: str) -> None:
    """The title and the sentence; the menu of an earlier run is taken away."""
    pages = [st.Page(item.file, url_path=item.address, default=item is OVERVIEW) for item in MENU]
    st.navigation(pages, position="hidden")
    st.set_page_config(page_title=title)
    st.title(title)
    st.text(sentence)
