"""A mail server on this computer: what it was sent, and how it answers."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.running import free_port

USER, PASSWORD = "explorer", "p@ss word"


@dataclass
class Desk:
    """Takes mail, unless it was told to answer something else."""

    answer: str = "250 taken"
    """To the whole mail; "hang up" closes the line instead."""
    to_recipient: str = "250 fine"
    mails: list[EmailMessage] = field(default_factory=list)
    tried: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: ARG002, N802
        self.tried += 1
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: ARG002, N802
        if self.answer == "hang up":
            server.transport.abort()
            return "421 gone"
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    @staticmethod
    def signed_in(server, session, envelope, mechanism, given) -> AuthResult:  # noqa: ARG004
        right = LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=given == right, handled=False)


@contextmanager
def listening(
    desk: Desk, tls: ssl.SSLContext | None = None, *, from_the_first: bool = False
) -> Iterator[int]:
    """The port at which the desk is reached; with `tls` by STARTTLS, and then only for who signs in."""
    more = {}
    if tls and from_the_first:
        more = {"ssl_context": tls}
    elif tls:
        more = {
            "tls_context": tls,
            "require_starttls": True,
            "authenticator": desk.signed_in,
            "auth_required": True,
        }
    server = Controller(desk, hostname="127.0.0.1", port=free_port(), **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """What a server shows that calls itself so, and the file by which others trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A mail server of the tests")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(public, private)
    return shown, public
