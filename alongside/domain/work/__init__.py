"""What the worker does by the clock: each kind of work claimed by one worker at a time, and a sign that it lives."""
