"""Where reports are rendered: in this process, or by any executor of `concurrent.futures`. The results are the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from pipeline.reports.report_job import render
from pipeline.reports.report_plan import ReportPlan

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

_MAX_PENDING = 64
"""How many reports another process may be ahead: what was rendered and not yet written takes memory."""


class InProcessExecutor(Executor):
    """An executor that does the work at once, in this thread."""

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Call the function, and return its result or its error as a future that is done."""
        future: Future[_Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


def render_in_order(
    plans: Iterable[ReportPlan], executor: Executor
) -> Iterator[tuple[ReportPlan, Future[bytes] | None]]:
    """Yield each plan with the future of its report, in the order of the plans; None for one that is not rendered.

    No more than a bounded number of reports is rendered ahead, however many there are.
    """
    max_pending = 1 if isinstance(executor, InProcessExecutor) else _MAX_PENDING
    pending: deque[tuple[ReportPlan, Future[bytes] | None]] = deque()
    for plan in plans:
        is_rendered = plan.failure is None and not plan.initiative.refused
        pending.append((plan, executor.submit(render, plan.job) if is_rendered else None))
        if len(pending) >= max_pending:
            yield pending.popleft()
    yield from pending
