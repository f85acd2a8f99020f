"""What happens to accounts: signing in, registering, declaring, changing, leaving."""
