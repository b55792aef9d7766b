"""The sentences of a run's results as tasks to label."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.annotation.identity import Key, SentenceId, text_digest
from pipeline.annotation.tasks import Task
from pipeline.annotation.view import View
from pipeline.blocks import split_blocks
from pipeline.errors import AnnotationError
from pipeline.schema import AnswerAnalysis, ResponseAnalysis, Sentence

FINNISH = "fi"
_AGAIN = "run `lausuntoputki run` again, then export anew"


def read_results(folder: Path) -> Iterator[ResponseAnalysis]:
    """The responses that `run.json` of a run's output folder names, in its order.

    Raises:
        AnnotationError: there is no finished run, or a result of it is missing or broken.
    """
    file = folder / "run.json"
    try:
        names = json.loads(file.read_text(encoding="utf-8"))["responses"]
        for name in names:
            file = folder / "responses" / f"{name}.json"
            yield ResponseAnalysis.model_validate_json(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnnotationError(
            f"can't be read: {error.strerror}",
            file=file,
            remedy="give the folder that `lausuntoputki run --output` wrote",
        ) from error
    except (KeyError, TypeError, ValidationError, ValueError) as error:
        raise AnnotationError(
            f"is no result of a run: {str(error).splitlines()[0]}", file=file, remedy=_AGAIN
        ) from error


def sentences_of(
    response: ResponseAnalysis,
) -> Iterator[tuple[SentenceId, AnswerAnalysis, Sentence]]:
    """The sentences of a response with their ids and answers, in order."""
    seen: dict[str, int] = {}
    for number, answer in enumerate(response.answers):
        for sentence in answer.sentences:
            digest = text_digest(sentence.text)
            occurrence = seen[digest] = seen.get(digest, -1) + 1
            yield (
                SentenceId(
                    response.response_id, number, sentence.start, sentence.end, digest, occurrence
                ),
                answer,
                sentence,
            )


def tasks_of(results: Iterable[ResponseAnalysis], *, view: View) -> Iterator[Task]:
    """A task for each Finnish sentence, with the label that `view` has for it.

    A disputed sentence comes without a label.
    """
    labels = view.labels()
    sources = {row.response_id: row.source for row in view.rows}
    for response in results:
        before: dict[int, str] = {}
        bullets: dict[int, set[int]] = {}
        for sentence_id, answer, sentence in sentences_of(response):
            number = sentence_id.answer
            if number not in bullets:
                blocks = split_blocks(answer.text)
                bullets[number] = {block.start for block in blocks if block.kind == "bullet"}
            previous, before[number] = before.get(number, ""), sentence.text
            if sentence.language != FINNISH:
                continue
            given = None if sentence_id.key in view.disputed else labels.get(sentence_id.key)
            yield Task(
                id=str(sentence_id),
                question_number=answer.question_number,
                question=answer.question,
                before=previous,
                text=sentence.text,
                suggested=sentence.label,
                suggested_also=sentence.also,
                scores=sentence.scores,
                needs_review=sentence.needs_review,
                label=given.label if given else None,
                also=given.also if given else (),
                unsure=given.unsure if given else False,
                annotator=given.annotator if given else "",
                index=sentence.index,
                source=sources.get(response.response_id, "real"),
                block="bullet" if sentence.start in bullets[number] else None,
                after=known_of(sentence_id.key, view),
            )


def known_of(key: Key, view: View) -> tuple[str, ...]:
    """The changes that whoever sees `view` knows of a sentence."""
    return tuple(sorted(change.change for change in view.heads.get(key, ())))


def without_suggestions(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks with nothing that could lead a labeller: neither the classifier's nor others'.

    They come back as given in no knowledge of any change, so that two annotators can be compared.
    """
    for task in tasks:
        yield task.model_copy(
            update={
                "suggested": None,
                "suggested_also": (),
                "scores": {},
                "needs_review": False,
                "label": None,
                "also": (),
                "unsure": False,
                "annotator": "",
                "after": (),
            }
        )


def places_of(results: Iterable[ResponseAnalysis]) -> dict[str, dict[SentenceId, str]]:
    """For each response its sentences and their texts: what an import is checked against."""
    return {
        response.response_id: {
            found: sentence.text for found, _, sentence in sentences_of(response)
        }
        for response in results
    }


def needing_review(tasks: Sequence[Task]) -> list[Task]:
    """The tasks whose label the classifier isn't sure of and nobody has given."""
    return [task for task in tasks if task.needs_review and task.label is None]
