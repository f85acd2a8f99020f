"""How alike two topics are: the same, close in the category tree, or sharing words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from alongside.matching.people import Topics, TopicTree

_SEPARATORS = re.compile(r"[\s\-_/.,&]+")
LEAST_TENTHS = 3
"""Topics less alike than this count as strangers."""
COMMON = 40
"""A word that more wanted topics share says nothing about any of them."""


def weighed(topics: Topics) -> Mapping[str, float]:
    """Topics with their weights, a plain sequence counting each alike."""
    return topics if isinstance(topics, Mapping) else dict.fromkeys(topics, 1.0)


@lru_cache(maxsize=1 << 16)
def plain(topic: str) -> str:
    """One spelling for "Machine-Learning", "machine learning" and "machine_learning"."""
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", topic).casefold()).strip()


class Vocabulary:
    """Topics reduced to one spelling, with the tree that hangs them together."""

    def __init__(self, tree: TopicTree) -> None:
        self._means = {plain(word): plain(topic) for word, topic in tree.synonyms.items()}
        self._known: dict[str, str] = {}
        self._parent = {self.canonical(topic): self.canonical(up) for topic, up in tree.parents.items()}

    def canonical(self, topic: str) -> str:
        """The topic a word stands for; ``""`` for an empty word."""
        known = self._known.get(topic)
        if known is None:
            spelled = plain(topic)
            known = self._known[topic] = self._means.get(spelled, spelled)
        return known

    def read(self, topics: Topics) -> dict[str, float]:
        """Canonical topics with positive weights; the same topic twice keeps the greater."""
        read: dict[str, float] = {}
        for topic, weight in weighed(topics).items():
            name = self.canonical(topic)
            if name and weight > 0:
                read[name] = max(read.get(name, 0.0), float(weight))
        return read

    def path(self, topic: str) -> list[str]:
        """The topic and its ever wider parents; a ring in the tree ends the path."""
        path = [topic]
        while (up := self._parent.get(path[-1])) and up not in path:
            path.append(up)
        return path


def alike(wanted: Iterable[str], offered: Iterable[str], words: Vocabulary) -> dict[str, dict[str, int]]:
    """For each offered topic, the wanted topics like it, in tenths (10 the same, 0 left out).

    In the tree the measure is Wu and Palmer's (1994): twice the depth of the closest common parent
    over the sum of both depths. Outside it, the share of words in common (Jaccard), at most 5.
    """
    below: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    by_word: dict[str, list[str]] = defaultdict(list)
    known = set(wanted)
    for topic in sorted(known):
        path = words.path(topic)
        for up, ancestor in enumerate(path):
            below[ancestor].append((topic, len(path) - up, len(path)))
        for word in set(topic.split()):
            by_word[word].append(topic)

    telling = {word: topics for word, topics in by_word.items() if len(topics) <= COMMON}

    found: dict[str, dict[str, int]] = {}
    for topic in sorted(set(offered)):
        near = {topic: 10} if topic in known else {}
        depth = len(path := words.path(topic))
        for ancestor in path:
            for other, common, other_depth in below.get(ancestor, ()):
                near[other] = max(near.get(other, 0), 20 * common // (depth + other_depth))
        own = set(topic.split())
        for other in {other for word in own for other in telling.get(word, ())}:
            their = set(other.split())
            shared = 10 * len(own & their) // len(own | their)
            near[other] = max(near.get(other, 0), min(shared, 5))
        found[topic] = {other: tenths for other, tenths in near.items() if tenths >= LEAST_TENTHS}
    return found
