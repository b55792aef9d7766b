"""The tagger on a small network with Stanza's default heads; the shipped weights have others."""

from pathlib import Path

import pytest
import torch
from stanza.models import tagger as stanza_tagger
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer
from stanza.utils.conll import CoNLL

from pipeline.errors import ModelError
from pipeline.language.tagger import Tagger

SENTENCES = (
    (("Kunta", "NOUN", "Case=Nom"), ("ei", "AUX", "Polarity=Neg"), ("maksa", "VERB", "Mood=Ind")),
    (("Maksa", "NOUN", "Case=Nom"), (".", "PUNCT", "_")),
    (("Kunta", "NOUN", "Case=Nom"), ("maksaa", "VERB", "Mood=Ind|Number=Sing")),
)


def _trainer(folder: Path) -> Trainer:
    rows = [
        "".join(
            f"{at}\t{form}\t_\t{upos}\t_\t{feats}\t{at - 1}\tdep\t_\t_\n"
            for at, (form, upos, feats) in enumerate(sentence, 1)
        )
        for sentence in SENTENCES
    ]
    (folder / "train.conllu").write_text("\n".join(rows) + "\n", encoding="utf-8")
    sizes = ("--hidden_dim", "8", "--char_hidden_dim", "8", "--deep_biaff_hidden_dim", "12")
    args = stanza_tagger.parse_args(
        [
            *("--shorthand", "fi_tdt", "--lang", "fi", "--cpu", "--no_pretrain", *sizes),
            *("--word_cutoff", "1", "--train_file", str(folder / "train.conllu")),
        ]
    )
    vocab, _, _ = stanza_tagger.load_training_data(args, None)
    torch.manual_seed(3)
    trainer = Trainer(args=args, vocab=vocab, pretrain=None, device="cpu")
    for parameter in trainer.model.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    return trainer


def test_biaffine_heads_give_what_stanza_gives(tmp_path: Path) -> None:
    trainer = _trainer(tmp_path)
    assert not trainer.args["share_hid"]
    document = CoNLL.conll2doc(input_file=str(tmp_path / "train.conllu"))
    data = Dataset(document, trainer.args, None, vocab=trainer.vocab, evaluation=True)
    (batch,) = data.to_loader(batch_size=10)
    with torch.no_grad():
        predicted = trainer.predict(batch)
    stock = [
        tuple(
            (upos, "" if feats == "_" else feats)
            for upos, _, feats in predicted[batch.idx.index(at)]
        )
        for at in range(len(SENTENCES))
    ]
    sentences = [tuple(form for form, *_ in sentence) for sentence in SENTENCES]
    assert Tagger(trainer, None).tag(sentences) == stock
    assert len({tag for tags in stock for tag in tags}) > 2


@pytest.mark.parametrize("option", ["charlm", "bert_model"])
def test_a_tagger_that_reads_more_than_forms_is_refused(tmp_path: Path, option: str) -> None:
    trainer = _trainer(tmp_path)
    trainer.args[option] = "x"
    with pytest.raises(ModelError, match="remedy"):
        Tagger(trainer, None)
