"""Who does the analysing: this process, or a pool of them. Both run the same task."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from spacy.language import Language

from pipeline.analyse import analyse, load
from pipeline.errors import StageError
from pipeline.outline import Outline
from pipeline.schema import Failure, PipelineInfo, Response, ResponseAnalysis
from pipeline.settings import Settings

Outcome = ResponseAnalysis | Failure


@dataclass(frozen=True)
class Chunk:
    """Responses to one draft: what a worker takes at a time."""

    responses: tuple[Response, ...]
    outline: Outline | None


def analyse_in_place(
    work: Iterable[Chunk | Failure], *, settings: Settings, info: PipelineInfo
) -> Iterator[Outcome]:
    """Outcomes in the order of the work, done in this process."""
    for item in work:
        if isinstance(item, Failure):
            yield item
        else:
            yield from _analyse_chunk(item, settings, info)


def analyse_in_pool(
    work: Iterable[Chunk | Failure], *, settings: Settings, info: PipelineInfo
) -> Iterator[Outcome]:
    """Outcomes in the order of the work, done by `settings.workers` processes.

    No more than two chunks a worker are under way, so memory does not grow with the work. When a
    worker dies, each response it may have had is tried once more in a process of its own; one
    that ends that too is a failure.
    """
    pending: deque[tuple[Chunk, Future[list[Outcome]]] | Failure] = deque()
    pool = _pool(settings.workers)
    try:
        for item in work:
            if isinstance(item, Failure):
                pending.append(item)
                continue
            try:
                pending.append((item, pool.submit(_analyse_chunk, item, settings, info)))
            except BrokenProcessPool:
                pool = _pool(settings.workers)
                pending.append((item, pool.submit(_analyse_chunk, item, settings, info)))
            while len(pending) >= 2 * settings.workers:
                yield from _collect(pending.popleft(), settings, info)
        while pending:
            yield from _collect(pending.popleft(), settings, info)
    finally:
        pool.shutdown(cancel_futures=True)


def _collect(
    item: tuple[Chunk, Future[list[Outcome]]] | Failure, settings: Settings, info: PipelineInfo
) -> Iterator[Outcome]:
    if isinstance(item, Failure):
        yield item
        return
    chunk, future = item
    try:
        yield from future.result()
    except BrokenProcessPool:
        for response in chunk.responses:
            yield from _alone(Chunk((response,), chunk.outline), settings, info)


def _alone(chunk: Chunk, settings: Settings, info: PipelineInfo) -> Iterator[Outcome]:
    with _pool(1) as pool:
        try:
            yield from pool.submit(_analyse_chunk, chunk, settings, info).result()
        except BrokenProcessPool:
            (response,) = chunk.responses
            yield Failure(
                file=response.source.file,
                stage="worker",
                reason="the worker process died on it (remedy: give it more memory, or report it)",
                response_id=response.response_id,
            )


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawned, since a fork of a process that has loaded torch may hang on its threads
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@cache
def _loaded(settings_json: str) -> Language:
    return load(settings=Settings.model_validate_json(settings_json))


def _analyse_chunk(chunk: Chunk, settings: Settings, info: PipelineInfo) -> list[Outcome]:
    nlp = _loaded(settings.model_dump_json())
    sources = {response.response_id: response.source.file for response in chunk.responses}
    return [
        Failure(
            file=sources[result.response_id],
            stage=result.stage,
            reason=result.problem,
            response_id=result.response_id,
        )
        if isinstance(result, StageError)
        else result
        for result in analyse(chunk.responses, nlp=nlp, outline=chunk.outline, info=info)
    ]
