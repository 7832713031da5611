"""What can be wrong in a Word template, and in which words its places are told."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.messages.entry import Entry, Language, Words
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
            "{where}: de naam “{what}” in {value} bestaat niet.",
            "{where}: there is no name “{what}”, as in {value}.",
        ),
        Words(
            "Verbeter de naam in Word. De naam van elke vraag en elke tekst staat in layout.toml.",
            "Correct the name in Word. The name of every question and every text is in layout.toml.",
        ),
        _example("template-name-unknown", "{{ initiatif }}", "initiatief", what="initiatif"),
    ),
    Entry(
        "template-field-unknown",
        Severity.ERROR,
        Words(
            "{where}: in {value} bestaat “{what}” achter de punt niet.",
            "{where}: in {value} there is no “{what}” after the dot.",
        ),
        Words(
            "Verbeter in Word wat achter de punt staat.",
            "In Word, correct what stands after the dot.",
        ),
        _example("template-field-unknown", "{{ vraag.labl }}", "label", what="labl"),
    ),
    Entry(
        "template-filter-unknown",
        Severity.ERROR,
        Words(
            "{where}: “{what}” in {value} is niets dat een tag met een waarde kan doen.",
            "{where}: “{what}” in {value} is nothing that a tag can do with a value.",
        ),
        Words(
            "Verbeter in Word wat achter het streepje | of achter “is” staat.",
            "In Word, correct what stands after the bar | or after “is”.",
        ),
        _example("template-filter-unknown", "{{ gemeente|uper }}", "upper", what="uper"),
    ),
    Entry(
        "template-statement-unknown",
        Severity.ERROR,
        Words(
            "{where}: {value} begint met “{what}”, en zo begint geen enkele tag.",
            "{where}: {value} begins with “{what}”, and no tag begins so.",
        ),
        Words(
            "Verbeter het eerste woord in Word: for en endfor om te herhalen, if, else en endif om te kiezen.",
            "Correct the first word in Word: for and endfor to repeat, if, else and endif to choose.",
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
            "Haal het weg. Een sjabloon toont alles als gewone tekst, en leest geen andere bestanden.",
            "Remove it. A template shows everything as plain text, and reads no other files.",
        ),
        _example("template-not-allowed", "{{ impact|safe }}", what="safe"),
    ),
    Entry(
        "template-syntax",
        Severity.ERROR,
        Words(
            "{where}: {value} is niet te begrijpen{near_named}.",
            "{where}: {value} can't be understood{near_named}.",
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
            "{where}: {value} staat er zonder de andere helft van de tag.",
            "{where}: {value} stands there without the other half of the tag.",
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
            "{where}: na {value} ontbreekt {closing}.",
            "{where}: after {value} there is no {closing}.",
        ),
        Words(
            "Zet {closing} waar dit stuk eindigt.",
            "Put {closing} where this piece ends.",
        ),
        _example("template-block-unclosed", "{%p if answered %}", what="endif", closing="{%p endif %}"),
    ),
    Entry(
        "template-block-unopened",
        Severity.ERROR,
        Words(
            "{where}: {value} heeft geen begin: ervoor staat niets dat erbij hoort.",
            "{where}: {value} has no beginning: nothing before it belongs to it.",
        ),
        Words(
            "Haal de tag weg, of zet het begin ervoor: {{% if … %}} of {{% for … %}}.",
            "Remove the tag, or put its beginning before it: {{% if … %}} or {{% for … %}}.",
        ),
        _example("template-block-unopened", "{%p endif %}"),
    ),
    Entry(
        "template-block-crossed",
        Severity.ERROR,
        Words(
            "{where}: {value} komt te vroeg, want {what} is nog niet afgesloten.",
            "{where}: {value} comes too early, for {what} has not ended yet.",
        ),
        Words(
            "Sluit eerst af wat het laatst begon.",
            "First end what began last.",
        ),
        _example("template-block-crossed", "{% endfor %}", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-block-across",
        Severity.ERROR,
        Words(
            "{where}: {value} hoort bij {what}, maar dat staat in een andere cel, een ander kader of een ander soort plaats.",
            "{where}: {value} belongs to {what}, but that stands in another cell, another box or another kind of place.",
        ),
        Words(
            "Zet beide in dezelfde alinea; of elk alleen in een alinea, als {{%p … %}}; of elk alleen in een rij van dezelfde tabel, als {{%tr … %}}.",
            "Put both in one paragraph; or each alone in a paragraph, as {{%p … %}}; or each alone in a row of the same table, as {{%tr … %}}.",
        ),
        _example("template-block-across", "{% endif %}", what="{% if answered %}"),
    ),
    Entry(
        "template-not-in-a-table",
        Severity.ERROR,
        Words(
            "{where}: {value} is voor een tabel, maar staat er niet in.",
            "{where}: {value} is for a table, but stands in none.",
        ),
        Words(
            "Zet de tag in een tabel. Voor een alinea schrijf je {{%p … %}}.",
            "Put the tag in a table. For a paragraph, write {{%p … %}}.",
        ),
        _example("template-not-in-a-table", "{%tr for vraag in questions %}"),
    ),
    Entry(
        "template-tag-takes-no-value",
        Severity.ERROR,
        Words(
            "{where}: een waarde kan geen hele rij of cel innemen, zoals {value} vraagt.",
            "{where}: a value can't take a whole row or cell, as {value} asks.",
        ),
        Words(
            "Schrijf {{{{ … }}}} in de cel, zonder tr of tc.",
            "Write {{{{ … }}}} in the cell, without tr or tc.",
        ),
        _example("template-tag-takes-no-value", "{{tr gemeente }}"),
    ),
    Entry(
        "template-leaves-out",
        Severity.ERROR,
        Words(
            "{where}: naast {value} staat nog {lost}. Dat zou uit elk verslag wegvallen.",
            "{where}: beside {value} stands {lost}. It would be left out of every report.",
        ),
        Words(
            "Deze tag neemt haar hele alinea (p), rij (tr) of cel (tc) in. Zet de rest in een andere, of laat p, tr of tc weg uit de tag.",
            "This tag takes its whole paragraph (p), row (tr) or cell (tc). Put the rest in another one, or leave p, tr or tc out of the tag.",
        ),
        _example("template-leaves-out", "{%p if answered %}", what="Beste"),
    ),
    Entry(
        "template-picture",
        Severity.ERROR,
        Words(
            "{where}: de afbeelding in {value} kan niet getoond worden: {problem}.",
            "{where}: the picture in {value} can't be shown: {problem}.",
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
        "template-tag-in-link",
        Severity.ERROR,
        Words(
            "Deze tag staat in het adres van een koppeling, en daar wordt hij niet ingevuld: {value}.",
            "This tag stands in the address of a link, where it is not filled in: {value}.",
        ),
        Words(
            "Verwijder de koppeling en zet de tag in de tekst zelf: een web- of mailadres wordt in het verslag vanzelf een koppeling.",
            "Remove the link and put the tag in the text itself: a web or mail address becomes a link in the report by itself.",
        ),
        _example("template-tag-in-link", "{{ website }}"),
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
        "template-no-text",
        Severity.ERROR,
        Words(
            "{where}: {value} is geen tekst, maar een groep waarden.",
            "{where}: {value} is no text, but a group of values.",
        ),
        Words(
            "Kies met een punt wat je ervan wil tonen, zoals {{{{ vraag.label }}}}.",
            "Choose with a dot what to show of it, such as {{{{ vraag.label }}}}.",
        ),
        _example("template-no-text", "{{ vraag }}"),
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
    "header": Words("In de koptekst", "In the header"),
    "footer": Words("In de voettekst", "In the footer"),
    "footnotes": Words("In de voetnoten", "In the footnotes"),
    "endnotes": Words("In de eindnoten", "In the endnotes"),
    "comments": Words("In de opmerkingen", "In the comments"),
    "properties": Words(
        "In de eigenschappen van het document (Bestand › Info)", "In the properties of the document (File › Info)"
    ),
    "line": Words("In file_name", "In file_name"),
}
_FIRST = Words(" van de eerste pagina", " of the first page")
_EVEN = Words(" van de even pagina's", " of the even pages")
_SECTION = Words(" van sectie {section}", " of section {section}")
_IN_HEADING = Words(", in een kop", ", in a heading")
_HEADING = Words(", onder de kop “{heading}”", ", under the heading “{heading}”")
_CELL = Words(", tabel {table}, rij {row}, kolom {column}", ", table {table}, row {row}, column {column}")
_NEAR = Words(", bij “{near}”", ", at “{near}”")
_WHERE = {
    "first": _FIRST, "even": _EVEN, "section": _SECTION, "in_heading": _IN_HEADING, "heading": _HEADING,
    "table": _CELL, "near": _NEAR,
}  # fmt: skip
"""What is told of a place, in this order, where it is known."""
_PROBLEMS = {
    "no_alt": Words(
        "er is geen beschrijving (alt) voor wie ze niet ziet", "there is no description (alt) for who can't see it"
    ),
    "no_name": Words(
        "de naam van het bestand moet tussen aanhalingstekens in de tag staan",
        "the name of the file has to be in the tag, in quotes",
    ),
    "outside": Words(
        "het bestand moet in de map van het sjabloon staan", "the file has to be in the folder of the template"
    ),
    "not_there": Words(
        "dat bestand staat niet in de map van het sjabloon", "that file is not in the folder of the template"
    ),
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
_BY = Words(", door “{what}”", ", because of “{what}”")


def place_in_template(details: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return what the words of a template's mistakes speak of, in this language: where, and what about it."""
    if "part" not in details:
        return {}
    named = dict.fromkeys((*_WHERE, "what", "closing"), "") | dict(details)
    where = _PARTS[named["part"]].of(language)
    for key, words in _WHERE.items():
        where += words.of(language).format_map(named) if named[key] else ""
    lost = _OBJECTS[details["object"]].of(language) if "object" in details else f"“{named['what']}”"
    return {
        "where": where,
        "lost": lost,
        "what_named": _BY.of(language).format_map(named) if named["what"] else "",
        "near_named": _AT.of(language).format_map(named) if named["what"] else "",
        "problem": _PROBLEMS[named.get("problem", "")].of(language),
    }
