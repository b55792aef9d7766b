"""The parts of a letter around its text: letterhead, matter, salutation, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.flow import BULLET, ends_sentence
from pipeline.ingest.page_furniture import COLUMNS

SUBJECT = re.compile(
    r"\s*(?:Asia|Aihe|Otsikko|Ärende|Ämne|Subject)\s*:\s*(?P<text>\S.*)?$", re.IGNORECASE
)
_MAIL_PREFIX = re.compile(r"^(?:(?:VS|VL|Re|Fwd?|SV)\s*:\s*)+", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(?:Viite|Viitteenne|Lähettäjä|Lähetetty|Päiväys|Pvm|Päivämäärä|Vastaanottaja(?:t)?|Kopio"
    r"|Jakelu"
    r"|Dnro|Diaarinumero|Diarie?n(?:umme)?r|Tiedoksi|Liitteet|Liite|Puh(?:elin)?|Sähköposti|E-post"
    r"|Från|Till|Skickat|Datum|From|To|Cc|Sent|Date|Y-tunnus|Referens|Lausuntopyyntönne"
    r"|Lausuntopyyntö)\s*(?::|\.|\s\d)",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\s*(?:Lähettäjä|Från|From)\s*:\s*(?P<name>[^<\n]*)", re.IGNORECASE)
_SUBJECT_WORD = re.compile(
    r"lausun(?:to|non)|mielipi|muistutu|kannano|komment|vastine|utlåtande|yttrande|remiss|palaut",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"^[^a-zåäö]*\d{1,4}\s*[/.]\s*\d[\d./ ]*(?:§.*)?$|^\W*§?\s*\d+\s*§?\W*$|§\s*\d+\s*$"
    r"|\b\d{1,2}\.\s?(?:\d{1,2}\.|(?:päivänä\s)?[a-zåäö]+kuuta)\s?\d{4}\b|@|https?://|www\."
    r"|\b\d{5}\s+[A-ZÅÄÖ]"
)
"""Diary numbers, minutes, dates, addresses: a letter's head, never a heading."""

BODY_NAME = re.compile(
    r"(?:\b(?:ry|rf|oy|oyj|ab|osk|tmi|ky)\b|(?:yhdisty|säätiö|liitto|liiton|kunta|kunnan|kaupunki"
    r"|kaupungin|virasto"
    r"|keskus|keskuksen|ministeriö|yliopisto|seurakun|neuvosto|museo|laitos|lautakunta|toimisto"
    r"|valtuut"
    r"|oikeus\b|opisto|koulu|teatteri|järjestö|seura\b|toimikunta|alue\b|alueen|kirkko|osuuskunta"
    r"|pankki"
    r"|vartiosto|esikunta|hallitus|palvelut|yksikkö|osasto|ammattilaiset|yrittäjät|nuoret|martat"
    r"|kirjasto"
    r"|verkosto|foorumi|tutkimus|akatemia|kamari|virkamiehet|erämiehet|sairaala|palokunta|vpk\b"
    r"|förening|förbund|kommun\b|stad\b|verket\b|stiftelse|församling|universitet))",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"(?:lle|kirjaamo\w*|vastaanottaja)$", re.IGNORECASE)
