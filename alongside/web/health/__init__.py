"""Whether this installation is well, for the operator's watch."""
