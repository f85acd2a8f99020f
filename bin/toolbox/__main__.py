"""Hands a command of bin/ to the module of the same name."""

import importlib
import signal
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from toolbox.say import Stop  # noqa: E402 - the folder above must be importable first


def main() -> int:
    command, *arguments = sys.argv[1:]
    # Told to end, a command still stops the servers it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return int(importlib.import_module(f"toolbox.{command}").main(arguments))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
