"""One-click sign-in as somebody of the demo community. It exists in the demo alone."""
