"""What stands behind the commands in bin/: standard library only, so that it runs before anything is installed."""
