"""Measures from raw text: hand-made treebanks, and the consultation sentences with the weights."""

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.errors import ModelError
from pipeline.language.conllu import raw_text, read_conllu, write_conllu
from pipeline.language.evaluate import compare, evaluate, evaluate_sentences
from pipeline.settings import PROJECT

GOLD = """# newpar
# text = Ei riitä, ettei lopu.
1	Ei	ei	AUX	_	Polarity=Neg	2	aux	_	_
2	riitä	riittää	VERB	_	Connegative=Yes	0	root	_	SpaceAfter=No
3	,	,	PUNCT	_	_	2	punct	_	_
4-5	ettei	_	_	_	_	_	_	_	_
4	että	että	SCONJ	_	_	2	mark	_	_
5	ei	ei	AUX	_	Polarity=Neg	2	aux	_	_
6	lopu	loppua	VERB	_	Connegative=Yes	2	dep	_	SpaceAfter=No
7	.	.	PUNCT	_	_	2	punct	_	_

# text = Palvelustrategia on hyvä.
1	Palvelustrategia	palvelu#strategia	NOUN	_	Case=Nom	0	root	_	_
2	on	olla	AUX	_	_	1	cop	_	_
3	hyvä	hyvä	ADJ	_	Case=Nom	1	dep	_	SpaceAfter=No
4	.	.	PUNCT	_	_	1	punct	_	_

"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_the_raw_text_is_read_back(gold: Path) -> None:
    assert raw_text(read_conllu(gold)) == ["Ei riitä, ettei lopu. Palvelustrategia on hyvä."]


@pytest.mark.parametrize(
    ("before", "after", "measure"),
    [
        ("\thyvä\thyvä\tADJ", "\thyvä\thyvä\tADV", "upos"),
        ("\thyvä\tADJ", "\thyvää\tADJ", "lemmas"),
        ("\tCase=Nom\t0", "\tCase=Gen\t0", "features"),
    ],
)
def test_each_error_lowers_its_measure(before: str, after: str, measure: str) -> None:
    assert before in GOLD
    scores = compare(GOLD, GOLD.replace(before, after))
    assert getattr(scores, measure) == pytest.approx(100 * 10 / 11)
    others = {"tokens", "sentences", "words", "upos", "features"} - {measure}
    assert {getattr(scores, other) for other in others} == {100.0}


def test_compound_marks_count_only_in_the_marked_lemmas() -> None:
    scores = compare(GOLD, GOLD.replace("palvelu#strategia", "palvelustrategia"))
    assert scores.lemmas == pytest.approx(100 * 10 / 11)
    assert scores.lemmas_unmarked == 100


def test_a_missed_boundary_costs_both_sentences() -> None:
    first, second = GOLD.strip().split("\n\n")
    moved = [
        "\t".join([str(int(columns[0]) + 7), *columns[1:6], "2", "dep", "_", "_"])
        for columns in (line.split("\t") for line in second.splitlines()[1:])
    ]
    assert compare(GOLD, first + "\n" + "\n".join(moved) + "\n\n").sentences == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "no sentence"), ("1\tEi\tei\n\n", "line 1.*ten columns")],
)
def test_what_is_no_conllu_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        read_conllu(path)


def test_texts_that_differ_are_refused() -> None:
    with pytest.raises(ModelError, match="can't be compared"):
        compare(GOLD, GOLD.replace("\tlopu\t", "\tloppuu\t"))


@pytest.mark.stanza
def test_a_treebank_is_evaluated_from_its_raw_text(finnish: Language, gold: Path) -> None:
    scores = evaluate(gold, finnish.tokenizer.annotator)  # type: ignore[union-attr]
    assert scores.tokens == scores.sentences == scores.words == 100
    assert scores.upos > 80
    assert scores.lemmas_unmarked > 80


@pytest.mark.stanza
def test_a_bullets_mark_is_written_as_a_token(finnish: Language) -> None:
    text = "- yksi asia"
    (blocks,) = finnish.tokenizer.annotator.annotate([text])  # type: ignore[union-attr]
    forms = [line.split("\t")[1] for line in write_conllu(text, blocks).splitlines() if line]
    assert forms == ["-", "yksi", "asia"]


@pytest.mark.stanza
def test_sentences_of_consultation_responses(finnish: Language) -> None:
    gold = PROJECT / "data" / "annotated" / "language" / "sentences.jsonl"
    score = evaluate_sentences(gold, finnish.tokenizer)  # type: ignore[arg-type]
    assert score.total >= 300
    assert score.percent >= 99, score.missed


@pytest.mark.stanza
@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}'])
def test_a_broken_line_is_named(tmp_path: Path, finnish: Language, line: str) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(f'{{"text": "a", "sentences": ["a"]}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ModelError, match="line 2"):
        evaluate_sentences(path, finnish.tokenizer)  # type: ignore[arg-type]
