"""The words of theses: names of elements, captions, dates, titles, places in a source, people."""
