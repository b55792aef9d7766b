from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from skops.io import dumps

from pipeline.classification import Classifier, Example, load_classifier, save_classifier
from pipeline.classification.component import SentenceClassifier
from pipeline.classification.evaluate import evaluate, score
from pipeline.classification.model import METADATA_FILE, WEIGHTS_FILE, model_fingerprint, weights
from pipeline.classification.report import card, render
from pipeline.classification.train import train
from pipeline.doc import SENTENCES
from pipeline.errors import AnnotationError, ModelError
from pipeline.schema import LABELS
from tests.classification.conftest import MakeDoc

SENTENCES_OF = {
    "proposal": "Ehdotamme/ehdottaa/VERB/Number=Plur|Person=1|VerbForm=Fin siltaa/silta/NOUN",
    "critique": "Luvusta/luku/NOUN puuttuu/puuttua/VERB/VerbForm=Fin silta/silta/NOUN",
    "risk": "Riskinä/riski/NOUN on/olla/AUX/VerbForm=Fin uupumus/uupumus/NOUN",
    "support": "Kannatamme/kannattaa/VERB/Number=Plur|Person=1|VerbForm=Fin siltaa/silta/NOUN",
    "none": "Jäseniä/jäsen/NOUN on/olla/AUX/VerbForm=Fin 312/312/NUM",
}


@pytest.fixture
def examples(make_doc: MakeDoc) -> list[Example]:
    return [
        Example(
            doc=make_doc(*SENTENCES_OF.values(), question="Mitä mieltä olette?"),
            response_id=f"r{number}",
            draft=f"d{number % 2}",
            source="authored",
            labels=LABELS,
            also=(("critique",), (), (), (), ()) if number % 2 else ((),) * 5,
        )
        for number in range(16)
    ]


@pytest.fixture
def classifier(examples: list[Example]) -> Classifier:
    return train(examples)


def test_learns_and_labels(classifier: Classifier, examples: list[Example]) -> None:
    doc = SentenceClassifier(classifier, review_below=0.0)(examples[0].doc)
    spans = doc.spans[SENTENCES]
    assert [span.label_ for span in spans] == list(LABELS)
    for span in spans:
        assert set(span._.scores) == set(LABELS)
        assert sum(span._.scores.values()) == pytest.approx(1, abs=1e-3)
        assert span.label_ not in span._.also
        assert not span._.needs_review


def test_review_below(classifier: Classifier, examples: list[Example]) -> None:
    doc = SentenceClassifier(classifier, review_below=1.1)(examples[0].doc)
    assert all(span._.needs_review for span in doc.spans[SENTENCES])


def test_pipe_gives_what_call_gives(classifier: Classifier, examples: list[Example]) -> None:
    component = SentenceClassifier(classifier, review_below=0.5)
    docs = [example.doc for example in examples[:3]]
    one_by_one = [[s._.scores for s in component(doc).spans[SENTENCES]] for doc in docs]
    together = [[s._.scores for s in doc.spans[SENTENCES]] for doc in component.pipe(iter(docs))]
    assert together == one_by_one


def test_no_sentences(classifier: Classifier, make_doc: MakeDoc) -> None:
    assert classifier.predict([make_doc()]) == [[]]
    assert classifier.predict([]) == []


def test_same_data_same_bytes(classifier: Classifier, examples: list[Example]) -> None:
    assert weights(train(examples)) == weights(classifier)


def test_saved_and_loaded(classifier: Classifier, examples: list[Example], tmp_path: Path) -> None:
    save_classifier(classifier, tmp_path, card="# Card\n")
    loaded = load_classifier(tmp_path)
    docs = [example.doc for example in examples]
    assert loaded.predict(docs) == classifier.predict(docs)
    assert model_fingerprint(tmp_path) == classifier.metadata.weights[:12]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be read"):
        load_classifier(tmp_path / "none")


def test_parts_that_disagree(classifier: Classifier, tmp_path: Path) -> None:
    save_classifier(classifier, tmp_path, card="")
    (tmp_path / WEIGHTS_FILE).write_bytes(b"other")
    with pytest.raises(ModelError, match="are not the weights"):
        load_classifier(tmp_path)


def test_untrusted_types(classifier: Classifier, tmp_path: Path) -> None:
    data = dumps({"acts": Path("x"), "context": Example, "second": None})
    save_classifier(classifier, tmp_path, card="")
    (tmp_path / WEIGHTS_FILE).write_bytes(data)
    metadata = classifier.metadata.model_copy(update={"weights": hashlib.sha256(data).hexdigest()})
    (tmp_path / METADATA_FILE).write_text(metadata.model_dump_json())
    with pytest.raises(ModelError, match="not trusted"):
        load_classifier(tmp_path)


def test_another_scikit_learn(classifier: Classifier, tmp_path: Path) -> None:
    save_classifier(classifier, tmp_path, card="")
    metadata = classifier.metadata.model_copy(update={"versions": {"scikit-learn": "0.1.0"}})
    (tmp_path / METADATA_FILE).write_text(metadata.model_dump_json())
    with pytest.raises(ModelError, match=r"was made by scikit-learn 0\.1\.0"):
        load_classifier(tmp_path)


def test_too_little_data(examples: list[Example]) -> None:
    with pytest.raises(AnnotationError, match="only 3 sentences are labelled proposal"):
        train(examples[:3])


def test_evaluation(classifier: Classifier, examples: list[Example]) -> None:
    evaluation = evaluate(examples, classifier=classifier, test=examples[:2])
    assert evaluation.folds.macro_f1 > evaluation.dummy.macro_f1
    assert evaluation.test is not None
    assert evaluation.test.sentences == 10
    assert set(evaluation.by_draft) == {"d0", "d1"}
    text = render(evaluation)
    assert f"| test set | 10 | {evaluation.test.macro_f1:.3f} |" in text
    assert text in card(classifier.metadata, evaluation)


def test_scores() -> None:
    labels = np.array(["proposal", "none"])
    scores = score(labels, np.array([[1.0, 0, 0, 0, 0], [0.6, 0, 0, 0, 0.4]]))
    assert scores.accuracy == 0.5
    assert scores.confusion["none"]["proposal"] == 1
    assert scores.by_label["proposal"].precision == 0.5
