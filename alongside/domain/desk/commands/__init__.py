"""What organizers do at their desk: take, do, put off, take back, write, and note."""
