"""The batch: the only place where stages meet. Yields what becomes of each workbook and report, prints nothing."""

from pipeline.run.answer_check import check
from pipeline.run.batch import Request, run
from pipeline.run.blank_forms import make_forms
from pipeline.run.intake import Progress, Source

__all__ = ["Progress", "Request", "Source", "check", "make_forms", "run"]
