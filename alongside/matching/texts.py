"""Likeness of free texts, offline: groups of letters in common, rare ones counting more.

Words are taken apart into groups of four letters, which serves many languages without any dictionary
and sees "nurse" in "nursing" (McNamee and Mayfield, "Character n-gram tokenization for European
language text retrieval", Information Retrieval 7 (2004)); where no spaces are written, into groups of
two signs. Weights are TF-IDF, the measure is the cosine. ``bench/matching/texts.py`` compares this
with words, word vectors and a sentence model. It sees no likeness between different words for one
thing, and hardly any across languages.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

GROUP = 4
MOST = 32
"""How many groups of a text count, the most telling first."""
COMMON = 0.3
"""Groups in a larger share of texts than this tell nobody apart."""
FULL = 0.4
"""A cosine from which texts count as fully alike: two people hardly ever write the same."""
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

# Words long enough to look telling that say nothing about anybody, by their first five letters, in the languages
# of the pages. A reason that named one of them would read like a machine's.
_FILLERS_SPELLED = """
    about above after again along alrea also although always among another anyth aroun becau befor being betwe
    could doing enoug every first found going great havin helps helpi knows liked littl looki might moved never
    often other peopl quite rathe reall right shall shoul since small somet someo still thank their thems there
    these thing think those thoug throu times today under until using usual wants wante welco where wheth which
    while whole whose within witho would years young yours
    ahora algun antes aunqu como cuand desde donde ellos entre estas estos hacer hacia hasta mejor mismo mucho
    nuest otros porqu puede quier sobre tambi tengo tiene todos
    ainsi alors aussi autre avant beauc comme dans depui elles encor entre etait etre faire leurs meme notre
    parce plus pour quand quelq toujo toute votre
    aber ander auch damit dass diese durch eigen einen etwas gerne haben heute immer jeder jetzt kann konne
    machen mehr mochte nicht schon sehr seine selbs sowie uber viele wenn werde wieder wurde
    ainda antes assim aquel depoi desde entao essas estou fazer mais mesmo muito nossa outro porqu quand quero
    sobre tambe tenho todos
"""
_FILLERS = frozenset(_FILLERS_SPELLED.split())
Vector = dict[str, float]


def groups(text: str) -> Counter[str]:
    """The groups of letters of a text, accents folded."""
    found: Counter[str] = Counter()
    for word in _words(text):
        padded, many = (word, 2) if _UNSPACED.search(word) else (f" {word} ", GROUP)
        found.update(padded[at : at + many] for at in range(max(1, len(padded) - many + 1)))
    return found


class Weighing:
    """How telling each group of letters is among the texts of a run, taken apart already."""

    def __init__(self, held: Sequence[Counter[str]]) -> None:
        self._count = Counter(group for each in held for group in each)
        written = sum(1 for each in held if each)
        most = max(2.0, COMMON * written)
        self._weight = {
            group: 1 + math.log((1 + written) / (1 + many)) for group, many in self._count.items() if many <= most
        }

    def vector(self, held: Counter[str], texts: int = 2) -> Vector:
        """A text as weights over its most telling groups, of those that at least so many ``texts`` have."""
        own = {group: (1 + math.log(n)) * self._weight[group] for group, n in held.items() if group in self._weight}
        length = math.sqrt(sum(each * each for each in own.values()))
        shared = sorted((group for group in own if self._count[group] >= texts), key=lambda each: (-own[each], each))
        return {group: own[group] / length for group in shared[:MOST]}

    def newcomer(self, text: str) -> Vector:
        """A text that came later, weighed by those that were there."""
        return self.vector(groups(text), texts=1)


def vectors(texts: Sequence[str]) -> list[Vector]:
    """Each text as weights over its most telling groups that other texts have too."""
    held = [groups(text) for text in texts]
    weighing = Weighing(held)
    return [weighing.vector(each) for each in held]


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two texts, from 0 to 1."""
    return sum(weight * other.get(group, 0.0) for group, weight in one.items())


def shared_words(one: str, other: str) -> list[str]:
    """Telling words of the first text that the second has too or begins alike, longest first."""
    theirs = {word[:5] for word in _words(other)} - _FILLERS
    found = {word[:5]: word for word in reversed(_words(one)) if len(word) > GROUP and word[:5] in theirs}
    return sorted(found.values(), key=lambda word: (-len(word), word))


def _words(text: str) -> list[str]:
    parted = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in parted if not unicodedata.combining(sign)))
