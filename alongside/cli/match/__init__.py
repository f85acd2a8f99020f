"""``alongside match``: pair people from two CSV files, without a database and without the web."""
