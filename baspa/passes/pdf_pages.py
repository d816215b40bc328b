"""PDF pictures: one page of a PDF file becomes a PDF of its own, drawn as it is."""

from __future__ import annotations

import io

from baspa.length import MM_PER_INCH


class PictureError(Exception):
    """The file is no picture that we can print; the message is for the author."""


def extract_page(content: bytes, number: int) -> tuple[bytes, float, float]:
    """Return page `number` (from 1) as a PDF, with its width and height in mm. Raises PictureError.

    What a viewer shows of the page (ISO 32000-1, 14.11.2: the crop box) is the picture; notes,
    links and form fields are left out.
    """
    import pikepdf  # few theses show a page of a PDF

    try:
        with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as single:
            if not 1 <= number <= len(source.pages):
                raise PictureError(f"there is no page {number}; the file has {len(source.pages)}")
            single.pages.append(source.pages[number - 1])
            page = single.pages[0]
            box = [float(side) for side in page.cropbox]
            for key in ("/Annots", "/AA", "/TrimBox", "/BleedBox", "/ArtBox"):
                if key in page:
                    del page[key]
            page.mediabox = page.cropbox = pikepdf.Array(box)
            unit = float(page.get("/UserUnit", 1)) / 72 * MM_PER_INCH
            width, height = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
            turned = int(page.get("/Rotate", 0)) % 180 == 90
            out = io.BytesIO()
            single.save(out, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise PictureError("this PDF is encrypted; save it without a password") from error
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise PictureError("this PDF is damaged") from error
    if not width or not height:
        raise PictureError("this PDF page has no size")
    return out.getvalue(), height if turned else width, width if turned else height
