"""Training the Finnish weights with Stanza's own models and trainers.

`data` holds `train.conllu` and `dev.conllu`, with lemmas, UPOS and features; `vectors.vec`
(word2vec text) for the tagger; and, if there is one, `lexicon.conllu` with further forms for the
lemmatizer's dictionary. A part whose weights are there is left alone, so an interrupted training
goes on with the first part that is missing.
"""

from __future__ import annotations

import json
import logging
import random
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from stanza.models import lemmatizer, mwt_expander, tagger
from stanza.models import tokenizer as stanza_tokenizer
from stanza.models.common import utils
from stanza.models.common.pretrain import Pretrain
from stanza.models.lemma.trainer import Trainer as LemmaTrainer
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer as TokenizerTrainer
from stanza.models.tokenization.utils import eval_model, load_mwt_dict
from stanza.utils.conll import CoNLL

from pipeline.errors import ModelError
from pipeline.language.conllu import read_conllu
from pipeline.language.segmenter import FEATURES
from pipeline.language.training_files import (
    labelled,
    paragraphs,
    practised,
    words,
    write_expansions,
    write_forms,
    write_labelled,
)

logger = logging.getLogger(__name__)

SETTINGS_FILE = Path(__file__).with_name("training.toml")
_PACKAGE = "tdt"
_NAMES = ["--lang", "fi", "--shorthand", "fi_tdt", "--cpu"]
_CHECKS = 12  # looks at the development set in a training


def train(data: str | Path, out: str | Path, *, settings: str | Path = SETTINGS_FILE) -> None:
    """Train all parts into the model folder `out`.

    Raises:
        ModelError: a file of `data` is missing or broken, or the settings can't be read.
    """
    data, out = Path(data), Path(out)
    try:
        given = tomllib.loads(Path(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"can't be read: {error}", file=settings, remedy="see training.toml"
        ) from error
    for name in ("train.conllu", "dev.conllu", "vectors.vec"):
        if not (data / name).is_file():
            raise ModelError(
                "is missing", file=data / name, remedy="see train.py on what is needed"
            )
    utils.set_random_seed(given["seed"])
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Callable[[Path, Path, Path, dict[str, Any]], None]] = {
        "pretrain": _pretrain,
        "tokenize": _tokenizer,
        "mwt": _expander,
        "pos": _tagger,
        "lemma": _lemmatizer,
    }
    for part, run in parts.items():
        weights = out / "fi" / part / f"{_PACKAGE}.pt"
        if weights.is_file():
            logger.info("%s is there already", weights)
            continue
        weights.parent.mkdir(parents=True, exist_ok=True)
        unfinished = weights.with_suffix(".part")
        run(data, work, unfinished, given)
        unfinished.replace(weights)
    _write_resources(out)
    shutil.rmtree(work)


def _pretrain(data: Path, work: Path, weights: Path, given: dict[str, Any]) -> None:  # noqa: ARG001
    vectors = Pretrain(str(weights), str(data / "vectors.vec"), max_vocab=-1)
    vectors.load()


def _tokenizer(data: Path, work: Path, weights: Path, given: dict[str, Any]) -> None:
    chosen, seed = given["tokenizer"], given["seed"]
    train, dev = read_conllu(data / "train.conllu"), read_conllu(data / "dev.conllu")
    made = [*paragraphs(map(labelled, train), longest=chosen["paragraph"], seed=seed)]
    made += paragraphs(practised(chosen["practice"], seed=seed), longest=4, seed=seed)
    random.Random(seed).shuffle(made)  # noqa: S311 - no secret
    write_labelled(made, work / "train.txt", work / "train.labels")
    write_labelled(
        paragraphs(map(labelled, dev), longest=chosen["paragraph"], seed=seed),
        work / "dev.txt",
        work / "dev.labels",
    )
    write_expansions(train, work / "expansions.json")
    args = stanza_tokenizer.parse_args(
        [*_NAMES, *_options(chosen, "max_seqlen", "batch_size", "dropout")]
    )
    args["use_mwt"] = True
    args["feat_funcs"] = list(FEATURES)
    args["feat_dim"] = len(FEATURES)
    known = load_mwt_dict(str(work / "expansions.json"))
    files = {"txt": str(work / "train.txt"), "label": str(work / "train.labels")}
    batches = DataLoader(
        args, input_files=files, mwt_expansions={form: parts for form, (parts, _) in known.items()}
    )
    args["vocab_size"] = len(batches.vocab)
    args["num_dict_feat"] = 0
    held_out = {"txt": str(work / "dev.txt"), "label": str(work / "dev.labels")}
    trainer = TokenizerTrainer(args=args, vocab=batches.vocab, device="cpu")
    dropout = chosen["unit_dropout"]

    def step() -> None:
        trainer.update(batches.next(unit_dropout=dropout, feat_unit_dropout=dropout))

    def score() -> float:
        dev_set = TokenizationDataset(
            args, input_files=held_out, vocab=batches.vocab, evaluation=True
        )
        return float(eval_model(args, trainer, dev_set, batches.vocab, known))

    _run(chosen["rates"], step, [trainer.optimizer], score, lambda: trainer.save(str(weights)))


