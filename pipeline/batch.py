"""All responses of a run: paths in, one JSON file per response out, and an account of the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import ingest
from pipeline.analyse import fingerprints
from pipeline.atomic import write_text
from pipeline.errors import LausuntoputkiError, OutputError
from pipeline.outline import Outline, infer_outline, load_outline
from pipeline.schema import LABELS, SCHEMA_VERSION, Failure, Response, ResponseAnalysis
from pipeline.settings import Settings, load_settings
from pipeline.workers import Chunk, Outcome, analyse_in_place, analyse_in_pool

CHUNK = 16
"""Responses that go through Stanza together; memory grows with it, speed hardly beyond it."""


@dataclass
class Run:
    """A run over `paths`: iterate for the outcomes, in order; files are written on the way.

    When the iteration has ended, `OUTPUT/run.json` tells what was done, and results that the
    folder's former run wrote and this one did not are removed. Annotated texts are kept in
    `OUTPUT/annotations.sqlite`, so that a later run with new labels or a new outline is quick.

    `outline` is the draft's; without it each response goes with the outline in its folder, or
    else with one that is inferred from all responses that have none.

    Iteration raises:
        ModelError: weights or classifier are missing or broken.
        OutlineError: an outline can't be read.
        OutputError: the output folder can't be written.
    """

    paths: Sequence[Path]
    output: Path
    settings: Settings = field(default_factory=load_settings)
    outline: Path | None = None

    def __post_init__(self) -> None:
        if self.settings.cache is None:
            cache = self.output / "annotations.sqlite"
            self.settings = self.settings.model_copy(update={"cache": cache})
        self.sources = ingest.find_sources(self.paths)
        self.counts: Counter[str] = Counter()
        self.labels: Counter[str] = Counter(dict.fromkeys(LABELS, 0))
        self.failures: list[Failure] = []
        self.written: list[str] = []
        self._outlines: dict[Path | None, Outline | None] = {}

    def __iter__(self) -> Iterator[Outcome]:
        former = self._former_results()
        info = fingerprints(self.settings)
        analyse = analyse_in_place if self.settings.workers == 1 else analyse_in_pool
        for outcome in analyse(self._chunks(), settings=self.settings, info=info):
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
            else:
                self._write(outcome)
            yield outcome
        for response_id in former.difference(self.written):
            self._result_file(response_id).unlink(missing_ok=True)
        account = self._account(info.model_dump(exclude={"outline"}))
        write_text(self.output / "run.json", json.dumps(account, ensure_ascii=False, indent=2))

    def _chunks(self) -> Iterator[Chunk | Failure]:
        """Responses to one draft, `CHUNK` at a time, and what could not be read."""
        waiting: list[Response] = []
        current: Outline | None = None
        for item in self._responses():
            if isinstance(item, Failure):
                yield item
                continue
            response, outline = item
            if waiting and (outline is not current or len(waiting) == CHUNK):
                yield Chunk(tuple(waiting), current)
                waiting = []
            current = outline
            waiting.append(response)
        if waiting:
            yield Chunk(tuple(waiting), current)

    def _responses(self) -> Iterator[tuple[Response, Outline | None] | Failure]:
        """Every response of every source with its outline; no id comes twice."""
        taken: dict[str, str] = {}
        for source in self.sources:
            outline = self._outline_of(source)
            try:
                responses = self._read(source, outline)
            except LausuntoputkiError as error:
                yield Failure(file=source.name, stage="ingest", reason=str(error))
                continue
            for response in responses:
                name = response.response_id
                if name in taken:
                    reason = f"the id is taken by {taken[name]} (remedy: rename one of them)"
                    yield Failure(file=source.name, stage="ingest", reason=reason, response_id=name)
                else:
                    taken[name] = source.name
                    yield response, outline

    def _read(self, source: ingest.SourceFile, outline: Outline | None) -> tuple[Response, ...]:
        return ingest.read(
            source.path,
            root=source.root,
            outline=outline,
            keep_personal_data=self.settings.keep_personal_data,
        )

    def _outline_of(self, source: ingest.SourceFile) -> Outline | None:
        path = self.outline or source.outline
        if path not in self._outlines:
            self._outlines[path] = load_outline(path) if path else self._infer()
        return self._outlines[path]

    def _infer(self) -> Outline | None:
        """What the responses without an outline agree on; None where they name no chapters."""

        def responses() -> Iterator[Response]:
            for source in self.sources:
                if source.outline is None:
                    with suppress(LausuntoputkiError):  # it fails again, and is told, when read
                        yield from self._read(source, None)

        return infer_outline(responses()) or None

    def _result_file(self, response_id: str) -> Path:
        return self.output / "responses" / f"{response_id}.json"

    def _write(self, analysis: ResponseAnalysis) -> None:
        write_text(
            self._result_file(analysis.response_id), analysis.model_dump_json(indent=2) + "\n"
        )
        self.written.append(analysis.response_id)
        sentences = [sentence for answer in analysis.answers for sentence in answer.sentences]
        self.labels.update(sentence.label for sentence in sentences)
        self.counts.update(
            empty=not analysis.answers,
            answers=len(analysis.answers),
            sentences=len(sentences),
            needs_review=sum(sentence.needs_review for sentence in sentences),
            references=sum(len(sentence.references) for sentence in sentences),
            proposals=len(analysis.proposals),
            warnings=len(analysis.warnings),
            low_confidence=sum(one.code == "low-confidence" for one in analysis.warnings),
        )

    def _former_results(self) -> set[str]:
        """Ids of the results that the folder's last finished run wrote."""
        try:
            former = json.loads((self.output / "run.json").read_text(encoding="utf-8"))
            return set(former["responses"])
        except FileNotFoundError:
            return set()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(
                "is no account of a run",
                file=self.output / "run.json",
                remedy="give another output folder, or remove this one",
            ) from error

    def _account(self, info: dict[str, Any]) -> dict[str, Any]:
        return {
            "schema_version": SCHEMA_VERSION,
            "counts": {
                "sources": len(self.sources),
                "responses": len(self.written),
                "failed": len(self.failures),
                **self.counts,
                "labels": dict(self.labels),
            },
            "failures": [failure.model_dump() for failure in self.failures],
            "responses": self.written,
            "settings": self.settings.model_dump(mode="json"),
            "pipeline": info,
            "outlines": [
                {
                    "fingerprint": outline.fingerprint,
                    "file": path.as_posix() if path else None,
                    "inferred": outline.inferred,
                    "chapters": [[chapter.number, chapter.title] for chapter in outline],
                }
                for path, outline in self._outlines.items()
                if outline is not None
            ],
        }
