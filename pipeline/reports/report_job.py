"""A report to be rendered, in any process: small values that can be pickled, and the function that renders them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.template import BrokenTemplateError, CompiledTemplate, compile_template

PARTS_DIGEST = "binding.parts"
"""The custom property with the digest of the parts that people edit, as they were made: tells edits."""
CONTENT_DIGEST = "binding.content"
"""The custom property with the digest of all that was written: tells whether it would be written the same again."""
_MAX_TEMPLATES = 64
"""How many compiled templates a process keeps."""


class TemplateChangedError(Exception):
    """A template is no longer what it was when the run began."""

    def __init__(self, path: str) -> None:
        """Keep the path of the template."""
        self.path = path
        super().__init__(path)


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """Which template: where it is, in which language it writes, and the digest of what it says."""

    path: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class ReportJob:
    """All that it takes to render one report."""

    template: TemplateSource
    document: str
    """Which document of its layout it is."""
    values: Mapping[str, object]
    """The values for the tags of the template."""
    properties: Mapping[str, str]
    """The document properties: title, author, and what the report tells of itself."""


_compiled: dict[TemplateSource, CompiledTemplate] = {}
"""The templates that this process has compiled."""


def render(job: ReportJob) -> bytes:
    """Return the bytes of a report, with both digests among its properties. The same job gives the same bytes.

    A template is compiled once in each process. Raises RenderError where the template and the values don't fit, and
    TemplateChangedError where the template is another than the job was made for.
    """
    template = _compiled.get(job.template) or _compile(job.template)
    return template.render(job.values, job.properties, parts_digest_as=PARTS_DIGEST, content_digest_as=CONTENT_DIGEST)


def keep_compiled(template: CompiledTemplate, path: Path) -> TemplateSource:
    """Keep a template that this process has compiled already, and return how jobs name it."""
    source = TemplateSource(path.absolute().as_posix(), template.language, template.digest)
    if source not in _compiled and len(_compiled) >= _MAX_TEMPLATES:
        oldest = next(iter(_compiled))
        _compiled.pop(oldest, None)
    _compiled[source] = template
    return source


def _compile(source: TemplateSource) -> CompiledTemplate:
    """Compile a template again, in a process that has not got it. What is wrong in it was told before."""
    try:
        template = compile_template(Path(source.path), language=source.language)
    except (OSError, BrokenTemplateError) as error:
        raise TemplateChangedError(source.path) from error
    if keep_compiled(template, Path(source.path)) != source:
        raise TemplateChangedError(source.path)
    return template
