"""The forms before the contents: title page, declaration, task sheet."""
