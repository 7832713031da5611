"""What stops a whole run: folders, layouts, templates, and what happens to the run itself."""

from __future__ import annotations

from pipeline.messages.entry import SYSTEM_ERROR, Entry, Words
from pipeline.model import Finding, Place, Severity

_LAYOUT = Place("templates/binding/layout.toml")

SETUP = (
    Entry(
        "inputs-missing",
        Severity.ERROR,
        Words("De map met antwoorden is er niet.", "The folder of answers is not there."),
        Words(
            "Maak ze, of wijs ze aan met --inputs. Sta je in de juiste map?",
            "Make it, or name it with --inputs. Are you in the right folder?",
        ),
        Finding("inputs-missing", Place("inputs")),
    ),
    Entry(
        "inputs-not-a-folder",
        Severity.ERROR,
        Words("Dit is geen map maar een bestand.", "This is a file, not a folder."),
        Words(
            "Zet het bestand in een map, en wijs die map aan met --inputs.",
            "Put the file into a folder, and name that folder with --inputs.",
        ),
        Finding("inputs-not-a-folder", Place("enquete.xlsx")),
    ),
    Entry(
        "only-finds-nothing",
        Severity.ERROR,
        Words(
            "Geen enkel initiatief heeft “{value}” in zijn naam. Er is geen verslag gemaakt.",
            "No initiative has “{value}” in its name. No report was made.",
        ),
        Words("Kijk de spelling na bij --only.", "Check the spelling at --only."),
        Finding("only-finds-nothing", Place("inputs"), value="Dans me", suggestion="Dans mee!"),
    ),
    Entry(
        "path-missing",
        Severity.ERROR,
        Words("Dit bestand of deze map is er niet.", "This file or folder is not there."),
        Words("Kijk na of de naam klopt.", "Check whether the name is right."),
        Finding("path-missing", Place("antwoorden/enquete.xlsx")),
    ),
    Entry(
        "templates-missing",
        Severity.ERROR,
        Words("In deze map staat geen enkele layout.", "There is no layout in this folder."),
        Words(
            "Wijs met --templates de map aan waarin de mappen met layout.toml staan. Sta je in de juiste map?",
            "Name with --templates the folder that holds the folders with a layout.toml. Are you in the right folder?",
        ),
        Finding("templates-missing", Place("templates")),
    ),
    Entry(
        "layout-not-found",
        Severity.ERROR,
        Words("Er is geen layout met de naam “{value}”.", "There is no layout called “{value}”."),
        Words("Kies uit: {layouts}.", "Choose from: {layouts}."),
        Finding(
            "layout-not-found",
            Place("templates"),
            value="bindng",
            suggestion="binding",
            details={"layouts": "binding"},
        ),
    ),
    Entry(
        "layout-which",
        Severity.ERROR,
        Words("Er is meer dan één layout: {layouts}.", "There is more than one layout: {layouts}."),
        Words("Zet de naam erbij, zoals in “binding form {first}”.", "Add its name, as in “binding form {first}”."),
        Finding("layout-which", Place("templates"), details={"layouts": "beleving, binding", "first": "beleving"}),
    ),
    Entry(
        "layout-not-toml",
        Severity.ERROR,
        Words(
            "Dit bestand is niet leesbaar als TOML (regel {line}).", "This file can't be read as TOML (line {line})."
        ),
        Words(
            "Kijk op die regel naar de aanhalingstekens, de vierkante haken en de gelijkheidstekens.",
            "Look at that line for quotes, square brackets and equals signs.",
        ),
        Finding("layout-not-toml", _LAYOUT, details={"line": "12"}),
    ),
    Entry(
        "layout-not-utf8",
        Severity.ERROR,
        Words(
            "Dit bestand is niet als UTF-8 bewaard; letters met accenten zijn niet leesbaar.",
            "This file was not saved as UTF-8; letters with accents can't be read.",
        ),
        Words(
            "Open het in Kladblok, kies “Opslaan als” en daar bij Codering UTF-8.",
            "Open it in Notepad, choose “Save as” and there, at Encoding, UTF-8.",
        ),
        Finding("layout-not-utf8", _LAYOUT),
    ),
    Entry(
        "layout-key-unknown",
        Severity.ERROR,
        Words("“{key}” is geen instelling.", "“{key}” is not a setting."),
        Words("Haal ze weg, of kijk de spelling na.", "Remove it, or check its spelling."),
        Finding("layout-key-unknown", _LAYOUT, suggestion="label", details={"key": "questions › 3 › labl"}),
    ),
    Entry(
        "layout-key-missing",
        Severity.ERROR,
        Words("“{key}” ontbreekt.", "“{key}” is missing."),
        Words("Vul ze aan in layout.toml.", "Add it to layout.toml."),
        Finding("layout-key-missing", _LAYOUT, details={"key": "layout › title"}),
    ),
    Entry(
        "layout-value-wrong",
        Severity.ERROR,
        Words("“{key}” heeft een waarde die niet kan: {value}.", "“{key}” has a value that can't be: {value}."),
        Words("Verwacht: {expected}.", "Expected: {expected}."),
        Finding(
            "layout-value-wrong",
            _LAYOUT,
            value="tekst",
            details={"key": "questions › 3 › type", "expected": "text, long_text, list"},
        ),
    ),
    Entry(
        "layout-expression",
        Severity.ERROR,
        Words(
            "“{key}” is geen geldige voorwaarde: {value}. Het gaat mis bij teken {position} ({words}).",
            "“{key}” is not a valid condition: {value}. It goes wrong at character {position} ({words}).",
        ),
        Words(
            "Verbeter ze in layout.toml. Wat er kan, staat bij constraint in de uitleg van de layout.",
            "Mend it in layout.toml. What can be used is told at constraint in the page about the layout.",
        ),
        Finding(
            "layout-expression",
            _LAYOUT,
            value=". > = 3",
            details={"key": "questions › 3 › constraint", "position": "5", "words": "="},
        ),
    ),
    Entry(
        "layout-expression-name",
        Severity.ERROR,
        Words(
            "“{key}” spreekt van “{value}”, en geen vraag heet zo.",
            "“{key}” speaks of “{value}”, and no question is called so.",
        ),
        Words("Kijk de spelling na in layout.toml.", "Check its spelling in layout.toml."),
        Finding(
            "layout-expression-name",
            _LAYOUT,
            value="deelnmers",
            suggestion="deelnemers",
            details={"key": "questions › 3 › constraint"},
        ),
    ),
    Entry(
        "layout-question-twice",
        Severity.ERROR,
        Words(
            "Twee vragen hebben dezelfde naam of kop: “{value}”.", "Two questions share a name or header: “{value}”."
        ),
        Words(
            "Geef elke vraag een eigen naam, label en aliassen.", "Give each question its own name, label and aliases."
        ),
        Finding("layout-question-twice", _LAYOUT, value="E-mail"),
    ),
    Entry(
        "layout-twice",
        Severity.ERROR,
        Words(
            "Twee mappen hebben een layout met de naam “{value}”.",
            "Two folders have a layout called “{value}”.",
        ),
        Words("Geef elke layout een eigen naam.", "Give each layout its own name."),
        Finding("layout-twice", _LAYOUT, value="binding"),
    ),
    Entry(
        "layout-role",
        Severity.ERROR,
        Words(
            'Bij {count} vragen staat role = "{role}". Dat hoort bij {expected} vraag te staan.',
            'role = "{role}" stands with {count} questions. It should stand with {expected} question.',
        ),
        Words('Zet role = "{role}" bij één vraag.', 'Put role = "{role}" with one question.'),
        Finding("layout-role", _LAYOUT, details={"count": "0", "role": "initiative", "expected": "exactly_one"}),
    ),
    Entry(
        "file-name-wrong",
        Severity.ERROR,
        Words("Bij file_name klopt er iets niet: {value}.", "At file_name, something is wrong: {value}."),
        Words(
            "Verbeter “file_name” in layout.toml. Tags staan er zoals in het sjabloon: {{{{ initiatief }}}}.",
            "Mend “file_name” in layout.toml. Tags stand there as in the template: {{{{ initiatief }}}}.",
        ),
        Finding("file-name-wrong", _LAYOUT, value="{{ initiatif }}", suggestion="initiatief"),
    ),
    Entry(
        "outputs-busy",
        Severity.ERROR,
        Words(
            "Er loopt al een run die in deze map verslagen schrijft.",
            "Another run is already writing reports into this folder.",
        ),
        Words("Wacht tot die klaar is, en probeer opnieuw.", "Wait until it is done, and try again."),
        Finding("outputs-busy", Place("outputs")),
    ),
    Entry(
        "folder-not-writable",
        Severity.ERROR,
        Words("In deze map kan niet geschreven worden: {reason}.", "This folder can't be written to: {reason}."),
        Words(
            "Kijk na of je er zelf een bestand in kan zetten, of kies een andere map.",
            "Check whether you can put a file there yourself, or choose another folder.",
        ),
        Finding("folder-not-writable", Place("outputs"), details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "disk-full",
        Severity.ERROR,
        Words(
            "De schijf is vol. Wat al geschreven was, is heel; de andere verslagen zijn nog zoals ze waren.",
            "The disk is full. What was already written is whole; the other reports are as they were.",
        ),
        Words("Maak plaats, en voer opnieuw uit.", "Make room, and run again."),
        Finding("disk-full", Place("outputs")),
    ),
    Entry(
        "form-exists",
        Severity.ERROR,
        Words(
            "Dit bestand bestaat al. Misschien is het al ingevuld; daarom is het niet vervangen.",
            "This file is there already. It may be filled in, so it was not replaced.",
        ),
        Words(
            "Geef het een andere naam of plaats, of kies een andere map met --to.",
            "Rename or move it, or choose another folder with --to.",
        ),
        Finding("form-exists", Place("Binding - formulier.xlsx")),
    ),
    Entry(
        "copies-among-inputs",
        Severity.ERROR,
        Words(
            "In deze map staan de antwoorden zelf. Kopieën met gemerkte cellen mogen daar niet tussen komen.",
            "This folder holds the answers themselves. Copies with marked cells may not come among them.",
        ),
        Words("Kies een andere map met --annotate.", "Choose another folder with --annotate."),
        Finding("copies-among-inputs", Place("inputs")),
    ),
    Entry(
        "copies-not-a-folder",
        Severity.ERROR,
        Words("Dit is geen map maar een bestand.", "This is a file, not a folder."),
        Words("Kies een map met --annotate.", "Choose a folder with --annotate."),
        Finding("copies-not-a-folder", Place("enquete.xlsx")),
    ),
    Entry(
        "copy-exists",
        Severity.ERROR,
        Words(
            "Hier staat al een ander bestand. Misschien is er al in verbeterd; daarom is het niet vervangen.",
            "There is another file here already. It may have been mended already, so it was not replaced.",
        ),
        Words(
            "Verplaats of wis het, of kies een andere map met --annotate.",
            "Move or delete it, or choose another folder with --annotate.",
        ),
        Finding("copy-exists", Place("na te kijken/enquete.xlsx")),
    ),
    Entry(
        "interrupted",
        Severity.ERROR,
        Words(
            "Onderbroken. Wat al geschreven was, is heel; de volgende run maakt de rest.",
            "Interrupted. What was already written is whole; the next run makes the rest.",
        ),
        Words("Voer opnieuw uit.", "Run again."),
        Finding("interrupted", Place("outputs")),
    ),
    Entry(
        "fault",
        Severity.ERROR,
        Words(
            "Er ging iets mis in Binding zelf. Je bestanden zijn niet beschadigd.",
            "Something went wrong in Binding itself. Your files are not damaged.",
        ),
        Words(
            "Voer opnieuw uit. Blijft het misgaan? Bezorg ons dan dit logboek: {log}",
            "Run again. Does it happen again? Then send us this log: {log}",
        ),
        Finding("fault", Place("binding"), details={"log": "binding.log"}),
    ),
)
