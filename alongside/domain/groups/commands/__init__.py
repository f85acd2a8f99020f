"""What happens in groups: creating, joining, leaving, roles, invitations and posts."""
