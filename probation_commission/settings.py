"""The few things an installation can set, read from the environment."""

import os
import re
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

# The public's totals are rounded by this secret: a short one could be tried out (decisions 64 and 72).
# So could the token for the counts of the app.
LEAST_SECRET = 16
"""Characters of a secret, and of a token."""


class SecretError(Exception):
    """The installation's secret can't be used; the message says what to do and nothing of the secret."""


class MailSettingsError(Exception):
    """Mail can't be sent with these settings; the message says what to do and nothing of the password."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things live and what is switched on."""

    home: Path
    database_url: str
    sample: bool
    tiles_url: str | None
    address: str
    """Where browsers reach the app, without a slash at its end: what a letter has of it."""

    @property
    def private_files(self) -> list[Path]:
        """What nobody but the app should read: its secret and, where it is a file, its database."""
        kept = self.database_url.removeprefix("sqlite:///")
        return [self.home / "secret", *([Path(kept)] if kept != self.database_url else [])]

    @property
    def secret(self) -> bytes:
        """The installation's secret: PC_SECRET, or else made once and kept in `home`.

        The same text gives the same secret in either place. Raises `SecretError`. Never put it into a log.
        """
        return given_secret() or _kept_secret(self.home / "secret")


def settings() -> Settings:
    """Today's settings; read afresh, so that a test can change the environment."""
    home = Path(os.environ.get("PC_HOME", ROOT / "var")).resolve()
    return Settings(
        home=home,
        database_url=os.environ.get("PC_DATABASE_URL") or f"sqlite:///{home / 'explorer.db'}",
        sample=os.environ.get("PC_SAMPLE", "0") == "1",
        tiles_url=os.environ.get("PC_TILES_URL") or None,
        address=_address(),
    )


def _address() -> str:
    """PC_ADDRESS; where it is not set, that of local mode."""
    given = os.environ.get("PC_ADDRESS", "").strip().rstrip("/")
    return given or f"http://127.0.0.1:{os.environ.get('PORT') or 8501}"


def partnership_key() -> str | None:
    """The name of the partnership in PC_PARTNERSHIP, None where it is not set: then it is the usual one."""
    return os.environ.get("PC_PARTNERSHIP") or None


def sign_in_wanted() -> str | None:
    """PC_SIGN_IN: "oidc" where people must sign in, "local" where they must not; None where it is not set."""
    return os.environ.get("PC_SIGN_IN") or None


def log_as_json() -> bool:
    """PC_LOG: whether each line of the log is JSON ("json"), and not for people to read."""
    return os.environ.get("PC_LOG", "").strip().lower() == "json"


