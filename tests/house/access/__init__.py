"""Who may reach what: the community it is asked in, and the table of answers."""
