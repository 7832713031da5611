"""Wherever a value becomes text it is the text that a report shows; methods work for every value, or for none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from content import report_texts
from docx import Document

from pipeline.template import BrokenTemplateError, CompiledTemplate, RenderError, compile_template

VALUES: dict[str, object] = {
    "dag": date(2026, 3, 15),
    "moment": datetime(2026, 3, 15, 9, 5),
    "bedrag": Decimal("12.50"),
    "ja": True,
    "niets": None,
    "namen": ["Zoë", "Émile", "adam", "Eva", "Zita"],
    "tekst": "Een  tekst\tvan ons",
    "rij": [{"n": "É", "p": 2}, {"n": "f", "p": 10}, {"n": "d", "p": 1}],
}


def compiled(folder: Path, *paragraphs: str, names: set[str] | None = None) -> CompiledTemplate:
    """Compile a template of these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(folder / "sjabloon.docx"))
    return compile_template(folder / "sjabloon.docx", names)


def shown(folder: Path, expression: str) -> str:
    """Return what a tag shows."""
    return report_texts(compiled(folder, f"[{{{{ {expression} }}}}]").render(VALUES))[0][1:-1]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("dag ~ '.'", "15 maart 2026."),
        ("dag|string", "15 maart 2026"),
        ("dag|upper", "15 MAART 2026"),
        ("'%s' % dag", "15 maart 2026"),
        ("'%s' % (dag,)", "15 maart 2026"),
        ("'%(d)s en %(b).1f' % {'d': dag, 'b': bedrag}", "15 maart 2026 en 12,5"),
        ("'op %s'|format(dag)", "op 15 maart 2026"),
        ("'%(wat)s'|format(wat=bedrag)", "12,5"),
        ("'%.2f euro, %5d, %s%%'|format(bedrag, bedrag, ja)", "12,50 euro,    12, ja%"),
        ("bedrag ~ ' euro'", "12,5 euro"),
        ("bedrag|string|length", "4"),
        ("bedrag|replace(',', '.')", "12.5"),
        ("[bedrag, dag, ja, niets]|join('; ')", "12,5; 15 maart 2026; ja; "),
        ("', '.join([bedrag, dag])", "12,5, 15 maart 2026"),
        ("namen ~ ''", "Zoë, Émile, adam, Eva, Zita"),
        ("namen|upper", "ZOË, ÉMILE, ADAM, EVA, ZITA"),
        ("dag|truncate(9, true, '…', 0)", "15 maart…"),
        ("dag|wordcount ~ dag|center(17) ~ '.'", "3  15 maart 2026  ."),
        ("moment.strftime('%d/%m/%Y om %H:%M')", "15/03/2026 om 09:05"),
        ("moment|date('dddd d mmmm, uu:mm')", "zondag 15 maart, 09:05"),
        ("'15/03/2026'|date('d mmmm')", "15 maart"),
        ("bedrag|round(1) ~ '|' ~ bedrag * 1.5 ~ '|' ~ (0.1 + 0.2)", "12,5|18,75|0,3"),
        ("2.5|number(0) ~ ' ' ~ 0.125|number(2) ~ ' ' ~ 0.125|percent", "3 0,13 12,5%"),
        ("bedrag == 12.5, 12.5 == bedrag, '9000' == 9000, '9000' in [9000], 1 == true", "ja, ja, ja, ja, nee"),
    ],
)
def test_a_value_becomes_the_text_that_a_report_shows(tmp_path: Path, expression: str, text: str) -> None:
    """With `~`, in filters, formats and joins: days in words, a comma in numbers, ja and nee."""
    assert shown(tmp_path, expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("namen|sort", "adam, Émile, Eva, Zita, Zoë"),
        ("namen|sort(reverse=true)", "Zoë, Zita, Eva, Émile, adam"),
        ("namen|sort(case_sensitive=true)", "Émile, Eva, Zita, Zoë, adam"),
        ("namen|min ~ namen|max", "adamZoë"),
        ("rij|sort(attribute='n')|map(attribute='n')", "d, É, f"),
        ("rij|sort(attribute='p,n')|map(attribute='p')", "1, 2, 10"),
        ("rij|max(attribute='p') is mapping and (rij|max(attribute='p')).n", "f"),
        ("(rij|groupby('n'))|map('first')", "d, É, f"),
        ("['a', 'A', 'b']|groupby(0)|map(attribute='list')|map('length')", "2, 1"),
        ("{'é': 1, 'f': 0, 'd': 2}|dictsort|map('first')", "d, é, f"),
        ("{'é': 1, 'f': 0}|dictsort(by='value')|map('first')", "f, é"),
        ("[10, 2, bedrag, niets, dag, 'tekst']|sort", ", 2, 10, 12,5, 15 maart 2026, tekst"),
        ("[3, 1, 2]|max ~ [dag]|min", "315 maart 2026"),
        ("[bedrag, 1, niets]|sum", "13,5"),
    ],
)
def test_values_are_in_the_order_that_people_expect(tmp_path: Path, expression: str, text: str) -> None:
    """É by E, numbers by size, days by date, and what is not there first."""
    assert shown(tmp_path, expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("tekst.replace('tekst', 'woord')", "Een  woord\tvan ons"),
        ("tekst.split()|join('-')", "Een-tekst-van-ons"),
        ("tekst.split('\\t')[1], tekst.split('x')[7]", "van ons, "),
        ("'7'.zfill(3) ~ ' a '.strip() ~ 'b'.ljust(2) ~ 'c'.rjust(2) ~ 'd'.center(3) ~ '.'", "007ab  c d ."),
        ("'abc'.find('c'), 'abc'.index('b'), 'abc'.index('x'), 'abca'.count('a'), 'abca'.rindex('a')", "2, 1, , 2, 3"),
        ("'a-b'.partition('-')|last ~ 'ab'.removeprefix('a') ~ 'x'.upper() ~ 'Q'.casefold()", "bbXq"),
        ("'a\\tb'.expandtabs(4), 'ab'.isascii(), 'ab'.isdecimal(), 'ab'.startswith('a')", "a b, ja, nee, ja"),
        ("[1, 2].index(2), [1, 2].count(2), [1].index(9)", "1, 1, "),
        ("{'a': 1}.get('a'), {'a': 1}.items()|list|length, {'a': 1}.keys()|join", "1, 1, a"),
        ("bedrag.is_integer() if false else 'ok'", "ok"),
    ],
)
def test_pure_methods_work(tmp_path: Path, expression: str, text: str) -> None:
    """Of texts, lists and dicts; a place that is not there is nothing."""
    assert shown(tmp_path, expression).replace("   ", " ") == text.replace("   ", " ")


