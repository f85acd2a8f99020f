"""The wrapped keys of private spaces and the list of what was erased: alone in a database of their own."""