_SALUTATION = re.compile(
    r"\s*(?:hei|hei vaan|moi|moikka|moro|terve|tervehdys|(?:hyvää )?päivää|huomenta|hyvää \w+"
    r"|hyvät? \w+"
    r"|arvoisat? \w+(?: \w+)?|bästa \w+|hej|god dag|dear \w+)\b(?:\s+[\wäö-]+){0,3}\s*[,!.]*\s*$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\s*(?:(?:ystävällisin |parhain |lämpimin |yhteistyö)?terveisin\b|terkuin\b|terkut\b|terv\."
    r"|t\.\s"
    r"|kunnioittaen\b|kunnioittavasti\b|ystävällisesti\b|yhteistyöterveisin\b|vänliga? hälsning"
    r"|med vänlig"
    r"|högaktningsfullt|.{0,60}\bpuolesta\s*,?\s*$|otteen oikeaksi|vakuudeksi|på .{1,40} vägnar)",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(
    r"\s*(?:lisätietoja\b|lisätiedot\b|lisätietoja antaa|yhteyshenkilö|yhteystiedot|liit(?:e"
    r"|teet)\s*:"
    r"|tiedoksi\b|jakelu\b|asiakirja on (?:sähköisesti|hyväksytty|allekirjoitettu)"
    r"|tämä asiakirja on"
    r"|.{0,40}\b(?:sähköisesti allekirjoitettu|allekirjoitettu sähköisesti|hyväksytty sähköisesti)"
    r"|asian (?:on )?(?:esitellyt|esitteli|ratkaissut|ratkaisi|valmistellut)|esittelijä\b"
    r"|lähetetty .*puhelime"
    r"|lähetetty \w+(?:in|sta)\b|sent from|skickat från|mer information|ytterligare information"
    r"|bilag\w+\s*:)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\s*(?:>|-{3,}\s*(?:alkuperäinen|original|ursprungligt)|_{10,}$)", re.IGNORECASE
)
NAME = r"[A-ZÅÄÖ][a-zåäöéèüš]+(?:-[A-ZÅÄÖ][a-zåäöéèüš]+)?(?:\s[A-ZÅÄÖ]\.)?"
"""A given name or a surname, in a pattern; the given name may have an initial behind it."""
_LONG = 25
_SHORT = 3


def is_prose(lines: Sequence[str]) -> bool:
    """Whether a group of lines is running text rather than head, heading or signature."""
    text = " ".join(line.strip() for line in lines)
    words = text.split()
    if SUBJECT.match(lines[0]) or _FIELD.match(lines[0]) or is_afterword(lines):
        return False
    if any(COLUMNS.search(line.strip()) for line in lines):
        return len(words) >= _LONG and len(lines) > 2
    sentences = len(words) >= 6 and (ends_sentence(text) or re.search(r"[.!?]\s+[A-ZÅÄÖ]", text))
    return bool(sentences) or len(words) >= _LONG


def is_salutation(line: str) -> bool:
    """Whether a line greets the reader.

    >>> is_salutation("Hyvä vastaanottaja,"), is_salutation("Hyvä, että kysytte.")
    (True, False)
    """
    return _SALUTATION.match(line) is not None


def is_afterword(lines: Sequence[str]) -> bool:
    """Whether a group tells how the letter was signed, sent or may be asked about."""
    return _AFTERWORD.match(lines[0]) is not None or CLOSING.match(lines[0]) is not None


def starts_quoted_mail(line: str) -> bool:
    """Whether the mail that is answered begins here."""
    return _QUOTED.match(line) is not None


def is_head(line: str) -> bool:
    """Whether a line belongs to a letter's head: a field, a date, an address, columns."""
    text = line.strip()
    return bool(
        _FIELD.match(line)
        or SUBJECT.match(line)
        or _RECORD.search(text)
        or COLUMNS.search(text)
        or _ADDRESSEE.search(text)
    )


def subject_of(groups: Sequence[Sequence[str]]) -> tuple[int, str] | None:
    """The group that names the matter and the matter itself, if the head has one."""
    for at, group in enumerate(groups):
        for row, line in enumerate(group):
            match = SUBJECT.match(line)
            if match:
                more = []
                for following in group[row + 1 :]:
                    if _FIELD.match(following):
                        break
                    more.append(following)
                text = " ".join(part.strip() for part in (match["text"] or "", *more)).strip()
                if not text and at + 1 < len(groups):
                    return at + 1, " ".join(part.strip() for part in groups[at + 1])
                return at, _MAIL_PREFIX.sub("", text)
    for at, group in reversed(list(enumerate(groups))):
        text = " ".join(line.strip() for line in group)
        words = text.split()
        names_it = _SUBJECT_WORD.search(text) or text.isupper()
        if at and len(words) >= 3 and names_it and not any(is_head(line) for line in group):
            return at, text
    return None


def organisation_of(
    head: Sequence[Sequence[str]], signature: Sequence[Sequence[str]]
) -> str | None:
    """The body that writes: the sender of a mail, else the letterhead, else the signature.

    Private persons have none.
    """
    lines = [line for group in head for line in group]
    sender = next((match for line in lines if (match := _SENDER.match(line))), None)
    if sender:
        name = sender["name"].strip()
        return name if BODY_NAME.search(name) else None
    top = [re.split(r"\s{3,}|\t", line.strip())[0] for line in (head[0] if head else ())[:3]]
    signed = [line.strip() for group in signature for line in group]
    for text in (*top, *signed):
        bare = CLOSING.sub("", text) if CLOSING.match(text) else text
        if len(bare.split()) <= 9 and BODY_NAME.search(bare) and not _RECORD.search(bare):
            return bare.rstrip(",")
    return None


def names_of(signature: Sequence[Sequence[str]], head: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Persons' full names in the signature and of the sender, for masking."""
    lines = [line for group in signature for line in group]
    lines += [match["name"] for group in head for line in group if (match := _SENDER.match(line))]
    names = []
    for line in lines:
        for part in re.split(r"\s{3,}|\t|,", line.strip()):
            match = re.fullmatch(rf"(?:t\.\s)?({NAME}(?:\s{NAME}){{1,2}})", part)
            if match and not BODY_NAME.search(part):
                names.append(match[1])
    return tuple(dict.fromkeys(names))


def signature_start(groups: Sequence[Sequence[str]]) -> int:
    """The first group of the signature block at the letter's end; `len(groups)` without one."""
    start = len(groups)
    for at in reversed(range(len(groups))):
        group = groups[at]
        text = " ".join(line.strip() for line in group)
        if is_afterword(group) or starts_quoted_mail(group[0]):
            start = at
            continue
        sentence = ends_sentence(text) and len(text.split()) > 1 and not _FIELD.match(group[0])
        if sentence or any(BULLET.match(line) for line in group) or is_prose(group):
            break
        start = at
    while start < len(groups) and not _looks_signed(groups[start]):
        start += 1
    return start


def _looks_signed(group: Sequence[str]) -> bool:
    """Whether a group could be part of a signature rather than a sentence without its full stop."""
    return (
        is_afterword(group)
        or starts_quoted_mail(group[0])
        or all(
            len(line.split()) <= _SHORT
            or COLUMNS.search(line.strip())
            or _FIELD.match(line)
            or _RECORD.search(line)
            or BODY_NAME.search(line)
            for line in group
        )
    )
