"""What people read: tables, Excel and Word from the JSON files of a run."""

from pipeline.reporting.reading import RunResults, read_run
from pipeline.reporting.report import WRITERS, report
from pipeline.reporting.tables import Tables, build_tables

__all__ = ["WRITERS", "RunResults", "Tables", "build_tables", "read_run", "report"]
