"""Make the PDF and Word documents of the demonstration from the web pages in `data/demo/documents/sources/`.

`python -m scripts.demo_documents`, after a source was changed; what stands in `data/demo/story/` must still be in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import lxml.html
import typst

DOCUMENTS = Path(__file__).parents[1] / "data" / "demo" / "documents"
WORD = ("climate-adaptation-plan", "contingency-plan")
PAGE = """#set document(title: "{title}", date: none)
#set page(paper: "a5", margin: 20mm, numbering: "1")
#set text(lang: "{language}", size: 11pt, hyphenate: false)
#set par(justify: false, spacing: 1em)
#show heading.where(level: 1): set align(center)
"""

Block = tuple[int, str]  # level of a heading, 0 for a paragraph; its words


def main() -> None:
    for source in sorted((DOCUMENTS / "sources").glob("*.html")):
        page = lxml.html.document_fromstring(source.read_text(encoding="utf-8"))
        make = write_word if source.stem in WORD else write_pdf
        make(source.stem, str(page.get("lang")), list(blocks_of(page)))


def blocks_of(page: lxml.html.HtmlElement) -> Iterator[Block]:
    for node in page.iter("h1", "h2", "h3", "p"):
        yield (0 if node.tag == "p" else int(str(node.tag)[1])), str(node.text_content()).strip()


def write_pdf(name: str, language: str, blocks: list[Block]) -> None:
    lines = [PAGE.format(title=blocks[0][1], language=language)]
    lines += [
        f"#heading(level: {level})[{quoted(words)}]" if level else f"#par[{quoted(words)}]" for level, words in blocks
    ]
    (DOCUMENTS / f"{name}.pdf").write_bytes(typst.compile("\n".join(lines).encode()))


def quoted(words: str) -> str:
    """As typst takes words literally."""
    return '#"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_word(name: str, language: str, blocks: list[Block]) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.language = blocks[0][1], language
    for level, words in blocks:
        if level:
            document.add_heading(words, level)
        else:
            document.add_paragraph(words)
    made = io.BytesIO()
    document.save(made)
    write_without_times(made, DOCUMENTS / f"{name}.docx")


def write_without_times(made: io.BytesIO, path: Path) -> None:
    """Write a Word file so that the same source gives the same bytes, by which the library knows a file."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
