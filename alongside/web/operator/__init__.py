"""Looking after the site: is it healthy, mail, people, groups."""
