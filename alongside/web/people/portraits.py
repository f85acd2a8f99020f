"""The drawn portraits people can choose from; the pictures are in ``static/pictures/people``."""

from __future__ import annotations

PORTRAITS = (
    "amara", "carlos", "dot", "elsie", "george", "grace", "hana", "kwame", "leila",
    "maria", "mei", "nadia", "priya", "robert", "sven", "tom", "winston", "yusuf",
)  # fmt: skip
