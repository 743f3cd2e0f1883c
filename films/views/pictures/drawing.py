"""Draw the picture of a page: what it is about, in large type, and a sentence on it."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from films.addresses import site_name
from films.views.pictures.fonts import FONT

SIZE = WIDTH, HEIGHT = 1200, 630
"""Of pictures in Open Graph, in pixels."""
MARGIN = 80
PAPER, INK, FAINT, RED = "#f6f5f0", "#1c1a17", "#5d584e", "#b80f1e"
"""The colours by day of `films/palette.css`."""
TITLE_SIZES = {96: 1, 80: 2, 60: 3}
"""Of type, in pixels, with the lines that a title may take in it. It has the largest in which it fits."""
SENTENCE_LINES = 3
SENTENCE_SIZE, SMALL_SIZE = 34, 30
LINE_HEIGHT = 1.2


@dataclass(frozen=True)
class Picture:
    """Hold the texts of a picture: the kind of the record, its title, and a sentence, which can be empty."""

    kind: str
    title: str
    sentence: str


def draw_picture(picture: Picture) -> bytes:
    """Return the picture as PNG. What has no room is cut off, with an ellipsis."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 16), fill=RED)
    small = font(SMALL_SIZE)
    pen.text((MARGIN, 64), picture.kind, font=small, fill=FAINT)
    title_font, lines = fitted(picture.title)
    bottom = write_lines(pen, 112, lines, title_font, INK)
    sentence = wrapped(picture.sentence, font(SENTENCE_SIZE), SENTENCE_LINES)
    write_lines(pen, bottom + 28, sentence, font(SENTENCE_SIZE), FAINT)
    pen.polygon([(MARGIN, 546), (MARGIN + 32, 562), (MARGIN, 578)], fill=RED)
    pen.text((MARGIN + 48, 544), site_name(), font=small, fill=INK)
    file = BytesIO()
    image.quantize(32).save(file, "PNG")
    return file.getvalue()


def write_lines(
    pen: ImageDraw.ImageDraw, top: float, lines: list[str], type_face: ImageFont.FreeTypeFont, fill: str
) -> float:
    """Write lines below each other, and return where the last one ends."""
    for line in lines:
        pen.text((MARGIN, top), line, font=type_face, fill=fill)
        top += type_face.size * LINE_HEIGHT
    return top


def fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest type in which a title fits, with its lines."""
    for size, lines in TITLE_SIZES.items():
        if len(wrapped(title, font(size), lines + 1)) <= lines:
            break
    return font(size), wrapped(title, font(size), lines)


def wrapped(text: str, type_face: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Return the lines of a text, at most so many."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and type_face.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(fitted_line(word, type_face))
        else:
            lines[-1] = fitted_line(f"{longer}…", type_face, "…")
            break
    return lines


def fitted_line(line: str, type_face: ImageFont.FreeTypeFont, ending: str = "…") -> str:
    """Return a line that fits, without its last letters if it must be."""
    if type_face.getlength(line) <= WIDTH - 2 * MARGIN:
        return line
    kept = line.removesuffix(ending)
    while type_face.getlength(kept + ending) > WIDTH - 2 * MARGIN:
        kept = kept[:-1]
    return kept.rstrip() + ending


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)
