"""Texts that say the same: groups over all responses, found without comparing all pairs."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

NEAR_IDENTICAL = 0.8
"""Cosine from which sentences are copies of each other, a word or an ending changed."""

ASKS_THE_SAME = 0.6
"""Cosine from which the matter of two proposals, see `matter_of`, is the same."""

_STEM_SHARE = 0.6
_LONGEST_ENDING = 5  # letters; a longer rest is the second part of a compound
_WORDS_FOR_A_CHANGE = 8  # a text of so many may have one word changed

_SLACK = 0.1
"""More makes the quick comparison longer and the close one shorter; the pairs stay the same."""

_ROUNDING = 1e-5  # of 32-bit sums
_BLOCK = 2000  # rows compared at once; bounds the memory
_NOT_LETTERS = re.compile(r"[\W_]+")
_DECISIVE = re.compile(
    r"\b(?:\w*\d\w*|e[int]|eivät|emme|ette|älkää|älköön|ilman|liian|(?:ala|ylä)raja\w*"
    r"|enemmän|vähemmän|ennen|jälkeen|lisää|pois|(?:puolt|vastust)\w+)\b"
)
"""What turns a sentence into another however like the rest is: numbers, negations, directions."""

_ASKING = re.compile(
    r"\b(?:(?:ehdot|esit|toivo|pyyd|vaadi|katso|suosit)\w*(?:mme|n|taan|tään|taisiin|vat|vät)"
    r"|tul(?:ee|isi|evat)|pit(?:ää|äisi)|täyty(?:y|isi)|on|olisi|ovat|syytä|hyvä|tärkeää"
    r"|tarpeen|tarpeellista|välttämätöntä|kannattaisi|voisi|voitaisiin|että|myös|lisäksi|siis"
    r"|mielestämme|toivottavaa)\b"
)
"""Words that ask, without a word of what for."""

Pairs = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]
"""Rows i < j and their cosine, ordered by (i, j)."""


def group_similar(
    texts: Sequence[str],
    *,
    threshold: float = NEAR_IDENTICAL,
    kinds: Sequence[Hashable] | None = None,
) -> list[int]:
    """For each text the position of its group's centre; a text alone is its own centre.

    Texts are compared by the cosine of their character n-grams, which sees through Finnish
    inflection; they must hold the same numbers and negations, and no word in another's place.
    Every member is so like its centre, so a chain of small changes joins no two texts that differ
    much. Case, punctuation and spacing don't count. Texts without letters and digits stay alone.
    With `kinds`, one a text, only texts of one kind go together. The same texts in the same order
    give the same groups.

    >>> group_similar(["Neuvola säilytettävä!", "Koulu kiinni.", "neuvola säilytettävä"])
    [0, 1, 0]
    """
    first: dict[tuple[str, Hashable], int] = {}
    firsts = []
    for position, text in enumerate(texts):
        form = normal_form(text), kinds[position] if kinds else None
        firsts.append(first.setdefault(form, position) if form[0] else position)
    pairs = similar_pairs(
        [form for form, _ in first], threshold=threshold, kinds=[kind for _, kind in first]
    )
    places = list(first.values())
    centres = [places[centre] for centre in _stars(len(places), pairs)]
    centre_of = dict(zip(places, centres, strict=True))
    return [centre_of.get(place, place) for place in firsts]


def matter_of(proposal: str, *, references: Sequence[str] = ()) -> str:
    """What a proposal is about: its words without those that only ask, and without `references`.

    >>> matter_of("Luvussa 5.3 olisi hyvä määritellä osoptimointi.", references=["Luvussa 5.3"])
    'määritellä osoptimointi'
    """
    for surface in references:
        proposal = proposal.replace(surface, " ")
    form = normal_form(proposal)
    return normal_form(_ASKING.sub(" ", form)) or form


def normal_form(text: str) -> str:
    """Lower case letters and digits, one space between words.

    >>> normal_form("  Luku 5.1: SÄILYTETTÄVÄ! ")
    'luku 5 1 säilytettävä'
    """
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def similar_pairs(
    texts: Sequence[str], *, threshold: float, kinds: Sequence[Hashable] | None = None
) -> Pairs:
    """All pairs whose cosine is at least `threshold`, which is over 0, with the same numbers and
    negations, and with no word in another's place.

    Exact, yet few pairs are looked at closely. A unit vector is cut so that its commonest
    n-grams, taken alone, are no longer than the threshold less `_SLACK`. So two vectors that reach
    the threshold have at least the slack from n-grams of both rare parts, which are quick to
    compare (after Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
    """
    nothing = np.empty(0, dtype=np.intp)
    if len(texts) < 2:
        return nothing, nothing, np.empty(0)
    decisive = _codes(texts, kinds)
    words = [frozenset(text.split()) for text in texts]
    vectors = _vectors(texts)
    rare = _rare_parts(vectors, longest_rest=threshold - _SLACK)
    turned = rare.T.tocsr()
    left, right, cosines = [nothing], [nothing], [np.empty(0)]
    for start in range(0, len(texts), _BLOCK):
        shared = (rare[start : start + _BLOCK] @ turned).tocoo()
        enough = shared.data >= _SLACK - _ROUNDING
        i, j = shared.row[enough] + start, shared.col[enough]
        later = (i < j) & (decisive[i] == decisive[j])
        i, j = i[later].astype(np.intp), j[later].astype(np.intp)
        for at in range(0, len(i), 100 * _BLOCK):
            some_i, some_j = i[at : at + 100 * _BLOCK], j[at : at + 100 * _BLOCK]
            cosine = np.asarray(vectors[some_i].multiply(vectors[some_j]).sum(axis=1)).ravel()
            close = np.flatnonzero(cosine >= threshold - _ROUNDING)
            same = [n for n in close.tolist() if not says_other(words[some_i[n]], words[some_j[n]])]
            left.append(some_i[same])
            right.append(some_j[same])
            cosines.append(cosine[same])
    i, j, cosine = np.concatenate(left), np.concatenate(right), np.concatenate(cosines)
    order = np.lexsort((j, i))
    return i[order], j[order], cosine[order]


def says_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word stands in the place of another: "lisättävä mittarit", "poistettava mittarit".
    What one text has more than the other is no such word; long texts may have a few.
    """
    first, second = one - other, other - one
    if not first or not second:
        return False
    first_alone = sum(not any(same_stem(word, w) for w in second) for word in first)
    second_alone = sum(not any(same_stem(word, w) for w in first) for word in second)
    return min(first_alone, second_alone) > min(len(one), len(other)) // _WORDS_FOR_A_CHANGE


def same_stem(one: str, other: str) -> bool:
    """Whether two words look like forms of one: most of the shorter begins the longer.

    >>> same_stem("säilytettävä", "säilyttää"), same_stem("kyläkoulu", "kyläkirjasto")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > _LONGEST_ENDING:
        return False
    stem = max(3, math.ceil(_STEM_SHARE * len(shorter)))
    return len(shorter) >= stem and longer.startswith(shorter[:stem])


def _codes(texts: Sequence[str], kinds: Sequence[Hashable] | None) -> NDArray[np.intp]:
    """A number for each text, the same for texts of one kind with the same decisive words."""
    codes: dict[Hashable, int] = {}
    return np.array(
        [
            codes.setdefault((kind, *sorted(_DECISIVE.findall(text))), len(codes))
            for text, kind in zip(texts, kinds or [None] * len(texts), strict=True)
        ],
        dtype=np.intp,
    )


def _vectors(texts: Sequence[str]) -> csr_matrix:
    """Unit rows, columns from the rarest n-gram to the commonest."""
    vectoriser = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(4, 4), sublinear_tf=True, lowercase=False, dtype=np.float32
    )
    vectors: Any = vectoriser.fit_transform([f"{text} " for text in texts])
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    return vectors[:, np.argsort(spread, kind="stable")].sorted_indices()


def _rare_parts(vectors: csr_matrix, *, longest_rest: float) -> csr_matrix:
    """The vectors without their commonest n-grams, as many as are no longer than `longest_rest`
    together, and without those that no other text has.
    """
    upto = np.concatenate(([0.0], np.cumsum(vectors.data.astype(np.float64) ** 2)))
    ends = upto[np.repeat(vectors.indptr[1:], np.diff(vectors.indptr))]
    rest = ends - upto[:-1]  # squared length from this n-gram to the row's last
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    kept = (rest >= longest_rest**2 - _ROUNDING) & (spread[vectors.indices] > 1)
    rows = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))[kept]
    return csr_matrix((vectors.data[kept], (rows, vectors.indices[kept])), shape=vectors.shape)


def _stars(count: int, pairs: Pairs) -> list[int]:
    """Centre of each text: the one with the most neighbours takes them all, then the next."""
    left, right, _ = pairs
    links = csr_matrix(
        (np.ones(2 * len(left), dtype=np.int8), (np.r_[left, right], np.r_[right, left])),
        shape=(count, count),
    )
    centres = [-1] * count
    for text in np.argsort(-np.diff(links.indptr), kind="stable").tolist():
        if centres[text] == -1:
            centres[text] = text
            for neighbour in links.indices[links.indptr[text] : links.indptr[text + 1]].tolist():
                if centres[neighbour] == -1:
                    centres[neighbour] = text
    return centres
