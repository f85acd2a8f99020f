"""The launchers in bin/."""
