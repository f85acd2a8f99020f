"""What happened, what is sent by e-mail, and, outside production, every message that went out."""
