"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.errors import OutputError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 `text` to `path` by way of a temporary file beside it.

    Raises:
        OutputError: the folder can't be made or written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".part", delete=False
        ) as part:
            try:
                part.write(text)
                part.flush()
                os.fsync(part.fileno())
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        Path(part.name).chmod(0o644)  # a temporary file is its owner's alone
        Path(part.name).replace(path)
    except OSError as error:
        raise OutputError(
            f"can't be written: {error.strerror or error}",
            file=path,
            remedy="check the folder's rights and the free space",
        ) from error
