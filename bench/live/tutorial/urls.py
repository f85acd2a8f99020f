"""The chat has no pages of its own here; only its socket is measured."""

urlpatterns: list[object] = []