def metrics_token() -> str | None:
    """PC_METRICS_TOKEN, with which `/metrics` is read from elsewhere; None where it is not set.

    Raises `SecretError` where it is short.
    """
    token = (os.environ.get("PC_METRICS_TOKEN") or "").strip()
    if token and len(token) < LEAST_SECRET:
        raise SecretError(
            f"PC_METRICS_TOKEN has fewer than {LEAST_SECRET} characters. Set it to 32 random characters or "
            "more, or leave it out: then only this computer reads /metrics."
        )
    return token or None


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mail, and who it is from."""

    host: str
    port: int
    tls: str
    """"starttls", "smtps", or empty: plain, to this computer alone."""
    user: str
    password: str = field(repr=False)
    sender: str


_USUAL_PORTS = {"starttls": 587, "smtps": 465, "": 25}
_UNREADABLE = (
    "PC_SMTP_URL can't be read. Write smtp://user:password@host:587?tls=starttls, or "
    "smtps://user:password@host:465; signs like @ in the password as %40."
)


def mail_server() -> MailServer | None:
    """What PC_SMTP_URL and PC_MAIL_FROM say; None where no server is set up.

    Raises `MailSettingsError`, also for an address of the app that leads nobody there.
    """
    url = os.environ.get("PC_SMTP_URL", "").strip()
    if not url:
        _refuse_wrong_address(wanted=False)
        return None
    try:
        parts = urlsplit(url)
        tls, port = _encryption(parts), parts.port
    except ValueError:
        # Not as its cause either: that would quote the password.
        raise MailSettingsError(_UNREADABLE) from None
    if not tls and not _is_this_computer(parts.hostname or ""):
        raise MailSettingsError(
            "PC_SMTP_URL would send mail, with links that open something, unencrypted over the network. Add "
            "?tls=starttls, or write smtps://."
        )
    _refuse_wrong_address(wanted=True)
    return MailServer(
        host=parts.hostname or "",
        port=port or _USUAL_PORTS[tls],
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=_mail_from(),
    )


def _encryption(parts: SplitResult) -> str:
    """How the line is encrypted. Raises ValueError where the address is none of a mail server."""
    known = {("smtp", ""): "", ("smtp", "tls=starttls"): "starttls", ("smtps", ""): "smtps"}
    whole = parts.hostname and parts.path in {"", "/"} and not parts.fragment
    if not whole or (parts.scheme, parts.query) not in known or bool(parts.username) != bool(parts.password):
        raise ValueError
    return known[parts.scheme, parts.query]


# As a mail server takes it without quotes: what `domain.people.mail_address` lets through.
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*")


def _mail_from() -> str:
    sender = os.environ.get("PC_MAIL_FROM", "").strip()
    if not _MAILBOX.fullmatch(sender):
        raise MailSettingsError(
            "PC_MAIL_FROM is no e-mail address. Set it to the one that mail of this app is from, as "
            "explorer@example.org."
        )
    return sender


def _refuse_wrong_address(*, wanted: bool) -> None:
    given = os.environ.get("PC_ADDRESS", "").strip()
    # A link to this computer leads whoever reads it elsewhere to their own (decision 210).
    if wanted and not given:
        raise MailSettingsError(
            "PC_ADDRESS is missing. Set it to the address by which people reach the app, https:// and its "
            "name: links in mail begin with it."
        )
    if given and not _leads_here(given.rstrip("/")):
        raise MailSettingsError(
            "PC_ADDRESS is not the address of the app. Write https:// and its name, with nothing after it; "
            "http:// is for this computer alone."
        )


def _leads_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
        name, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not name or address != f"{parts.scheme}://{name}{f':{port}' if port else ''}":
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_computer(name))


def _is_this_computer(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class ProcessNumber:
    """Which of several app processes behind one address this is, and its own port behind that address."""

    number: int
    port: int


def process_number() -> ProcessNumber | None:
    """What PC_PROCESS says ("2:41234"), which `serve` alone sets; None where this is the only process."""
    number, _, port = os.environ.get("PC_PROCESS", "").partition(":")
    return ProcessNumber(int(number), int(port)) if port else None


def readable_by_everybody(*paths: Path) -> list[Path]:
    """Those of the files that every account of this computer can read, its way through the folders too."""
    # Windows has other rights, of which these bits say nothing.
    return [path for path in paths if os.name == "posix" and path.is_file() and _open_to_all(path.resolve())]


def _open_to_all(path: Path) -> bool:
    reached = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
    return reached and bool(path.stat().st_mode & stat.S_IROTH)


def given_secret() -> bytes | None:
    """PC_SECRET, None where it is not set. Raises `SecretError` where it is empty or short."""
    secret = os.environ.get("PC_SECRET")
    if secret is None:
        return None
    # An empty one is refused too, not passed over: the secret made in its place would be another than the
    # database was begun with (decision 72).
    if len(secret.strip()) < LEAST_SECRET:
        raise SecretError(
            f"PC_SECRET has fewer than {LEAST_SECRET} characters. Set it to the secret that the database was "
            "begun with; for a new one to 32 random characters or more, or leave it out and one is made."
        )
    return secret.strip().encode()


def _kept_secret(path: Path) -> bytes:
    try:
        if not path.exists():
            _make_secret(path)
        kept = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as trouble:
        raise SecretError(
            f"The secret can't be kept in {path}. Make that folder writable, or set PC_SECRET."
        ) from trouble
    if len(kept) < LEAST_SECRET:
        raise SecretError(f"{path} is damaged. Put it back from a backup, or set PC_SECRET.")
    return kept.encode()


def _make_secret(path: Path) -> None:
    """The file, made as a whole or not at all; of several who make it at once, one file stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"secret.{secrets.token_hex(8)}")
    # Readable by nobody else from its first byte on.
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        # A link fails where the file is there already, so that the first of several app servers wins; a
        # rename would put another secret in the place of the one it uses by then.
        with suppress(FileExistsError):
            path.hardlink_to(new)
    finally:
        new.unlink()
