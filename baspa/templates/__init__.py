"""Templates: a resolved document becomes semantic HTML (`docs/html.md`), by Jinja."""
