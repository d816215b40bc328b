"""A manuscript becomes an outline of sections, each with its blocks."""
