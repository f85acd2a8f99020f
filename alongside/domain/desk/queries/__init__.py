"""Reading the desk, each page at a fixed number of questions to the database."""
