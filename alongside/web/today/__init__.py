"""The one next thing of a person's day. Other areas offer items; see ``offers.py`` to add one."""
