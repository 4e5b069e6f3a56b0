// The page of a topic: keeps what was typed when it cannot be saved, sends it again, and moves by keys.
// Without this script the page is a plain form.
(() => {
  "use strict";
  const page = document.querySelector("[data-work]");
  if (!page) return;
  const texts = document.getElementById("texts").dataset;
  const WAIT = 4000;
  const waiting = new Set(); // forms whose text is on this computer only

  const keyOf = (form) => `openmgi ${page.dataset.work} ${form.getAttribute("action")}`;
  const status = (form) => form.querySelector(".saved");
  const fields = (form) =>
    Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));

  function say(form, text) {
    const told = document.createElement("span");
    told.className = "kept";
    told.textContent = text;
    status(form).replaceChildren(told);
  }

  function keep(form) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(fields(form)));
    } catch {
      // No room or no permission: the text still stands in the form.
    }
  }

  function forget(form) {
    localStorage.removeItem(keyOf(form));
    waiting.delete(form);
  }

  const formOf = (event) => {
    const form = event.detail.elt && event.detail.elt.closest("form.answer");
    return form && page.contains(form) ? form : null;
  };

  // What is typed is kept before it is sent, so that a closed window loses nothing.
  page.addEventListener("input", (event) => {
    const form = event.target.closest("form.answer");
    if (!form) return;
    keep(form);
    if (!waiting.has(form)) say(form, texts.unsaved);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form) form.dataset.sent = JSON.stringify(fields(form));
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form || !(event.detail.successful || (event.detail.xhr && event.detail.xhr.status === 409))) return;
    const now = fields(form);
    const sent = JSON.parse(form.dataset.sent || "{}");
    const isNewer = Object.keys(now).some((name) => name !== "marks" && now[name] !== sent[name]);
    if (isNewer) keep(form);
    else forget(form);
  });

  function failed(event) {
    const form = formOf(event);
    if (!form) return;
    keep(form);
    waiting.add(form);
    const answer = event.detail.xhr && event.detail.xhr.status === 401 ? event.detail.xhr.responseText : "";
    say(form, answer ? `${texts.refused} ${answer}` : texts.kept);
  }
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, failed);
  }

  const retry = () => waiting.forEach((form) => window.htmx.trigger(form, "retry"));
  setInterval(retry, WAIT);
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });

  // What an earlier visit could not save: put back, and sent with the marks of that visit, so that nothing of others
  // is overwritten.
  for (const form of page.querySelectorAll("form.answer")) {
    const kept = localStorage.getItem(keyOf(form));
    if (!kept) continue;
    for (const [name, value] of Object.entries(JSON.parse(kept))) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
    waiting.add(form);
    say(form, texts.kept);
  }
  window.addEventListener("load", retry);

  // Keys: n and p for the next and the previous question, digits for an option of the question with the focus.
  const isTyping = (element) => element.matches("textarea, select, input:not([type=radio])");

  function go(step) {
    const cards = [...page.querySelectorAll(".card")];
    const here = cards.indexOf(document.activeElement.closest(".card"));
    const next = cards[Math.min(cards.length - 1, Math.max(0, here + step))];
    next.focus();
    next.scrollIntoView({ block: "start" });
  }

  document.addEventListener("keydown", (event) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (/^[1-9]$/.test(event.key)) {
      const card = document.activeElement.closest(".card");
      const option = card && card.querySelectorAll(".option input")[Number(event.key) - 1];
      if (option) option.click();
    } else return;
    event.preventDefault();
  });
})();
