"""The matching engine: pure Python on numpy, no Django. Usable alone."""
