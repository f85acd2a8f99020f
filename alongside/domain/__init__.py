"""The rules of mentoring, one app per noun, from people at the bottom to notifications at the top."""
