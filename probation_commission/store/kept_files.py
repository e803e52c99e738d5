"""Files that were to be kept, in the database, so that every app server has them (decision 62)."""

import zlib
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from probation_commission.store.database import Connection
from probation_commission.store.staging import UNFINISHED
from probation_commission.store.tables import kept_file, upload


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was loaded."""

    file_name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PackedFile:
    """The bytes of a file, compressed before any transaction begins: of a large one it takes a second."""

    packed: bytes
    size: int


def pack(content: bytes) -> PackedFile:
    """The bytes of an upload as they are written down."""
    return PackedFile(zlib.compress(content), len(content))


def put(conn: Connection, upload_id: int, file: PackedFile) -> None:
    """The bytes of an upload, written down."""
    conn.execute(insert(kept_file).values(upload_id=upload_id, packed=file.packed, size=file.size))


def find(conn: Connection, upload_id: int) -> KeptFile | None:
    """The kept file of an upload, if it was kept."""
    query = (
        select(upload.c.file_name, upload.c.sha256, kept_file.c.packed, kept_file.c.size)
        .join(kept_file, kept_file.c.upload_id == upload.c.id)
        .where(upload.c.id == upload_id, ~UNFINISHED)
    )
    row = conn.execute(query).first()
    if row is None:
        return None
    # No further than the size that was written down, whatever the bytes would unpack to.
    unpacked = zlib.decompressobj().decompress(row.packed, row.size)
    return KeptFile(row.file_name, row.sha256, unpacked)


def remove(conn: Connection, upload_id: int) -> None:
    """The end of a kept file: its bytes are deleted, the upload with its hash stays."""
    conn.execute(delete(kept_file).where(kept_file.c.upload_id == upload_id))
