"""ZIP archives: their members as if they lay in a folder, without unpacking to disk."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from pipeline.errors import IngestError
from pipeline.ingest.packages import DAMAGE, open_package

SUFFIX = ".zip"


def members_of(archive: Path) -> list[Path]:
    """Paths of the files in an archive, as `archive.zip/member`, sorted.

    A damaged archive gives its own path, for whoever reads it to tell of.
    """
    try:
        with zipfile.ZipFile(archive) as package:
            names = [part.filename for part in package.infolist() if not part.is_dir()]
    except DAMAGE:
        return [archive]
    return sorted(archive / name for name in names) or [archive]


def archive_of(path: Path) -> Path | None:
    """The archive that `path` names a member of, None if it names a plain file."""
    return next(
        (each for each in path.parents if each.suffix.lower() == SUFFIX and each.is_file()), None
    )


def read_member(archive: Path, path: Path, name: str, *, limit: int) -> bytes:
    """The bytes of a member.

    Raises:
        IngestError: the archive is damaged, encrypted or a bomb; the member is larger than
            `limit`, or its name leads out of the archive.
    """
    member = PurePosixPath(path.relative_to(archive).as_posix())
    if member.is_absolute() or ".." in member.parts:
        raise IngestError("leads out of its archive", file=name, remedy="don't open the archive")
    with open_package(archive.read_bytes(), name) as package:
        try:
            if package.getinfo(str(member)).file_size > limit:
                raise IngestError(
                    f"is too large: at most {limit / 1e6:.0f} MB are read",
                    file=name,
                    remedy="give the response's text alone",
                )
            return package.read(str(member))
        except (KeyError, *DAMAGE) as error:
            raise IngestError(
                "can't be unpacked", file=name, remedy="unpack the archive and give the folder"
            ) from error
