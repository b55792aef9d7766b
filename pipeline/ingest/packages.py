"""Zipped XML, as Word, OpenDocument and Excel write it: opened with suspicion."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipeline.errors import IngestError

MAX_UNPACKED = 200_000_000
"""Bytes; a document of text unpacks to a few million."""
MAX_RATIO = 200
"""A part that is this many times larger unpacked is a bomb; text packs to a tenth or so."""
MAX_PARTS = 5_000
_SMALL = 1_000_000
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # an unknown compression or version
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for packages that are not in order."""


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """The package, its size checked before anything is unpacked.

    Raises:
        IngestError: it is no package, damaged, encrypted, or a bomb.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise _damaged(name) from error
    parts = package.infolist()
    bomb = any(
        part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if bomb or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise IngestError(
            "unpacks to far more than a document holds", file=name, remedy="don't open it"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise IngestError("is encrypted", file=name, remedy="ask for it without a password")
    return package


def read_part(package: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    """The root element of a part; None if the package has no such part.

    No entity is resolved and nothing is fetched.

    Raises:
        IngestError: the part is damaged.
    """
    try:
        data = package.read(part)
    except KeyError:
        return None
    except DAMAGE as error:
        raise _damaged(name, part) from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name, part) from error


def _damaged(name: str, part: str | None = None) -> IngestError:
    return IngestError(
        "is damaged or cut short", file=name, place=part, remedy="ask for the file again"
    )
