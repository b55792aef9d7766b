"""The cache keeps what it is given, lets the oldest go, and stands several processes."""

import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.language.cache import AnnotationCache, document_key


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "deep" / "cache.sqlite")
    payloads = {bytes([at % 256, at // 256]): b"x" * at for at in range(1200)}
    cache.put(payloads)
    assert cache.get([*payloads, b"unknown"]) == payloads
    cache.close()
    assert AnnotationCache(tmp_path / "deep" / "cache.sqlite").get([b"\x05\x00"]) == {
        b"\x05\x00": b"xxxxx"
    }


def test_the_bound_is_kept_and_the_newest_stay(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "c.sqlite", bound=400_000)
    for at in range(20):
        cache.put({bytes([at]): b"x" * 50_000})
        # age what is there by a day, as if each came on a day of its own
        with sqlite3.connect(tmp_path / "c.sqlite") as connection:
            connection.execute("UPDATE documents SET used = used - 1")
        connection.close()
    assert cache.size() <= 400_000
    kept = cache.get(bytes([at]) for at in range(20))
    assert bytes([19]) in kept
    assert bytes([0]) not in kept


def test_use_keeps_a_document_young(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "c.sqlite", bound=300_000)
    cache.put({b"a": b"x" * 50_000, b"b": b"x" * 50_000})
    with sqlite3.connect(tmp_path / "c.sqlite") as connection:
        connection.execute("UPDATE documents SET used = used - 9")
    connection.close()
    cache.get([b"a"])
    cache.put({bytes([at]): b"x" * 50_000 for at in range(4)})
    assert set(cache.get([b"a", b"b"])) == {b"a"}


def test_several_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"

    def work(worker: int) -> None:
        cache = AnnotationCache(file)
        for at in range(30):
            cache.put({bytes([worker, at]): bytes([at])})
            cache.get([bytes([worker, at])])
        cache.close()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    keys = [bytes([worker, at]) for worker in range(4) for at in range(30)]
    assert len(AnnotationCache(file).get(keys)) == 120


def test_it_crosses_process_borders(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "c.sqlite")
    cache.put({b"k": b"v"})
    assert pickle.loads(pickle.dumps(cache)).get([b"k"]) == {b"k": b"v"}  # noqa: S301


def test_a_file_that_is_no_cache_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    file.write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(ModelError, match="delete the file"):
        AnnotationCache(file)


def test_a_key_follows_text_model_and_cutting() -> None:
    keys = {
        document_key(text, fingerprint=model, one_sentence_per_block=cut)
        for text in ("a", "b", "\ud800")
        for model in ("m", "n")
        for cut in (True, False)
    }
    assert len(keys) == 12
