"""bin/icons: gathers the drawings of alongside/web/icons into the one sprite file the pages use."""

import re
from pathlib import Path

from toolbox import places, say

WEB = places.ROOT / "alongside" / "web"


def main(arguments: list[str]) -> int:
    """Write the sprite; a test fails when it is out of date."""
    if arguments:
        raise say.Stop("Use: bin/icons.", code=2)
    files = sorted((WEB / "icons").glob("*.svg"))
    symbols = "\n".join(_symbol(file) for file in files)
    (WEB / "static" / "icons.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8"
    )
    say.line(f"Gathered {len(files)} icons.")
    return 0


def _symbol(file: Path) -> str:
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(encoding="utf-8"), re.DOTALL)
    if drawing is None:
        raise say.Stop(f"{file} is not a drawing.")
    return f'<symbol id="{file.stem}" viewBox="0 0 256 256">{drawing[1]}</symbol>'
