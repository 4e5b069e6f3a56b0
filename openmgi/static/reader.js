// The reader: words that are selected in the text of a page become a quote. Without this script they are pasted.
(() => {
  "use strict";
  const text = document.getElementById("page-text");
  const form = document.getElementById("quote-form");
  if (!text || !form) return;
  const words = form.elements.text;
  const parts = form.elements.parts;
  for (const one of form.querySelectorAll(".with-script")) one.hidden = false;

  // Where a place in the page is in the text of the page: characters as the server counts them, not code units.
  function offset(node, at) {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(node, at);
    return [...before.toString()].length;
  }

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const start = offset(range.startContainer, range.startOffset);
    return { start, end: offset(range.endContainer, range.endOffset), words: range.toString() };
  }

  const tidy = (some) => some.replace(/\s+/g, " ").trim();

  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found || !tidy(found.words)) return;
    parts.value = `${text.dataset.page}.${found.start}-${found.end}`;
    words.value = tidy(found.words);
    form.classList.add("chosen");
  });

  // What is pasted or typed is looked for anew.
  words.addEventListener("input", () => {
    parts.value = "";
  });

  const mark = text.querySelector("mark.here");
  if (mark) mark.scrollIntoView({ block: "center" });

  // Arrows turn the page, except where one types.
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("textarea, select, input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const forth = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const rel = { [back]: "prev", [forth]: "next" }[event.key];
    const link = rel && document.querySelector(`.leaf a[rel=${rel}]`);
    if (link) link.click();
  });
})();
