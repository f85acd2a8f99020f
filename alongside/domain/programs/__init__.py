"""Programs: seasons of mentoring, the templates they start from, their steps, questions and agreement."""
