"""What can be wrong in a Word template."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.model import DetailValue, Finding, Place, Severity

TEMPLATE = Place("templates/binding/report.docx")


def _example(code: str, value: str, suggestion: str | None = None, **details: DetailValue) -> Finding:
    whole: dict[str, DetailValue] = {
        "part": "body",
        "heading": "Vragen",
        "near": "Beste {{ initiatif }}, dag!",
        **details,
    }
    return Finding(code, TEMPLATE, value=value, suggestion=suggestion, details=whole)


TEMPLATE_CODES = (
    Entry(
        "template-missing",
        Severity.ERROR,
        heading="The template is not there.",
        fix="Put it into the folder of the layout, or change “template” in layout.toml.",
        example=Finding("template-missing", TEMPLATE),
    ),
    Entry(
        "template-unreadable",
        Severity.ERROR,
        heading="The template is not a readable Word document.",
        fix="Open it in Word and save it again as .docx.",
        example=Finding("template-unreadable", TEMPLATE),
    ),
    Entry(
        "template-without-tags",
        Severity.ERROR,
        heading="The template holds not one tag.",
        consequence="All reports would be the same, without answers.",
        fix="Put tags such as {{{{ initiatief }}}} in Word where the answers should come.",
        example=Finding("template-without-tags", TEMPLATE),
    ),
    Entry(
        "template-name-unknown",
        Severity.ERROR,
        heading="{where}: there is no name “{what}”, as in {value}.",
        fix="Correct the name in Word. The name of every question and every text is in layout.toml.",
        example=_example("template-name-unknown", "{{ initiatif }}", "initiatief", what="initiatif"),
    ),
    Entry(
        "template-field-unknown",
        Severity.ERROR,
        heading="{where}: in {value} there is no “{what}” after the dot.",
        fix="In Word, correct what stands after the dot.",
        example=_example("template-field-unknown", "{{ vraag.labl }}", "label", what="labl"),
    ),
    Entry(
        "template-filter-unknown",
        Severity.ERROR,
        heading="{where}: “{what}” in {value} is nothing that a tag can do with a value.",
        fix="In Word, correct what stands after the bar | or after “is”.",
        example=_example("template-filter-unknown", "{{ gemeente|uper }}", "upper", what="uper"),
    ),
    Entry(
        "template-statement-unknown",
        Severity.ERROR,
        heading="{where}: {value} begins with “{what}”, and no tag begins so.",
        fix="Correct the first word in Word: for and endfor to repeat, if, else and endif to choose.",
        example=_example("template-statement-unknown", "{% fro vraag in questions %}", "for", what="fro"),
    ),
    Entry(
        "template-not-allowed",
        Severity.ERROR,
        heading="{where}: {value} is not allowed in a template{what_named}.",
        fix="Remove it. A template shows everything as plain text, and reads no other files.",
        example=_example("template-not-allowed", "{{ impact|safe }}", what="safe"),
    ),
    Entry(
        "template-syntax",
        Severity.ERROR,
        heading="{where}: {value} can't be understood{near_named}.",
        fix="Look in Word at the brackets, the quotes and the words of this tag.",
        example=_example("template-syntax", "{%p for vraag in %}"),
    ),
    Entry(
        "template-brace-alone",
        Severity.ERROR,
        heading="{where}: {value} stands there without the other half of the tag.",
        fix="Complete the tag in Word, in the same paragraph: {{{{ name }}}} or {{% if name %}}. Is it plain text? Put it between {{% raw %}} and {{% endraw %}}.",
        example=_example("template-brace-alone", "{{"),
    ),
    Entry(
        "template-looks-like-a-tag",
        Severity.WARNING,
        heading="{where}: {value} looks like a tag, but is none.",
        consequence="It will be in every report as it is.",
        fix="Is it a tag? Then write it with two brackets: {{{{ name }}}}.",
        example=_example("template-looks-like-a-tag", "{initiatief}", "{{ initiatief }}"),
    ),
    Entry(
        "template-block-unclosed",
        Severity.ERROR,
        heading="{where}: after {value} there is no {closing}.",
        fix="Put {closing} where this piece ends.",
        example=_example("template-block-unclosed", "{%p if answered %}", what="endif", closing="{%p endif %}"),
    ),
    Entry(
        "template-block-unopened",
        Severity.ERROR,
        heading="{where}: {value} has no beginning: nothing before it belongs to it.",
        fix="Remove the tag, or put its beginning before it: {{% if … %}} or {{% for … %}}.",
        example=_example("template-block-unopened", "{%p endif %}"),
    ),
    Entry(
        "template-block-crossed",
        Severity.ERROR,
        heading="{where}: {value} comes too early, for {what} has not ended yet.",
        fix="First end what began last.",
        example=_example("template-block-crossed", "{% endfor %}", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-block-across",
        Severity.ERROR,
        heading="{where}: {value} belongs to {what}, but that stands in another cell, another box or another kind of place.",
        fix="Put both in one paragraph; or each alone in a paragraph, as {{%p … %}}; or each alone in a row of the same table, as {{%tr … %}}.",
        example=_example("template-block-across", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-not-in-a-table",
        Severity.ERROR,
        heading="{where}: {value} is for a table, but stands in none.",
        fix="Put the tag in a table. For a paragraph, write {{%p … %}}.",
        example=_example("template-not-in-a-table", "{%tr for vraag in questions %}"),
    ),
    Entry(
        "template-tag-takes-no-value",
        Severity.ERROR,
        heading="{where}: a value can't take a whole row or cell, as {value} asks.",
        fix="Write {{{{ … }}}} in the cell, without tr or tc.",
        example=_example("template-tag-takes-no-value", "{{tr gemeente }}"),
    ),
    Entry(
        "template-leaves-out",
        Severity.ERROR,
        heading="{where}: beside {value} stands {lost}.",
        consequence="It would be left out of every report.",
        fix="This tag takes its whole paragraph (p), row (tr) or cell (tc). Put the rest in another one, or leave p, tr or tc out of the tag.",
        example=_example("template-leaves-out", "{%p if answered %}", what="Beste"),
    ),
    Entry(
        "template-picture",
        Severity.ERROR,
        heading="{where}: the picture in {value} can't be shown: {problem}.",
        fix='Write it so, with the file in the folder of the template: {{{{ "logo.png"|image(width="4 cm", alt="Logo of the city") }}}}.',
        example=_example("template-picture", '{{ "logo.png"|image }}', problem="no_alt"),
    ),
    Entry(
        "template-points-outside",
        Severity.ERROR,
        heading="The template takes something from outside the document: {value}.",
        fix="In Word, put it into the document itself, not as a link.",
        example=_example("template-points-outside", "file:///S:/logo.png"),
    ),
    Entry(
        "template-attached",
        Severity.WARNING,
        heading="Another Word template is attached to this document: {value}.",
        consequence="It is left out of the reports.",
        fix="Don't want to see this again? In Word, at Developer › Document Template, choose Normal.dotm.",
        example=_example("template-attached", "file:///S:/stad.dotm"),
    ),
    Entry(
        "template-tag-in-link",
        Severity.ERROR,
        heading="This tag stands in the address of a link, where it is not filled in: {value}.",
        fix="Remove the link and put the tag in the text itself: a web or mail address becomes a link in the report by itself.",
        example=_example("template-tag-in-link", "{{ website }}"),
    ),
    Entry(
        "template-macros",
        Severity.ERROR,
        heading="The template holds macros.",
        fix="Save it in Word as a plain document (.docx).",
        example=Finding("template-macros", TEMPLATE),
    ),
    Entry(
        "template-fails",
        Severity.ERROR,
        heading="{where}: {value} can't be worked out.",
        fix="Check whether the tag fits what the values are: a text, a number, a list.",
        example=_example("template-fails", "{{ gemeente / 0 }}"),
    ),
    Entry(
        "template-date-format",
        Severity.ERROR,
        heading="{where}: “{what}” in {value} is no way to write a day.",
        consequence="Letters are those of Excel and Word: d, m and j or y; hours only where there are hours.",
        fix="Write it as in Excel, such as dd/mm/jjjj or dddd d mmmm jjjj, with other words between quotes.",
        example=_example("template-date-format", '{{ datum|date("d mmmm van jjjj") }}', what="d mmmm van jjjj"),
    ),
    Entry(
        "template-number-doubtful",
        Severity.ERROR,
        heading="{where}: “{what}” in {value} may be two numbers.",
        consequence="Some write a thousand with that mark, others decimals.",
        fix="Write the number without a mark for thousands, or with fewer or more decimals.",
        example=_example("template-number-doubtful", '{{ "1.234"|number }}', what="1.234"),
    ),
    Entry(
        "template-unfit-answers",
        Severity.NOTE,
        heading="{where}: {value} can't be worked out for every report.",
        consequence="Where {unfit}, that report is not made, and the run tells which.",
        fix="Nothing, if that never happens. Else show those answers in a loop, without a condition on them.",
        example=_example("template-unfit-answers", '{% if akkoord == "ja" %}', reason="differ"),
    ),
    Entry(
        "template-no-text",
        Severity.ERROR,
        heading="{where}: {value} is no text, but a group of values.",
        fix="Choose with a dot what to show of it, such as {{{{ vraag.label }}}}.",
        example=_example("template-no-text", "{{ vraag }}"),
    ),
    Entry(
        "template-endless",
        Severity.ERROR,
        heading="{where}: {value} makes too much, or goes on for too long.",
        fix="Make the repetition shorter. One report may repeat something a million times at most.",
        example=_example("template-endless", "{% for x in range(100000) %}"),
    ),
    Entry(
        "template-question-not-shown",
        Severity.WARNING,
        heading="No tag shows the question “{question}”.",
        consequence="What was answered to it will be in no report.",
        fix="Put {{{{ {name} }}}} in the template, or show all questions with {{%p for vraag in questions %}}.",
        example=Finding("template-question-not-shown", TEMPLATE, question="Gemeente", details={"name": "gemeente"}),
    ),
)
