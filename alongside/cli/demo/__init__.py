"""The demo community: three groups with programs in every stage, lived through the same commands people use."""
