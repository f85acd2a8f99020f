"""The same commands for the operator, as `alongside …`."""
