"""Safety: blocks, reports and their handling. Knows its subjects only by reference."""
