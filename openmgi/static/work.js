// The page of a topic: saves what is typed, keeps it while it cannot be saved, and moves by keys.
// Without this script the page is a plain form.
//
// A field has *changed* while it says something else than what the server is known to hold. Only changed fields are
// sent, each with the mark of the version that the person saw, so that nothing of others is overwritten. A field in
// conflict is not sent until the person has chosen. Whatever is not saved is also in the browser's storage.
(() => {
  "use strict";
  const page = document.querySelector("[data-work]");
  if (!page) return;
  const texts = document.getElementById("texts").dataset;
  const AGAIN = 4000; // how often what waits is sent again
  const OLD = 5000; // what no open page has sent by then, this one sends
  const [, language, , assessment] = location.pathname.split("/");

  // Forms and their fields

  const forms = [...page.querySelectorAll("form.answer")];
  const known = new Map(); // form → field → what the server holds, as far as this page knows
  const marks = new Map(); // form → field → mark of that version
  const sent = new Map(); // form → field → what is on its way
  const attempts = new Map(); // form → field → what was sent without an answer; the server may hold it
  const waiting = new Set(); // forms that could not be saved

  const NO_FIELDS = ["", "marks", "csrfmiddlewaretoken"];
  const namesOf = (form) => [...new Set([...form.elements].map((one) => one.name))].filter((name) => !NO_FIELDS.includes(name));
  const valuesOf = (form) => Object.fromEntries(namesOf(form).map((name) => [name, form.elements[name].value]));
  const readMarks = (text) => Object.fromEntries(text.split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const writeMarks = (some) => Object.entries(some).map((pair) => pair.join(":")).join(" ");
  const pathOf = (form) => new URL(form.action).pathname.slice(language.length + 1);
  const conflictsOf = (form) => form.closest(".card").querySelector(".conflicts");
  const conflictOf = (form, name) => conflictsOf(form).querySelector(`[data-field="${name}"]`);

  const isSame = (one, other) => one.trim() === other.trim(); // the server keeps no spaces at either end

  function put(form, name, value) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) for (const one of field) one.checked = one.value === value;
    else if (field) field.value = value;
  }

  function unsaved(form) {
    const isNew = ([name, value]) => !isSame(value, known.get(form)[name]) || attempts.get(form)[name];
    return Object.fromEntries(Object.entries(valuesOf(form)).filter(isNew));
  }

  function changed(form) {
    return Object.fromEntries(Object.entries(unsaved(form)).filter(([name]) => !conflictOf(form, name)));
  }

  // The mark of what the person saw; of a field that was changed and changed back, while the answer to that was lost,
  // nobody knows what stands.
  function marksFor(form, fields) {
    const seen = { ...marks.get(form) };
    for (const name in fields) {
      if (attempts.get(form)[name] && isSame(fields[name], known.get(form)[name])) seen[name] = "lost";
    }
    return writeMarks(seen);
  }

  function noteAttempt(form, fields) {
    const tries = attempts.get(form);
    for (const [name, value] of Object.entries(fields)) tries[name] = [...(tries[name] || []), value].slice(-9);
  }

  function token() {
    // Signing in again in another window changes it, so that the one in the page may be an old one.
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : page.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  // The browser's storage: one entry for each answer that is not saved

  const OURS = `openmgi ${page.dataset.work} `;
  const keyOf = (form) => OURS + pathOf(form);
  const entries = () => Object.keys(localStorage).filter((key) => key.startsWith(OURS));

  function keep(form) {
    const values = unsaved(form);
    if (!Object.keys(values).length) return localStorage.removeItem(keyOf(form));
    const entry = { at: Date.now(), values, marks: marks.get(form), attempts: attempts.get(form) };
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(entry));
    } catch {
      // No room or no permission: the text still stands in the form.
    }
  }

  function kept(key) {
    try {
      const entry = JSON.parse(localStorage.getItem(key));
      return entry.values && entry.marks && entry.attempts ? entry : null;
    } catch {
      return null;
    }
  }

  // What the person is told beside the button

  function say(form, text, kind) {
    const line = form.querySelector(".saved");
    const last = line.querySelector(".told");
    if (last && last.textContent === text) return;
    const told = document.createElement("span");
    told.className = `told ${kind}`;
    told.textContent = text;
    if (kind === "passing") told.setAttribute("aria-hidden", "true"); // not to be read out with every word
    for (const one of line.querySelectorAll(".told, .ok, .muted")) one.remove();
    line.append(" ", told);
  }

  // The row of questions at the top says how far each is, as the line beside its button does.
  new MutationObserver((changes) => {
    for (const line of new Set(changes.map((one) => one.target.closest(".saved")))) {
      const state = line && line.querySelector(".state");
      const link = state && document.querySelector(`.index a[href="#${line.closest(".card").id}"] .state`);
      if (!link) continue;
      link.className = state.className;
      link.firstElementChild.textContent = state.textContent;
    }
  }).observe(page, { childList: true, subtree: true });

  // Saving. htmx sends the form; which fields go with it is decided here.

  const formOf = (event) => (known.has(event.detail.elt) ? event.detail.elt : null);
  const SAVED = 'name="marks"'; // is in our answer, and not in, say, the page of a login
  const isOurs = (xhr) => xhr.responseText.includes(SAVED);

  document.addEventListener("htmx:configRequest", (event) => {
    const data = event.detail.formData;
    if (event.detail.verb === "post") data.set("csrfmiddlewaretoken", token());
    event.detail.headers["X-Person"] = page.dataset.work; // somebody else may have signed in meanwhile
    const form = formOf(event);
    if (!form) return;
    const fields = changed(form);
    const isAsked = ["submit", "retry"].includes(event.detail.triggeringEvent?.type) || form.querySelector(".told");
    if (!Object.keys(fields).length && !isAsked) return event.preventDefault(); // saved while it was typed
    for (const name of namesOf(form)) if (!(name in fields)) data.delete(name);
    data.set("marks", marksFor(form, fields));
    sent.set(form, fields);
    if (!waiting.has(form)) say(form, texts.sending, "passing");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (formOf(event) && !isOurs(event.detail.xhr)) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = event.detail;
    const form = formOf(event);
    if (!form) afterQuote(event);
    else if ((xhr.status === 200 || xhr.status === 409) && isOurs(xhr)) saved(form, xhr.responseText);
    else failed(form, xhr);
  });

  function saved(form, answer) {
    const fresh = readMarks(new DOMParser().parseFromString(answer, "text/html").querySelector("[name=marks]").value);
    for (const [name, value] of Object.entries(sent.get(form))) {
      if (conflictOf(form, name)) continue;
      known.get(form)[name] = value;
      marks.get(form)[name] = fresh[name];
      delete attempts.get(form)[name];
    }
    waiting.delete(form);
    for (const conflict of conflictsOf(form).querySelectorAll("[data-field]")) {
      const { field, stands } = conflict.dataset;
      if (attempts.get(form)[field]?.some((text) => isSame(text, stands))) choose(form, conflict, "mine");
    }
    keep(form);
    if (Object.keys(unsaved(form)).length) say(form, texts.unsaved, "passing");
  }

  function failed(form, xhr) {
    waiting.add(form);
    noteAttempt(form, sent.get(form));
    keep(form);
    const reason = { 401: xhr.responseText, 403: texts.forbidden, 404: texts.forbidden }[xhr.status];
    say(form, reason ? `${texts.refused} ${reason}` : texts.kept, "kept");
  }

  function retry() {
    if (navigator.onLine) for (const form of waiting) window.htmx.trigger(form, "retry");
  }

  page.addEventListener("input", (event) => {
    const form = event.target.closest("form.answer");
    if (!form) return;
    keep(form);
    if (!waiting.has(form)) say(form, texts.unsaved, "passing");
    const version = conflictOf(form, event.target.name)?.querySelector(".written");
    if (version && event.target.matches("textarea")) version.textContent = event.target.value;
  });

  // Both versions of a field are shown; the person says which stands. What stands may also be one's own, of which the
  // answer was lost: then there is nothing to ask.
  function choose(form, conflict, choice) {
    const { field, stands } = conflict.dataset;
    known.get(form)[field] = stands;
    marks.get(form)[field] = readMarks(conflict.querySelector("[name=marks]").value)[field];
    delete attempts.get(form)[field];
    if (choice === "theirs") put(form, field, stands);
    conflict.remove();
    keep(form);
    window.htmx.trigger(form, "retry");
  }

  page.addEventListener("submit", (event) => {
    const { choice } = event.target.dataset;
    if (!choice) return;
    event.preventDefault();
    const form = event.target.closest(".card").querySelector("form.answer");
    const conflict = event.target.closest("[data-field]");
    const place = form.elements[conflict.dataset.field];
    choose(form, conflict, choice);
    (place instanceof RadioNodeList ? [...place].find((one) => one.checked) || place[0] : place).focus();
  });

  // Quotes have forms of their own, which nobody sends again.
  function afterQuote(event) {
    const { xhr, target, successful } = event.detail;
    if (!target || !target.matches(".quotes")) return;
    if (!successful) {
      const told = target.querySelector(".told") || document.createElement("p");
      told.className = "told kept";
      told.setAttribute("role", "status");
      told.textContent = xhr.status === 401 ? `${texts.refused} ${xhr.responseText}` : texts.unsaved;
      target.append(told);
      return;
    }
    const form = target.closest(".card").querySelector("form.answer");
    if (Object.keys(unsaved(form)).length) say(form, texts.unsaved, "passing");
    if (document.activeElement !== document.body) return; // who went on elsewhere is not interrupted
    (target.querySelector("form.add-quote [name=text]") || target.querySelector("a.add-quote")).focus();
  }

  // Leaving the page

  window.addEventListener("pagehide", () => {
    for (const form of forms) {
      const fields = changed(form);
      if (!Object.keys(fields).length) continue;
      send(pathOf(form), fields, marksFor(form, fields), true).catch(() => {});
      noteAttempt(form, fields);
      keep(form);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    const isQuoting = [...page.querySelectorAll(".add-quote [name=text]")].some((one) => one.value !== one.defaultValue);
    const isLost = [...waiting].some((form) => !kept(keyOf(form)));
    if (isLost || isQuoting) event.preventDefault();
  });

  function send(path, values, seen, isLast) {
    const body = new URLSearchParams({ ...values, marks: seen, csrfmiddlewaretoken: token() });
    const headers = { "HX-Request": "true", "X-Person": page.dataset.work };
    return fetch(`/${language}${path}`, { method: "POST", body, headers, keepalive: isLast, redirect: "error" });
  }

  // What an earlier visit could not save

  for (const form of forms) {
    known.set(form, valuesOf(form));
    marks.set(form, readMarks(form.elements.marks.value));
    attempts.set(form, {});
    const entry = kept(keyOf(form));
    if (!entry) continue;
    for (const [name, value] of Object.entries(entry.values)) {
      const stands = known.get(form)[name];
      if (stands === undefined || isSame(value, stands)) continue;
      put(form, name, value);
      if (entry.attempts[name]?.some((text) => isSame(text, stands))) continue; // what stands is one's own
      marks.get(form)[name] = entry.marks[name];
      if (entry.attempts[name]) attempts.get(form)[name] = entry.attempts[name];
    }
    keep(form);
    if (!Object.keys(unsaved(form)).length) continue;
    waiting.add(form);
    say(form, texts.kept, "kept");
  }

  // Some of it may no longer be saved: it is shown, to be taken elsewhere.
  for (const card of page.querySelectorAll(".card")) {
    if (card.querySelector("form.answer")) continue;
    const path = card.dataset.path || `/work/${assessment}/answers/${card.id.slice("card-".length)}/`;
    const start = OURS + path;
    for (const key of entries().filter((one) => one.startsWith(start))) card.append(leftOver(key, card));
  }

  function leftOver(key, card) {
    const shown = document.getElementById("left-over").content.firstElementChild.cloneNode(true);
    const { option, confidence, ...words } = kept(key)?.values || {};
    shown.querySelector(".words").textContent = Object.values(words).join("\n\n") || option || confidence;
    shown.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem(key);
      shown.remove();
      card.focus();
    });
    return shown;
  }

  // What was typed on another page, which is closed by now. A conflict is left until that page is opened.
  const own = new Set(forms.map(keyOf));
  const tried = new Set();

  async function sendOthers() {
    if (!navigator.onLine) return;
    for (const key of entries()) {
      const entry = kept(key);
      if (own.has(key) || tried.has(key) || !entry || entry.isConflict || Date.now() - entry.at < OLD) continue;
      tried.add(key);
      try {
        const answer = await send(key.slice(OURS.length), entry.values, writeMarks(entry.marks), false);
        const isSaved = answer.status === 200 && (await answer.text()).includes(SAVED);
        if (kept(key)?.at !== entry.at) continue;
        if (isSaved) localStorage.removeItem(key);
        else if (answer.status === 409) localStorage.setItem(key, JSON.stringify({ ...entry, isConflict: true }));
      } catch {
        tried.delete(key); // no connection, or signed out
      }
    }
  }

  window.addEventListener("load", retry);
  window.addEventListener("online", retry);
  setInterval(() => {
    retry();
    sendOthers();
  }, AGAIN);

  // Keys: n and p for the next and the previous question, digits for an option of the question with the focus. Whoever
  // speaks to the computer would press them by speaking, so they can be switched off (WCAG 2.1.4).

  const keys = document.getElementById("keys");
  const hint = () => page.classList.toggle("without-keys", !keys.checked);
  keys.checked = localStorage.getItem("openmgi keys") !== "off";
  keys.closest("label").hidden = false;
  hint();
  keys.addEventListener("change", () => {
    localStorage.setItem("openmgi keys", keys.checked ? "on" : "off");
    hint();
  });

  const isTyping = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  function go(step) {
    const cards = [...page.querySelectorAll(".card")];
    const here = cards.indexOf(document.activeElement.closest(".card"));
    const next = cards[Math.min(cards.length - 1, Math.max(0, here + step))];
    next.focus();
    next.scrollIntoView({ block: "start" });
  }

  // Where a keyboard has no n there, or its digits need the shift key, the place of the key counts.
  function keyOfPlace({ key, code, shiftKey }) {
    if (/^[a-z1-9]$/i.test(key) || key === "Escape") return key.toLowerCase();
    return (!shiftKey && /^(?:Digit([1-9])|Key([NP]))$/.exec(code)?.slice(1).join("").toLowerCase()) || "";
  }

  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = event.target.closest(".card");
    const key = keyOfPlace(event);
    if (key === "escape" && card) card.focus();
    else if (isTyping(event.target)) return;
    else if (key === "n") go(1);
    else if (key === "p") go(-1);
    else if (card && /^[1-9]$/.test(key)) {
      const option = card.querySelectorAll(".option input")[Number(key) - 1];
      if (option) option.click();
    } else return;
    event.preventDefault();
  });
})();
