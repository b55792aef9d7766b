"""CoNLL-U in and out: what evaluation and training need of the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.language.annotated import AnnotatedBlock, AnnotatedToken, Word

_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """A sentence as its lines, with its text; `opens` says that a paragraph starts with it."""

    lines: tuple[str, ...]
    text: str
    space_after: bool
    opens: bool


def read_conllu(path: Path) -> list[TreebankSentence]:
    """The sentences of a file.

    A paragraph starts at `newpar` or `newdoc`, else where the stem of `sent_id` changes
    ("b104.1", "b104.2", then "b113.1").

    Raises:
        ModelError: the file can't be read, holds no sentence, or a line has not ten columns.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"can't be read: {error}", file=path, remedy="give a CoNLL-U file"
        ) from error
    sentences = list(_sentences(content.splitlines(), path))
    if not sentences:
        raise ModelError("holds no sentence", file=path, remedy="give a CoNLL-U file")
    return sentences


def _sentences(lines: list[str], path: Path) -> Iterator[TreebankSentence]:
    marked = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    block: list[str] = []
    stem = ""
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            if not line.startswith("#") and line.count("\t") != _COLUMNS - 1:
                raise ModelError(
                    "has not ten columns parted by tabs",
                    file=path,
                    place=f"line {number}",
                    remedy="give a CoNLL-U file",
                )
            block.append(line)
        elif block:
            before, stem = stem, _stem(block)
            opens = any(b.startswith(("# newpar", "# newdoc")) for b in block)
            yield _sentence(block, opens=opens or (not marked and stem != before))
            block = []


def _stem(block: list[str]) -> str:
    for line in block:
        if line.startswith("# sent_id"):
            return line.partition("=")[2].strip().rpartition(".")[0]
    return ""


def _sentence(block: list[str], *, opens: bool) -> TreebankSentence:
    text, space, inside = "", True, 0
    for line in block:
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        number = columns[0]
        if "." in number or (number.isdigit() and int(number) <= inside):
            continue
        if "-" in number:
            inside = int(number.partition("-")[2])
        space = "SpaceAfter=No" not in columns[9].split("|")
        text += columns[1] + " " * space
    return TreebankSentence(tuple(block), text.rstrip(), space, opens)


def raw_text(sentences: Iterable[TreebankSentence]) -> list[str]:
    """The text of each paragraph, as a reader would see it."""
    paragraphs: list[str] = []
    space = True
    for sentence in sentences:
        if sentence.opens or not paragraphs:
            paragraphs.append(sentence.text)
        else:
            paragraphs[-1] += " " * space + sentence.text
        space = sentence.space_after
    return paragraphs


def write_conllu(text: str, blocks: Iterable[AnnotatedBlock]) -> str:
    """Annotated blocks as CoNLL-U. Heads and relations are placeholders.

    A bullet's mark is the first token of its sentence.
    """
    written = []
    for found in blocks:
        offset = found.block.start
        for number, sentence in enumerate(found.sentences):
            lines: list[str] = []
            count = 0
            if found.mark and number == 0:
                mark = text[slice(*found.mark)].strip()
                count = 1
                lines.append(_line("1", Word(mark, mark, "PUNCT", ""), "0"))
            for token in sentence:
                lines.extend(_token(text, offset, token, count))
                count += len(token.words)
            written.append("\n".join(lines) + "\n")
    return "\n".join(written) + "\n" if written else ""


def _token(text: str, offset: int, token: AnnotatedToken, count: int) -> Iterator[str]:
    form = " ".join(text[offset + token.start : offset + token.end].split())
    if len(token.words) > 1:
        yield _line(f"{count + 1}-{count + len(token.words)}", Word(form, "_", "_", ""), "_")
        for at, word in enumerate(token.words, count + 1):
            yield _line(str(at), word, "0" if at == 1 else "1")
    else:
        word = token.words[0]
        yield _line(
            str(count + 1), Word(form, word.lemma, word.upos, word.feats), "1" if count else "0"
        )


def _line(number: str, word: Word, head: str) -> str:
    relation = "_" if head == "_" else "root" if head == "0" else "dep"
    lemma = " ".join(word.lemma.split()) or "_"
    return "\t".join(
        (number, word.form, lemma, word.upos, "_", word.feats or "_", head, relation, "_", "_")
    )
