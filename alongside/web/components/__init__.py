"""The parts every page is made of: one template, one tag with typed props, one entry in the gallery each."""
