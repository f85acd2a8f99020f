"""What the test run itself is made of."""