@pytest.mark.parametrize(
    "method",
    [
        "format(1)",
        "format_map({})",
        "encode()",
        "append(1)",
        "pop()",
        "update({})",
        "sort()",
        "translate({})",
        "uper()",
        "doe()",
    ],
)
@pytest.mark.parametrize("around", ["{{{{ {} }}}}", "{{% if false %}}{{{{ {} }}}}{{% endif %}}", "{{{{ 1 or {} }}}}"])
def test_other_methods_are_told_before_anything_is_made(tmp_path: Path, method: str, around: str) -> None:
    """In every branch, also where no value would ever go; one that is misspelled with what was meant."""
    with pytest.raises(BrokenTemplateError) as error:
        compiled(tmp_path, around.format(f"tekst.{method}"), names={"tekst"})
    (mistake,) = error.value.mistakes
    assert mistake.subject == method.partition("(")[0]
    assert mistake.suggestion == ("upper" if method == "uper()" else mistake.suggestion)


@pytest.mark.parametrize(
    "expression",
    [
        "'x'.zfill(99999)",
        "'x'.ljust(n * 100000)",
        "'aaaa'.replace('a', 'b' * 900000)",
        "('x' * 900000).join([1, 2, 3])",
        "'x'.expandtabs(10 ** 9)",
    ],
)
def test_methods_make_no_more_than_a_report_may_hold(tmp_path: Path, expression: str) -> None:
    """A width of a million is a mistake in the template."""
    with pytest.raises(RenderError) as error:
        compiled(tmp_path, f"{{{{ {expression} }}}}").render({"n": 7})
    assert error.value.mistake.code == "template-endless"


@pytest.mark.parametrize(
    ("expression", "code", "subject"),
    [
        ("'1.234'|number", "template-number-doubtful", "1.234"),
        ("'1,234'|percent", "template-number-doubtful", "1,234"),
        ("dag|date('d mmmm van jjjj')", "template-date-format", "d mmmm van jjjj"),
        ("'tekst'|date('rommel')", "template-date-format", "rommel"),
        ("dag|date('uu:mm')", "template-date-format", "uu:mm"),
        ("'%d' % tekst", "template-fails", ""),
        ("'%s %s' % tekst", "template-fails", ""),
        ("'%s' % (1, 2)", "template-fails", ""),
        ("'%y' % 1", "template-fails", ""),
        ("{}[3]", "template-fails", ""),
    ],
)
def test_what_can_not_be_told_is_a_mistake_at_its_tag(tmp_path: Path, expression: str, code: str, subject: str) -> None:
    """Not a guess."""
    with pytest.raises(RenderError) as error:
        compiled(tmp_path, "eerst", f"{{{{ {expression} }}}}").render(VALUES)
    mistake = error.value.mistake
    assert (mistake.code, mistake.subject, mistake.location.part) == (code, subject, "body")
    assert expression in mistake.tag
