"""bin/translations: gathers every sentence of the program, merges it into the catalogues and compiles these."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from toolbox import environment, places, say

CATALOGUES = places.ROOT / "alongside" / "locale"
# How many forms a language has for "1 thing, 2 things", in the words of GNU gettext.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "de": "nplurals=2; plural=n != 1;",
    "es": "nplurals=2; plural=n != 1;",
    "fr": "nplurals=2; plural=n > 1;",
    "pt": "nplurals=2; plural=n != 1;",
}
# No date and no line number: two people's translations meet without a conflict.
PLAIN = ["--no-wrap", "--add-location=file"]
NOT_READ = shutil.ignore_patterns("static", "locale", "templates_content", "__pycache__")


def main(arguments: list[str]) -> int:
    """Bring the named languages up to date, or all: ``bin/translations es fr``."""
    if unknown := set(arguments) - set(PLURAL_FORMS):
        raise say.Stop(f"Not a language of Alongside: {', '.join(sorted(unknown))}.", code=2)
    if not shutil.which("msgmerge"):
        raise say.Stop("Translations need GNU gettext. On Debian: apt-get install gettext")
    python = environment.prepare(places.DEVELOPER_LOCK)
    with tempfile.TemporaryDirectory() as folder:
        sentences = gathered(python, Path(folder))
        for language in arguments or sorted(PLURAL_FORMS):
            merge(sentences, language)
            say.line(f"  {language}: {compiled(language)}")
    return 0


def gathered(python: Path | str, folder: Path) -> Path:
    """Every sentence in the sources, as one file in ``folder``."""
    # The reader writes small files beside what it reads, so it gets a copy of its own.
    sources = folder / "alongside"
    shutil.copytree(places.ROOT / "alongside", sources, ignore=NOT_READ)
    (sources / "locale").mkdir()
    command = [str(python), "-m", "django", "makemessages", "--locale=en", "--keep-pot", "--verbosity=0"]
    _run([*command, *PLAIN], cwd=sources)
    found = sources / "locale" / "django.pot"
    text = found.read_text(encoding="utf-8")
    text = re.sub(r'^"(?:POT-Creation-Date|PO-Revision-Date):.*\\n"\n', "", text, flags=re.MULTILINE)
    found.write_text(re.sub(r"^#: .*$", _plain_places, text, flags=re.MULTILINE), encoding="utf-8")
    return found


def merge(sentences: Path, language: str) -> None:
    """Add what is new to the catalogue, untranslated, and take away what is gone. Nothing is guessed."""
    catalogue = _catalogue(language)
    if not catalogue.exists():
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.write_text(_header(language), encoding="utf-8")
    command = ["msgmerge", "--quiet", "--no-fuzzy-matching", *PLAIN, str(catalogue), str(sentences)]
    merged = _run(command).stdout
    kept = _run(["msgattrib", "--no-obsolete", *PLAIN, "-"], given=merged).stdout
    catalogue.write_text(kept, encoding="utf-8")


def compiled(language: str) -> str:
    """Write the file the program reads; return what gettext says of it, such as how many sentences are missing."""
    catalogue = _catalogue(language)
    command = ["msgfmt", "--check-format", "--statistics", "--no-hash", "--output-file"]
    done = _run([*command, str(catalogue.with_suffix(".mo")), str(catalogue)])
    return done.stderr.strip()


def _catalogue(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def _header(language: str) -> str:
    lines = {
        "Project-Id-Version": "Alongside",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items())


def _plain_places(match: re.Match[str]) -> str:
    return "#: " + " ".join(place.removeprefix("./") for place in match[0].removeprefix("#: ").split())


def _run(command: list[str], *, cwd: Path | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
    variables = places.environment_variables(clean=True)
    if cwd is not None:
        variables.pop("PYTHONPATH")  # or Python would find the program beside its copy
    done = subprocess.run(command, cwd=cwd, env=variables, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise say.Stop(f"{command[0]} could not go on:\n{done.stderr.strip()}")
    return done
