"""Values that nobody, one or several people gave: one type and one meaning, however many gave them. Pure.

What a template asks of such a value is asked of each answer. Where all give the same, that is the outcome; where they
don't, no outcome would be right, and UnfitAnswersError says so. As a text, a value is always what a report shows.
"""

from pipeline.render.given.answers import Given as Given
from pipeline.render.given.answers import UnfitAnswersError as UnfitAnswersError
from pipeline.render.given.days import GivenDay as GivenDay
from pipeline.render.given.lists import GivenList as GivenList
from pipeline.render.given.nothing import NOTHING as NOTHING
from pipeline.render.given.nothing import Nothing as Nothing
from pipeline.render.given.numbers import GivenNumber as GivenNumber
from pipeline.render.given.texts import GivenChoice as GivenChoice
from pipeline.render.given.texts import GivenText as GivenText
from pipeline.render.given.yes_no import GivenYesNo as GivenYesNo
