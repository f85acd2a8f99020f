"""Notifications: who is told, by which channel, in which words.

To tell people something new: a kind in ``kinds/<area>.py``, its words in ``templates/notices/<key>.txt``, and a
reaction in ``reactions/<area>.py`` that calls ``commands.notices.notify``. Words are plain text: the first line is the
subject and the line in the inbox, then an empty line, then short paragraphs; a paragraph ``>> Share your answer``
names the one button. ``person`` and ``site`` are always there, and every fact given to ``notify``.
"""
