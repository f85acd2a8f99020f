"""Pages of an account: signing in, the welcome, and the settings."""
