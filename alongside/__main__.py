"""``python -m alongside`` is the ``alongside`` command."""

from alongside.cli.main import main

if __name__ == "__main__":
    main()
