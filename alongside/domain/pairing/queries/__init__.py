"""What the pages ask about rounds, rows and mentors to choose from."""
