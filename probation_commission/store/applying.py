"""Links that strangers asked for: counted by hashes, read by whoever has the token (decision 320)."""

import base64
import hmac
import json
from dataclasses import astuple
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, func, insert, select

from probation_commission.domain.applying import ASK_LASTS, OpenAsk
from probation_commission.settings import settings
from probation_commission.store.database import Connection
from probation_commission.store.tables import open_ask


def asked(conn: Connection, since: datetime, *, network: str = "", mailbox: str = "") -> int:
    """How often a link was asked for since then: in all, from a network or for a mailbox, by its hash."""
    where = [open_ask.c.at > since]
    where += [open_ask.c.network_hash == network] if network else []
    where += [open_ask.c.mailbox_hash == mailbox] if mailbox else []
    return int(conn.execute(select(func.count()).where(*where)).scalar_one())


def put(conn: Connection, ask: OpenAsk, token: str, hashes: tuple[str, str, str], at: datetime) -> None:
    """What was asked, under the hashes of its token, network and mailbox; older ones are forgotten."""
    conn.execute(delete(open_ask).where(open_ask.c.at <= at - ASK_LASTS))
    sealed = _seal(token).encrypt(json.dumps(astuple(ask)).encode()).decode("ascii")
    columns = ("token_hash", "network_hash", "mailbox_hash")
    conn.execute(insert(open_ask).values(**dict(zip(columns, hashes, strict=True)), sealed=sealed, at=at))


def taken(conn: Connection, token: str, token_hash: str, at: datetime) -> OpenAsk | None:
    """What was asked by whoever has that token; None where it is too long ago, or nothing was."""
    # The row stays, to be counted, until it is forgotten.
    query = select(open_ask.c.sealed).where(
        open_ask.c.token_hash == token_hash, open_ask.c.at > at - ASK_LASTS
    )
    sealed = conn.execute(query).scalar()
    try:
        return OpenAsk(*json.loads(_seal(token).decrypt(sealed))) if sealed else None
    except InvalidToken:  # by another secret, or changed since
        return None


def _seal(token: str) -> Fernet:
    key = hmac.digest(settings().secret, f"open ask {token}".encode(), "sha256")
    return Fernet(base64.urlsafe_b64encode(key))
