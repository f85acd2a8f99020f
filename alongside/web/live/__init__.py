"""The live channel: one stream for each browser that says, within a moment, in which space there is something new.

It carries numbers only, never words: the page then asks for what it has not shown, through the same policy as ever.
"""
