"""Reading lists of people from files that spreadsheets write: text, columns, rows, and what is wrong with them."""