def _expander(data: Path, work: Path, weights: Path, given: dict[str, Any]) -> None:  # noqa: ARG001
    mwt_expander.main(
        [
            *_NAMES,
            *_files(data, weights),
            *("--gold_file", str(data / "dev.conllu")),
            *_options(given["expander"], "num_epoch"),
            "--no_force_exact_pieces",
        ]
    )


def _tagger(data: Path, work: Path, weights: Path, given: dict[str, Any]) -> None:  # noqa: ARG001
    chosen = given["tagger"]
    sizes = (
        "batch_size",
        "char_hidden_dim",
        "hidden_dim",
        "word_cutoff",
        "dropout",
        "word_dropout",
    )
    args = tagger.parse_args(
        [*_NAMES, *_files(data, weights), "--share_hid", *_options(chosen, *sizes)]
    )
    vectors = Pretrain(str(weights.parents[1] / "pretrain" / f"{_PACKAGE}.pt"))
    vocab, _, batches = tagger.load_training_data(args, vectors)
    trainer = TaggerTrainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
    document = CoNLL.conll2doc(input_file=str(data / "dev.conllu"))
    held_out = Dataset(document, args, vectors, vocab=vocab, evaluation=True, sort_during_eval=True)
    gold = [[(word.upos, word.feats or "_") for word in s.words] for s in document.sentences]
    endless = _endless(batches)

    def step() -> None:
        trainer.update(next(endless))

    def score() -> float:
        right = total = 0
        with torch.no_grad():
            for batch in held_out.to_loader(batch_size=200):
                for index, tags in zip(batch.idx, trainer.predict(batch), strict=True):
                    pairs = zip(tags, gold[index], strict=True)
                    right += sum((tag[0], tag[2]) == wanted for tag, wanted in pairs)
                    total += len(tags)
        return right / total

    _run(
        chosen["rates"],
        step,
        trainer.optimizers.values(),
        score,
        lambda: trainer.save(str(weights)),
    )


def _lemmatizer(data: Path, work: Path, weights: Path, given: dict[str, Any]) -> None:
    write_forms(read_conllu(data / "train.conllu"), work / "forms.conllu")
    chosen = given["lemmatizer"]
    lemmatizer.main(
        [
            *("--shorthand", "fi_tdt", "--cpu"),
            *("--train_file", str(work / "forms.conllu"), "--eval_file", str(data / "dev.conllu")),
            *("--secondary_file", str(data / "train.conllu")),
            *("--save_dir", str(weights.parent), "--save_name", weights.name),
            *_options(chosen, "num_epoch", "batch_size", "dropout"),
        ]
    )
    if (data / "lexicon.conllu").is_file():
        add_lexicon(weights, data / "lexicon.conllu")


def add_lexicon(weights: Path, lexicon: Path) -> int:
    """Add a lexicon's forms to the dictionary of a lemmatizer, by form and tag.

    What the dictionary answers already stays as it is. Gives the number of forms added.
    """
    trainer = LemmaTrainer(args={}, model_file=str(weights), device="cpu")
    entries = [
        (columns[1], columns[3], columns[2])
        for sentence in read_conllu(lexicon)
        for columns in words(sentence)
    ]
    known = trainer.skip_seq2seq([(form, upos) for form, upos, _ in entries])
    added = 0
    for (form, upos, lemma), there in zip(entries, known, strict=True):
        if not there:
            added += form not in trainer.pos_dict.setdefault(upos, {})
            trainer.pos_dict[upos].setdefault(form, lemma)
    trainer.save(str(weights))
    return added


def _run(
    rates: list[tuple[int, float]],
    step: Callable[[], None],
    optimizers: Any,
    score: Callable[[], float],
    save: Callable[[], None],
) -> None:
    """Follow a schedule of (steps, rate), keeping what scores best on the development set."""
    total = sum(steps for steps, _ in rates)
    every = max(1, total // _CHECKS)
    done, best = 0, -1.0
    for steps, rate in rates:
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        for _ in range(steps):
            step()
            done += 1
            if done % every == 0 or done == total:
                found = score()
                logger.info("step %d of %d, rate %g: %.4f", done, total, rate, found)
                if found > best:
                    best = found
                    save()


def _endless(batches: Any) -> Iterator[Any]:
    while True:
        yield from batches


def _files(data: Path, weights: Path) -> list[str]:
    return [
        *("--train_file", str(data / "train.conllu"), "--eval_file", str(data / "dev.conllu")),
        *("--save_dir", str(weights.parent), "--save_name", weights.name),
    ]


def _options(chosen: dict[str, Any], *names: str) -> list[str]:
    return [part for name in names for part in (f"--{name}", str(chosen[name]))]


def _write_resources(out: Path) -> None:
    processors = dict.fromkeys(("tokenize", "mwt", "pos", "lemma"), _PACKAGE)
    vectors = {"model": "pretrain", "package": _PACKAGE}
    finnish: dict[str, Any] = {
        "lang_name": "Finnish",
        "default_processors": processors,
        "default_dependencies": {"pos": [vectors]},
        "packages": {"default": processors},
        **{part: {_PACKAGE: {"md5": ""}} for part in (*processors, "pretrain")},
    }
    finnish["pos"][_PACKAGE]["dependencies"] = [vectors]
    finnish["tokenize"][_PACKAGE]["dependencies"] = []
    (out / "resources.json").write_text(json.dumps({"fi": finnish}, indent=1), encoding="utf-8")
