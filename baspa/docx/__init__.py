"""Semantic HTML → DOCX: a native, live document whose printed page numbers are true."""

from baspa.docx.pagination import Paginated, paginate
from baspa.docx.writer import write_docx

__all__ = ["Paginated", "paginate", "write_docx"]
