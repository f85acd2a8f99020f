"""What happened: written in the transaction that made it so, kept as history, handed on exactly once."""
