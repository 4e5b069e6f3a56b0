"""The image of a page, and boxes on it, as a reader sees the page: turned and cropped."""

from __future__ import annotations

import json
import shutil
from io import BytesIO, StringIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from openmgi.core.document import Box, Page
from openmgi.library.extraction import child, drawing
from openmgi.library.extraction.images import DRAWING, boxes, page_image, recognised_boxes
from openmgi.library.extraction.language import language_of, language_of_text
from openmgi.library.extraction.pdf import read_pdf
from openmgi.library.extraction.unreadable import UnreadableError
from tests.library.extraction.pdf_files import Words, lines, text_pdf

SHEETS = [
    b"/MediaBox [0 0 612 792]",
    b"/MediaBox [0 0 612 792] /Rotate 90",
    b"/MediaBox [0 0 612 792] /Rotate 180",
    b"/MediaBox [0 0 612 792] /CropBox [50 500 400 750]",
    b"/MediaBox [-100 -100 500 800] /CropBox [50 500 400 750] /Rotate 270",
]
LAW = [
    "Article 4",
    "The minister may grant a residence permit to a person who",
    "has lived in the country for a year and has a place to live.",
    "The permit is valid for two years and may be renewed once.",
]


def written(folder: Path, content: bytes) -> Path:
    (folder / "file.pdf").write_bytes(content)
    return folder / "file.pdf"


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The smallest rectangle around all that is dark."""
    found = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert found
    return found


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_box_is_where_the_word_is_on_the_image(tmp_path: Path, sheet: bytes) -> None:
    file = written(tmp_path, text_pdf([[Words(120, 600, "HIM", 20)]], page=sheet))

    image = Image.open(BytesIO(page_image(file, 0, width=600, form="png")))
    (box,) = boxes(file, 0, 0, 3)

    left, top, right, bottom = ink(image)
    assert box.left * image.width == pytest.approx(left, abs=5)
    assert box.right * image.width == pytest.approx(right, abs=5)
    assert box.top * image.height == pytest.approx(top, abs=5)
    assert box.bottom * image.height == pytest.approx(bottom, abs=5)


@pytest.mark.parametrize("sheet", SHEETS[-2:])
def test_the_process_that_draws_gives_the_same_as_drawing_here(tmp_path: Path, sheet: bytes) -> None:
    file = written(tmp_path, text_pdf([lines(*LAW, top=600)], page=sheet))

    assert drawing.boxes(file, 0, 5, 90) == boxes(file, 0, 5, 90)
    assert drawing.image(file, 0, 200, "webp") == page_image(file, 0, width=200)


@pytest.mark.parametrize(
    "job", [{"task": "image", "width": 99, "form": "png"}, {"task": "boxes", "start": 0, "end": 9}]
)
@pytest.mark.parametrize("index", [0, 1])
def test_the_drawer_answers_with_what_was_asked_or_with_an_error(
    tmp_path: Path, job: dict[str, object], index: int
) -> None:
    file = written(tmp_path, text_pdf([lines(*LAW)]))
    out = StringIO()

    child.answer({**job, "path": str(file), "index": index}, DRAWING, out)

    first = json.loads(out.getvalue().splitlines()[0])
    assert first.get("error") == "no_such_page" if index else first[str(job["task"])]


def test_words_in_several_fonts_on_one_line_have_one_box(tmp_path: Path) -> None:
    file = written(tmp_path, text_pdf([[Words(72, 600, "A law", 12), Words(106, 600, "of words", 11)]]))

    assert len(boxes(file, 0, 0, 13)) == 1


def test_a_quote_over_two_lines_has_a_box_in_each(tmp_path: Path) -> None:
    file = written(tmp_path, text_pdf([lines(*LAW)]))
    text = next(iter(read_pdf(file))).text

    found = boxes(file, 0, text.index("to a person"), text.index("for a year"))

    assert len(found) == 2
    assert found[0].bottom < found[1].top
    assert found[0].left > found[1].left


def test_an_image_is_as_wide_as_one_wants(tmp_path: Path) -> None:
    file = written(tmp_path, text_pdf([lines(*LAW)]))

    image = Image.open(BytesIO(page_image(file, 0, width=450)))

    assert (image.format, image.width, image.height) == ("WEBP", 450, 583)


@pytest.mark.parametrize(
    "sheet", [b"/MediaBox [0 0 10 100000]", b"/MediaBox [0 0 14400 14400]", b"/MediaBox [0 0 0 0]"]
)
def test_a_sheet_of_any_size_gives_an_image_of_moderate_size(tmp_path: Path, sheet: bytes) -> None:
    image = Image.open(BytesIO(page_image(written(tmp_path, text_pdf([[]], page=sheet)), 0, width=4000)))

    assert image.width * image.height <= 25_000_000


@pytest.mark.parametrize(("index", "code"), [(3, "no_such_page"), (-1, "no_such_page")])
def test_a_page_that_is_not_there_is_an_error(tmp_path: Path, index: int, code: str) -> None:
    file = written(tmp_path, text_pdf([lines(*LAW)]))

    with pytest.raises(UnreadableError) as error:
        page_image(file, index, width=300)

    assert error.value.code == code


def test_a_file_that_is_not_there_has_no_image(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not there"):
        boxes(tmp_path / "gone.pdf", 0, 0, 1)


def test_characters_beyond_the_text_have_no_box(tmp_path: Path) -> None:
    assert boxes(written(tmp_path, text_pdf([lines("Short")])), 0, 50, 60) == []


def test_the_boxes_of_a_recognised_page_are_those_of_its_words() -> None:
    words = [Box(0, 3, 0.1, 0.1, 0.2, 0.2), Box(4, 9, 0.3, 0.1, 0.4, 0.2), Box(10, 12, 0.5, 0.1, 0.6, 0.2)]

    assert [(one.start, one.end) for one in recognised_boxes(words, 2, 10)] == [(2, 3), (4, 9)]


def scan(folder: Path, pages: int = 1) -> Path:
    """The law as a scanner gives it: an image of each page and no text."""
    body = text_pdf([[Words(72, 700 - 30 * number, line, 16) for number, line in enumerate(LAW)]] * pages)
    with pypdfium2.PdfDocument(written(folder, body)) as document:
        images = [page.render(scale=2, grayscale=True).to_pil() for page in document]
    images[0].save(folder / "scan.pdf", save_all=True, append_images=images[1:], resolution=144)
    return folder / "scan.pdf"


def test_a_scanned_page_says_that_nobody_read_it_where_there_is_no_recognition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openmgi.library.extraction.recognition.languages", tuple)

    (page,) = read_pdf(scan(tmp_path))

    assert page == Page(0, "", "", "none")


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_a_scanned_page_is_recognised_and_each_word_has_its_box(tmp_path: Path) -> None:
    (page,) = read_pdf(scan(tmp_path))

    assert page.origin == "ocr"
    assert page.text.split() == " ".join(LAW).split()
    assert [(one.start, one.level, one.text) for one in page.headings] == [(0, 6, "Article 4")]
    assert [page.text[box.start : box.end] for box in page.boxes] == page.text.split()
    first, last = page.boxes[0], page.boxes[-1]
    assert first.left == pytest.approx(72 / 612, abs=0.01)
    assert first.top < 0.2 < last.bottom + 0.05
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in page.boxes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(LAW), "en"),
        (
            "L’étranger qui séjourne régulièrement sur le territoire a droit à l’éducation et aux soins de santé. " * 2,
            "fr",
        ),
        (
            "La persona extranjera que reside legalmente en el territorio tiene derecho a la educación y a la salud. "
            * 2,
            "es",
        ),
        (
            "للأجنبي المقيم بصورة قانونية الحق في التعليم وفي الرعاية الصحية وفقا لأحكام هذا القانون واللوائح. " * 2,
            "ar",
        ),
        ("Short", ""),
        ("12 34 56 " * 50, ""),
    ],
)
def test_the_language_of_a_document_is_told_from_its_text(text: str, language: str) -> None:
    assert language_of([Page(0, "", text)]) == language_of_text(text) == language
