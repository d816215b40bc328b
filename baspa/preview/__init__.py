"""Preview: a thesis that is built again at every save, and its pages in the browser."""
