"""E-mail (EML): the letter is the mail, or the one document it carries."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePath

from pipeline.errors import IngestError
from pipeline.ingest.characters import clean
from pipeline.ingest.content import Table, Text
from pipeline.ingest.web_page import read_html
from pipeline.schema import Notice

Reader = Callable[[bytes, str], Text | Table]

_HEADERS = (
    ("from", "Lähettäjä"),
    ("date", "Lähetetty"),
    ("to", "Vastaanottaja"),
    ("cc", "Kopio"),
    ("subject", "Aihe"),
)
_COVER = 1500
"""Characters; a mail that carries a document and says no more is a cover note."""


def read_eml(data: bytes, name: str, readers: dict[str, Reader]) -> Text | Table:
    """The mail as a letter; if it is but a cover note to one document, that document.

    `readers` read the documents, by their suffix.

    Raises:
        IngestError: the file is no mail, or neither it nor what it carries can be read.
    """
    mail = message_from_bytes(data, policy=policy.default)
    if not mail.keys() or not isinstance(mail, EmailMessage):
        raise IngestError("is no mail", file=name, remedy="save the mail again as EML")
    try:
        body = _body(mail, name)
        attached = list(_documents(mail, readers))
        head = [f"{label}: {clean(str(mail[key]))}" for key, label in _HEADERS if mail[key]]
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise IngestError(
            "is damaged or in an unknown encoding", file=name, remedy="save the mail again as EML"
        ) from error
    if len(attached) == 1 and sum(map(len, body)) < _COVER:
        title, content, suffix = attached[0]
        found = readers[suffix](content, f"{name}, attachment {title}")
        note = Notice(code="attachment", message=f"read the attachment {title}, not the mail")
        if isinstance(found, Table):
            return Table(found.rows, (*found.notices, note))
        return Text(found.lines, (*found.notices, note), found.notes)
    notices = [
        Notice(code="attachment-unread", message=f"the attachment {title} was not read")
        for title, _, _ in attached
    ]
    return Text((*" \n".join(head).split("\n"), "", *body), tuple(notices))


def _body(mail: EmailMessage, name: str) -> list[str]:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return []
    content = part.get_content()
    if part.get_content_subtype() == "html":
        return list(read_html(content.encode(), name).lines) if content.strip() else []
    return clean(content).split("\n")


def _documents(mail: EmailMessage, readers: dict[str, Reader]) -> list[tuple[str, bytes, str]]:
    found = []
    for part in mail.iter_attachments():
        title = PurePath((part.get_filename() or "").replace("\\", "/")).name
        suffix = PurePath(title).suffix.lower()
        payload = part.get_payload(decode=True)
        if suffix in readers and isinstance(payload, bytes):
            found.append((title, payload, suffix))
    return found
