"""The pages around the program: front page, help, plain statements, display, gallery, system pages."""
