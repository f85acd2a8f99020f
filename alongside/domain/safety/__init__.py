"""Safety: blocks, reports and their handling. Knows its subjects only by reference.

What a reporter ticked is copied and sealed for the report at once, so that deleting it later hides nothing, and
whoever looks reads exactly that.
"""
