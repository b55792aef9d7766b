"""Training on a handful of sentences, from the treebank to a folder that loads."""

import tomllib
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.language import create
from pipeline.language.conllu import read_conllu
from pipeline.language.train import SETTINGS_FILE, add_lexicon, train
from pipeline.language.training_files import (
    labelled,
    multiwords,
    paragraphs,
    practised,
    write_forms,
)

WORDS = {
    "Kunta": ("kunta", "NOUN", "Case=Nom|Number=Sing"),
    "Yhdistys": ("yhdistys", "NOUN", "Case=Nom|Number=Sing"),
    "ehdottaa": ("ehdottaa", "VERB", "Mood=Ind|Number=Sing"),
    "muutosta": ("muutos", "NOUN", "Case=Par|Number=Sing"),
    "lausuntoa": ("lausunto", "NOUN", "Case=Par|Number=Sing"),
    "ei": ("ei", "AUX", "Polarity=Neg"),
    "että": ("että", "SCONJ", "_"),
    "jotta": ("jotta", "SCONJ", "_"),
    ".": (".", "PUNCT", "_"),
}
SENTENCES = (
    "Kunta ehdottaa muutosta .",
    "Yhdistys ehdottaa lausuntoa .",
    "Kunta ehdottaa ettei Yhdistys ehdottaa .",
    "Yhdistys ehdottaa jottei Kunta ehdottaa .",
)
SETTINGS = """
seed = 1
[tokenizer]
practice = 20
paragraph = 3
max_seqlen = 200
batch_size = 4
dropout = 0.1
unit_dropout = 0.1
rates = [[6, 1e-2], [3, 1e-3]]
[expander]
num_epoch = 2
[tagger]
batch_size = 4
char_hidden_dim = 8
hidden_dim = 8
word_cutoff = 1
dropout = 0.1
word_dropout = 0.1
rates = [[6, 1e-2], [3, 1e-3]]
[lemmatizer]
num_epoch = 2
batch_size = 10
dropout = 0.1
"""


def _conllu(sentences: tuple[str, ...]) -> str:
    blocks = []
    for sentence in sentences:
        lines, number = [], 0
        forms = sentence.split()
        for at, form in enumerate(forms):
            space = "SpaceAfter=No" if forms[at + 1 : at + 2] == ["."] else "_"
            parts = {"ettei": ("että", "ei"), "jottei": ("jotta", "ei")}.get(form, (form,))
            if len(parts) > 1:
                lines.append(f"{number + 1}-{number + 2}\t{form}" + "\t_" * 7 + f"\t{space}")
            for part in parts:
                number += 1
                lemma, upos, feats = WORDS[part]
                head = "0\troot" if number == 1 else "1\tdep"
                lines.append(f"{number}\t{part}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t_\t{space}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) + "\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "train.conllu").write_text(_conllu(SENTENCES * 5), encoding="utf-8")
    (folder / "dev.conllu").write_text(_conllu(SENTENCES), encoding="utf-8")
    rows = [f"{word.lower()} {at} 0.5 1.0 -1.0" for at, word in enumerate(WORDS)]
    vectors = f"{len(rows)} 4\n" + "\n".join(rows) + "\n"
    (folder / "vectors.vec").write_text(vectors, encoding="utf-8")
    (folder / "lexicon.conllu").write_text(
        "1\tseutukunnassa\tseutu#kunta\tNOUN\t_\t_\t0\troot\t_\t_\n\n", encoding="utf-8"
    )
    return folder


def test_labels_tell_tokens_sentences_and_multiwords(data: Path) -> None:
    sentence = read_conllu(data / "train.conllu")[2]
    text, labels = labelled(sentence)
    assert text == "Kunta ehdottaa ettei Yhdistys ehdottaa."
    ends = {text[: at + 1].split()[-1]: label for at, label in enumerate(labels) if label != "0"}
    assert ends == {"Kunta": "1", "ehdottaa": "1", "ettei": "3", "Yhdistys": "1", "ehdottaa.": "2"}
    assert len(labels) == len(text)
    assert list(multiwords(sentence)) == [("ettei", ("että", "ei"))]


def test_paragraphs_hold_every_sentence_once() -> None:
    sentences = list(practised(30, seed=2))
    joined = list(paragraphs(sentences, longest=4, seed=2))
    assert " ".join(text for text, _ in joined) == " ".join(text for text, _ in sentences)
    assert all(len(text) == len(labels) and labels[-1] == "2" for text, labels in joined)
    assert sum(labels.count("2") for _, labels in joined) == 30


def test_forms_are_written_once(data: Path, tmp_path: Path) -> None:
    write_forms(read_conllu(data / "train.conllu"), tmp_path / "forms.conllu")
    forms = [s.text for s in read_conllu(tmp_path / "forms.conllu")]
    assert sorted(forms) == sorted(WORDS)


@pytest.mark.stanza
@pytest.mark.filterwarnings("ignore")
def test_a_folder_is_trained_that_loads(data: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    out = tmp_path / "model"
    train(data, out, settings=tmp_path / "settings.toml")
    doc = create(out)("Kunta ehdottaa muutosta. Seutukunnassa ei.")
    assert "".join(token.text_with_ws for token in doc) == doc.text
    assert all(token.lemma_ and token.pos_ for token in doc)
    assert not (out / "work").exists()
    # a second call goes on with what is missing, and only with that
    tagger = out / "fi" / "pos" / "tdt.pt"
    before = tagger.stat().st_mtime_ns
    lemmatizer = out / "fi" / "lemma" / "tdt.pt"
    lemmatizer.unlink()
    train(data, out, settings=tmp_path / "settings.toml")
    assert lemmatizer.is_file()
    assert tagger.stat().st_mtime_ns == before
    assert add_lexicon(lemmatizer, data / "lexicon.conllu") == 0


@pytest.mark.parametrize("missing", ["train.conllu", "dev.conllu", "vectors.vec"])
def test_missing_data_is_named(data: Path, tmp_path: Path, missing: str) -> None:
    (data / missing).unlink()
    with pytest.raises(ModelError, match="is missing") as caught:
        train(data, tmp_path / "model")
    assert str(caught.value.file).endswith(missing)


def test_the_settings_file_has_all_that_is_read() -> None:
    ours, tiny = tomllib.loads(SETTINGS_FILE.read_text("utf-8")), tomllib.loads(SETTINGS)
    assert {
        key: set(value) if isinstance(value, dict) else None for key, value in ours.items()
    } == {key: set(value) if isinstance(value, dict) else None for key, value in tiny.items()}
