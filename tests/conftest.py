"""How the tests run: which database, no way out to the network, and what each kind of test needs."""

pytest_plugins = [
    "tests.plugins.machine",
    "tests.plugins.databases",
    "tests.plugins.network",
    "tests.plugins.browser",
    "tests.plugins.figures",
]
