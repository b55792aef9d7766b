"""Coverage-guided fuzzing of ingest: any file ends in responses or in an error with a remedy.

Outside CI; needs atheris. Run for ten minutes:
`python tests/fuzz/fuzz_ingest.py CORPUS -dict=tests/fuzz/ingest.dict -max_total_time=600
-timeout=20 -rss_limit_mb=2500`
where CORPUS is an empty folder: it is filled with the fixtures first. The first byte of an input
chooses the kind of file, the rest is its content. Anything but an `IngestError` ends the run and
leaves the input in a file `crash-…`, which can be given in CORPUS's place to see it again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline.ingest", "pipeline.blocks"]):
    from pipeline.errors import IngestError
    from pipeline.ingest import read
    from pipeline.ingest.containers import SUFFIXES

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
KINDS = sorted({*SUFFIXES, ".zip"})
WORK = Path(tempfile.mkdtemp(prefix="fuzz-ingest-"))


def fuzz_one(data: bytes) -> None:
    """Read `data` as a file of the kind that its first byte chooses."""
    if not data:
        return
    path = WORK / f"vastaus{KINDS[data[0] % len(KINDS)]}"
    path.write_bytes(data[1:])
    try:
        responses = read(path)
    except IngestError as error:
        if not error.remedy or path.name not in str(error):
            raise AssertionError("an error without file or remedy") from error
        return
    if not responses:
        raise AssertionError("neither responses nor an error")
    for response in responses:
        for answer in response.answers:
            if answer.text != answer.text.strip() or "\n\n\n" in answer.text:
                raise AssertionError("an answer that is not in block form")


def seed(corpus: Path) -> None:
    """Fill the corpus with the fixtures, each behind the byte of its kind."""
    corpus.mkdir(parents=True, exist_ok=True)
    for path in sorted(FIXTURES.glob("*__*")):
        if path.suffix in KINDS:
            content = path.read_bytes()
            (corpus / path.name).write_bytes(bytes([KINDS.index(path.suffix)]) + content)


if __name__ == "__main__":
    folder = next((Path(argument) for argument in sys.argv[1:] if argument[0] != "-"), None)
    if folder is not None and not folder.is_file():
        seed(folder)
    atheris.Setup(sys.argv, fuzz_one)
    atheris.Fuzz()
