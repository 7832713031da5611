"""What can be wrong in a Word template, and in which words its places are told."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.findings.entry import Entry, Language, Words
from pipeline.model import Finding, Place, Severity

TEMPLATE = Place("templates/binding/report.docx")


def _example(code: str, value: str, suggestion: str | None = None, **details: str) -> Finding:
    there = {"part": "body", "heading": "Vragen", "near": "Beste {{ initiatif }}, dag!", **details}
    return Finding(code, TEMPLATE, value=value, suggestion=suggestion, details=there)


TEMPLATES = (
    Entry(
        "template-missing",
        Severity.ERROR,
        Words("Het sjabloon is er niet.", "The template is not there."),
        Words(
            "Zet het in de map van de layout, of pas “template” aan in layout.toml.",
            "Put it into the folder of the layout, or change “template” in layout.toml.",
        ),
        Finding("template-missing", TEMPLATE),
    ),
    Entry(
        "template-unreadable",
        Severity.ERROR,
        Words("Het sjabloon is geen leesbaar Word-document.", "The template is not a readable Word document."),
        Words("Open het in Word en bewaar het opnieuw als .docx.", "Open it in Word and save it again as .docx."),
        Finding("template-unreadable", TEMPLATE),
    ),
    Entry(
        "template-without-tags",
        Severity.ERROR,
        Words(
            "In het sjabloon staat geen enkele tag. Alle verslagen zouden hetzelfde zijn, zonder antwoorden.",
            "The template holds not one tag. All reports would be the same, without answers.",
        ),
        Words(
            "Zet in Word tags zoals {{{{ initiatief }}}} waar de antwoorden moeten komen.",
            "Put tags such as {{{{ initiatief }}}} in Word where the answers should come.",
        ),
        Finding("template-without-tags", TEMPLATE),
    ),
    Entry(
        "template-name-unknown",
        Severity.ERROR,
        Words(
            "{where}: “{what}” in {value} is geen naam die de layout kent.",
            "{where}: “{what}” in {value} is no name that the layout knows.",
        ),
        Words(
            "Kijk de spelling na in Word.",
            "Check its spelling in Word.",
        ),
        _example("template-name-unknown", "{{ initiatif }}", "initiatief", what="initiatif"),
    ),
    Entry(
        "template-field-unknown",
        Severity.ERROR,
        Words(
            "{where}: wat in {value} voor de punt staat, heeft geen “{what}”.",
            "{where}: what stands before the dot in {value} has no “{what}”.",
        ),
        Words(
            "Kijk de spelling na in Word.",
            "Check its spelling in Word.",
        ),
        _example("template-field-unknown", "{{ vraag.labl }}", "label", what="labl"),
    ),
    Entry(
        "template-filter-unknown",
        Severity.ERROR,
        Words(
            "{where}: “{what}” in {value} is geen filter.",
            "{where}: “{what}” in {value} is no filter.",
        ),
        Words(
            "Kijk de spelling na in Word.",
            "Check its spelling in Word.",
        ),
        _example("template-filter-unknown", "{{ gemeente|uper }}", "upper", what="uper"),
    ),
    Entry(
        "template-statement-unknown",
        Severity.ERROR,
        Words(
            "{where}: {value} begint met “{what}”, en dat is geen opdracht.",
            "{where}: {value} begins with “{what}”, which is no statement.",
        ),
        Words(
            "Kijk de spelling na in Word. Opdrachten zijn for, if, elif, else, set, macro, call en with, en endfor, endif enzovoort.",
            "Check its spelling in Word. Statements are for, if, elif, else, set, macro, call and with, and endfor, endif and so on.",
        ),
        _example("template-statement-unknown", "{% fro vraag in questions %}", "for", what="fro"),
    ),
    Entry(
        "template-not-allowed",
        Severity.ERROR,
        Words(
            "{where}: {value} mag niet in een sjabloon{what_named}.",
            "{where}: {value} is not allowed in a template{what_named}.",
        ),
        Words(
            "Haal dit weg. Een sjabloon toont waarden als tekst; het leest geen andere bestanden en voegt geen opmaakcode in.",
            "Remove this. A template shows values as text; it reads no other files and puts in no markup.",
        ),
        _example("template-not-allowed", "{{ impact|safe }}", what="safe"),
    ),
    Entry(
        "template-syntax",
        Severity.ERROR,
        Words(
            "{where}: {value} is niet te lezen{near_named}.",
            "{where}: {value} can't be read{near_named}.",
        ),
        Words(
            "Kijk in Word naar de haakjes, de aanhalingstekens en de woorden in deze tag.",
            "Look in Word at the brackets, the quotes and the words of this tag.",
        ),
        _example("template-syntax", "{%p for vraag in %}"),
    ),
    Entry(
        "template-brace-alone",
        Severity.ERROR,
        Words(
            "{where}: {value} staat alleen; een tag begint en eindigt met haakjes.",
            "{where}: {value} stands alone; a tag begins and ends with brackets.",
        ),
        Words(
            "Maak de tag af in Word, in dezelfde alinea: {{{{ naam }}}} of {{% if naam %}}. Is het gewone tekst? Zet ze tussen {{% raw %}} en {{% endraw %}}.",
            "Complete the tag in Word, in the same paragraph: {{{{ name }}}} or {{% if name %}}. Is it plain text? Put it between {{% raw %}} and {{% endraw %}}.",
        ),
        _example("template-brace-alone", "{{"),
    ),
    Entry(
        "template-looks-like-a-tag",
        Severity.WARNING,
        Words(
            "{where}: {value} lijkt op een tag, maar is er geen. Het komt zo in elk verslag.",
            "{where}: {value} looks like a tag, but is none. It will be in every report as it is.",
        ),
        Words(
            "Is het een tag? Schrijf ze dan met twee haakjes: {{{{ naam }}}}.",
            "Is it a tag? Then write it with two brackets: {{{{ name }}}}.",
        ),
        _example("template-looks-like-a-tag", "{initiatief}", "{{ initiatief }}"),
    ),
    Entry(
        "template-block-unclosed",
        Severity.ERROR,
        Words(
            "{where}: {value} wordt nergens gesloten.",
            "{where}: {value} is closed nowhere.",
        ),
        Words(
            "Zet {{% {what} %}} waar het eindigt.",
            "Put {{% {what} %}} where it ends.",
        ),
        _example("template-block-unclosed", "{%p if answered %}", what="endif"),
    ),
    Entry(
        "template-block-unopened",
        Severity.ERROR,
        Words(
            "{where}: {value} hoort bij niets dat ervoor geopend is.",
            "{where}: {value} belongs to nothing that was opened before it.",
        ),
        Words(
            "Haal de tag weg, of zet de opening die erbij hoort ervoor.",
            "Remove the tag, or put the opening that belongs to it before it.",
        ),
        _example("template-block-unopened", "{%p endif %}"),
    ),
    Entry(
        "template-block-crossed",
        Severity.ERROR,
        Words(
            "{where}: {value} sluit terwijl {what} nog open is.",
            "{where}: {value} closes while {what} is still open.",
        ),
        Words(
            "Sluit eerst wat het laatst geopend is.",
            "First close what was opened last.",
        ),
        _example("template-block-crossed", "{% endfor %}", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-block-across",
        Severity.ERROR,
        Words(
            "{where}: {value} sluit wat met {what} op een andere plaats opent: in een andere cel, een ander kader of naast een alinea.",
            "{where}: {value} closes what {what} opens in another place: another cell, another box or beside a paragraph.",
        ),
        Words(
            "Zet beide op eenzelfde plaats: in één alinea, of elk alleen in een alinea ({{%p … %}}), of elk in een rij van de tabel die wegvalt ({{%tr … %}}).",
            "Put both in the same kind of place: in one paragraph, or each alone in a paragraph ({{%p … %}}), or each in a row of the table that goes ({{%tr … %}}).",
        ),
        _example("template-block-across", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-not-in-a-table",
        Severity.ERROR,
        Words(
            "{where}: {value} gaat over een tabel, maar staat er niet in.",
            "{where}: {value} is about a table, but stands in none.",
        ),
        Words(
            "Zet de tag in een rij of cel van een tabel. Voor een alinea is het {{%p … %}}.",
            "Put the tag in a row or cell of a table. For a paragraph it is {{%p … %}}.",
        ),
        _example("template-not-in-a-table", "{%tr for vraag in questions %}"),
    ),
    Entry(
        "template-tag-takes-no-value",
        Severity.ERROR,
        Words(
            "{where}: {value} zet een waarde in de plaats van een rij of cel, en dat kan niet.",
            "{where}: {value} puts a value in the place of a row or cell, and that can't be.",
        ),
        Words(
            "Schrijf {{{{ … }}}} in de cel zelf.",
            "Write {{{{ … }}}} in the cell itself.",
        ),
        _example("template-tag-takes-no-value", "{{tr gemeente }}"),
    ),
    Entry(
        "template-leaves-out",
        Severity.ERROR,
        Words(
            "{where}: met {value} zou ook iets anders wegvallen: {lost}.",
            "{where}: with {value} something else would be left out too: {lost}.",
        ),
        Words(
            "Deze tag staat voor zijn hele alinea, rij of cel. Zet de rest in een andere, of laat p, tr of tc weg uit de tag.",
            "This tag stands for its whole paragraph, row or cell. Put the rest in another one, or leave p, tr or tc out of the tag.",
        ),
        _example("template-leaves-out", "{%p if answered %}", what="Beste"),
    ),
    Entry(
        "template-picture",
        Severity.ERROR,
        Words(
            "{where}: de afbeelding in {value} kan niet: {problem}.",
            "{where}: the picture in {value} can't be: {problem}.",
        ),
        Words(
            'Schrijf ze zo, met het bestand in de map van het sjabloon: {{{{ "logo.png"|image(width="4 cm", alt="Logo van de stad") }}}}.',
            'Write it so, with the file in the folder of the template: {{{{ "logo.png"|image(width="4 cm", alt="Logo of the city") }}}}.',
        ),
        _example("template-picture", '{{ "logo.png"|image }}', problem="no_alt"),
    ),
    Entry(
        "template-points-outside",
        Severity.ERROR,
        Words(
            "Het sjabloon haalt iets van buiten het document: {value}.",
            "The template takes something from outside the document: {value}.",
        ),
        Words(
            "Voeg het in Word in het document zelf in, niet als koppeling.",
            "In Word, put it into the document itself, not as a link.",
        ),
        _example("template-points-outside", "file:///S:/logo.png"),
    ),
    Entry(
        "template-attached",
        Severity.WARNING,
        Words(
            "Aan dit document is een ander Word-sjabloon gekoppeld: {value}. In de verslagen is die koppeling weggelaten.",
            "Another Word template is attached to this document: {value}. It is left out of the reports.",
        ),
        Words(
            "Wil je deze melding niet meer? Kies in Word bij Ontwikkelaars › Documentsjabloon voor Normal.dotm.",
            "Don't want to see this again? In Word, at Developer › Document Template, choose Normal.dotm.",
        ),
        _example("template-attached", "file:///S:/stad.dotm"),
    ),
    Entry(
        "template-macros",
        Severity.ERROR,
        Words(
            "Het sjabloon bevat macro's.",
            "The template holds macros.",
        ),
        Words(
            "Bewaar het in Word als gewoon document (.docx).",
            "Save it in Word as a plain document (.docx).",
        ),
        Finding("template-macros", TEMPLATE),
    ),
    Entry(
        "template-fails",
        Severity.ERROR,
        Words(
            "{where}: {value} kan niet berekend worden.",
            "{where}: {value} can't be worked out.",
        ),
        Words(
            "Kijk na of de tag past bij wat de waarden zijn: een tekst, een getal, een lijst.",
            "Check whether the tag fits what the values are: a text, a number, a list.",
        ),
        _example("template-fails", "{{ gemeente / 0 }}"),
    ),
    Entry(
        "template-endless",
        Severity.ERROR,
        Words(
            "{where}: {value} maakt te veel, of blijft te lang bezig.",
            "{where}: {value} makes too much, or goes on for too long.",
        ),
        Words(
            "Maak de herhaling korter. Eén verslag mag hoogstens een miljoen keer iets herhalen.",
            "Make the repetition shorter. One report may repeat something a million times at most.",
        ),
        _example("template-endless", "{% for x in range(100000) %}"),
    ),
    Entry(
        "template-question-not-shown",
        Severity.WARNING,
        Words(
            "Geen enkele tag toont de vraag “{question}”. Wat erop geantwoord is, komt in geen enkel verslag.",
            "No tag shows the question “{question}”. What was answered to it will be in no report.",
        ),
        Words(
            "Zet {{{{ {name} }}}} in het sjabloon, of toon alle vragen met {{%p for vraag in questions %}}.",
            "Put {{{{ {name} }}}} in the template, or show all questions with {{%p for vraag in questions %}}.",
        ),
        Finding("template-question-not-shown", TEMPLATE, question="Gemeente", details={"name": "gemeente"}),
    ),
)


# --- Where in the template ------------------------------------------------------------------------

_PARTS = {
    "body": Words("In de tekst", "In the text"),
    "header": Words("In koptekst {number}", "In header {number}"),
    "footer": Words("In voettekst {number}", "In footer {number}"),
    "footnotes": Words("In de voetnoten", "In the footnotes"),
    "endnotes": Words("In de eindnoten", "In the endnotes"),
    "comments": Words("In de opmerkingen", "In the comments"),
    "properties": Words("In de documenteigenschappen", "In the document properties"),
    "line": Words("In file_name", "In file_name"),
}
_HEADING = Words(", onder de kop “{heading}”", ", under the heading “{heading}”")
_CELL = Words(", tabel {table}, rij {row}, kolom {column}", ", table {table}, row {row}, column {column}")
_NEAR = Words(", bij “{near}”", ", at “{near}”")
_PROBLEMS = {
    "no_alt": Words("ze heeft geen tekst voor wie ze niet ziet (alt)", "it has no text for who can't see it (alt)"),
    "no_name": Words("haar naam moet vast in de tag staan", "its name has to stand in the tag itself"),
    "outside": Words("ze moet in de map van het sjabloon staan", "it has to be in the folder of the template"),
    "not_there": Words("dat bestand is er niet", "that file is not there"),
    "not_a_picture": Words("dat is geen PNG, JPEG of GIF", "that is no PNG, JPEG or GIF"),
    "": Words("haar grootte klopt niet", "its size is wrong"),
}
_OBJECTS = {
    "sectPr": Words("een sectie-einde", "a section break"),
    "drawing": Words("een afbeelding", "a picture"),
    "pict": Words("een afbeelding", "a picture"),
    "object": Words("een ingevoegd object", "an embedded object"),
}
_AT = Words(": het loopt mis bij “{what}”", ": it goes wrong at “{what}”")


def place_in_template(details: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return what the words of a template's mistakes speak of, in this language: where, and what about it."""
    if "part" not in details:
        return {}
    named = {"heading": "", "near": "", "number": "", "table": "", "what": "", **details}
    where = _PARTS[named["part"]].of(language).format_map(named).rstrip()
    for key, words in (("heading", _HEADING), ("table", _CELL), ("near", _NEAR)):
        where += words.of(language).format_map(named) if named[key] else ""
    lost = _OBJECTS[details["object"]].of(language) if "object" in details else f"“{named['what']}”"
    return {
        "where": where,
        "lost": lost,
        "what_named": f" ({named['what']})" if named["what"] else "",
        "near_named": _AT.of(language).format_map(named) if named["what"] else "",
        "problem": _PROBLEMS[named.get("problem", "")].of(language),
    }
