"""What the background fields of forms mean: who answers, for whom, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from pipeline.schema import Respondent


class Role(Enum):
    """What a background field tells of the respondent."""

    NUMBER = "number"
    TIME = "time"
    NAME = "name"
    CONTACT = "contact"
    ORGANISATION = "organisation"
    GROUP = "group"
    TITLE = "title"
    OTHER = "other"


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            Role.GROUP,
            r"^(?:\d+\.\s*)?(?:mitä seuraavista|mitä tahoa|mikä seuraavista|vastaajaryhmä"
            r"|vastaajataho"
            r"|ketä edustat|edustan\b|edustatteko|vastaan\b|kenen puolesta|vastaajan (?:tausta"
            r"|rooli"
            r"|ryhmä)|taustaorganisaatio|vilken grupp|jag representerar|vem representerar)",
        ),
        (
            Role.NUMBER,
            r"^(?:vastaaja(?:n)?\s?(?:numero|nro|id|tunniste)|vastaaja\s*#|id|nro|svarsnummer"
            r"|respondent(?:\s?(?:id|number))?|vastausnumero)$",
        ),
        (
            Role.TIME,
            r"^(?:vastaus(?:aika|päivä|pvm)|(?:aloitus|lopetus|lähetys|tallennus)(?:aika|hetki)"
            r"|aikaleima"
            r"|lähetetty|pvm|päivämäärä|svarstid|timestamp|(?:start|end)\s?time)\b",
        ),
        (
            Role.NAME,
            r"^(?:vastaajan |yhteyshenkilön )?(?:etu|suku|koko ?)?nim(?:i|et)\b|^(?:för"
            r"|efter)?namn$",
        ),
        (
            Role.CONTACT,
            r"puhelin|\bpuh\b|sähköposti|e-?mail|\be-post\b|telefon|\bosoite|katuosoite"
            r"|lähiosoite|postinumero"
            r"|postitoimipaikka|yhteystie|yhteyshenkilö|adress\b|ip-osoite|henkilötunnus",
        ),
        (
            Role.ORGANISATION,
            r"edustamani (?:taho|toimija|organisaatio)|edustamanne|^taho\b|^toimija\b|organisaatio"
            r"|^(?:yhteisön|järjestön|yrityksen|yhdistyksen|kunnan|viraston) nimi|^yhteisö\b"
            r"|^järjestö\b"
            r"|^kunta\b|^virasto\b|organisation",
        ),
        (
            Role.TITLE,
            r"^(?:titteli|tehtävä(?:nimike)?|asema|rooli|virka|ammatti|titel|befattning)\b",
        ),
        (
            Role.OTHER,
            r"^(?:kieli|tila|status|selain|språk|laite|kyselyn nimi|linkki|lähde|pisteet)$",
        ),
    )
)
"""In order: "Vastaajan tausta" is a group before it is anything else."""


_LONGEST_LABEL = 200
_MOST_WORDS = 6
"""What is longer or asks is a question, of which only the one for the group is background."""


def role_of(label: str) -> Role | None:
    """The role of a background field, None for what is none.

    >>> role_of("Puhelin (ei pakollinen)"), role_of("Edustamani taho/toimija")
    (<Role.CONTACT: 'contact'>, <Role.ORGANISATION: 'organisation'>)
    >>> role_of("Mitä riskejä näette?") is None
    True
    """
    label = label.strip().rstrip(":*").strip()
    if len(label) > _LONGEST_LABEL:
        return None
    asks = "?" in label or len(re.sub(r"\(.*?\)", "", label).split()) > _MOST_WORDS
    roles = _ROLES[:1] if asks else _ROLES
    return next((role for role, pattern in roles if pattern.search(label)), None)


_EMPTY = re.compile(
    r"[\s.…_–—-]*|\(?(?:ei vastau\w+|ei vastattu|tyhjä|inga svar|inget svar|no (?:answers?"
    r"|response)"
    r"|n/a)\)?\.?",
    re.IGNORECASE,
)


def is_empty(value: str) -> bool:
    """Whether the form shows that nothing was answered.

    >>> [is_empty(value) for value in ("-", "Ei vastauksia", "Ei.", "Ei kommentoitavaa.")]
    [True, True, False, False]
    """
    return _EMPTY.fullmatch(value.strip()) is not None


def respondent_of(roles: Iterable[tuple[Role, str]]) -> tuple[Respondent, tuple[str, ...]]:
    """The respondent without contact details, and the person's names, for masking."""
    found: dict[Role, list[str]] = {}
    for role, value in roles:
        if not is_empty(value):
            found.setdefault(role, []).append(" ".join(value.split()))
    names = found.get(Role.NAME, [])
    return (
        Respondent(
            organisation=next(iter(found.get(Role.ORGANISATION, [])), None),
            group=next(iter(found.get(Role.GROUP, [])), None),
            role=next(iter(found.get(Role.TITLE, [])), None),
        ),
        (" ".join(names),) if names else (),
    )
