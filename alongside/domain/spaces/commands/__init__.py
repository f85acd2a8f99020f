"""Acts in spaces: opening and closing them, and everything people say in them."""
