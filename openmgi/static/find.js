/* The search of a site without a server: findings that have every word, in the order in which the index has them. */
"use strict";

(() => {
  const AT_ONCE = 50;
  const form = document.getElementById("find");
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const hits = results.querySelector(".find-hits");
  const more = document.getElementById("more");
  const elsewhere = document.getElementById("elsewhere");
  const everyProfile = document.getElementById("every-profile");
  const template = document.getElementById("hit").content;
  const { profiles, findings } = globalThis.openmgiFindings;
  // In Arabic an article and other small words are written as one with the next, so a word may begin anywhere.
  const begins = document.documentElement.lang === "ar" ? "" : " ";

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const spaced = (text) => ` ${wordsOf(text).join(" ")}`;

  const names = profiles.map((profile) => spaced(`${profile.place} ${profile.country}`));
  const rows = findings.map(([number, domain, kind, order, text, codes]) => (
    { profile: profiles[number], domain, kind, order, text, codes, words: spaced(text) + names[number] }
  ));

  const wanted = () => Object.fromEntries(new FormData(form));

  function search({ q, domain, kind, level }) {
    const words = wordsOf(q).map((word) => begins + word);
    return rows.filter((row) => (!domain || row.domain === Number(domain)) && (!kind || row.kind === kind)
      && (!level || row.profile.level === level) && words.every((word) => row.words.includes(word)));
  }

  function mark(element, text, words) {
    for (const [part] of text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)) {
      const is = words.some((word) => (` ${fold(part)}`).includes(begins + word));
      element.append(is ? Object.assign(document.createElement("mark"), { textContent: part }) : part);
    }
  }

  const chosen = (name, value) => form.elements[name].querySelector(`option[value="${value}"]`)?.textContent;

  function hit(row, words) {
    const item = template.cloneNode(true).firstElementChild;
    const { href, place, country, date, invented } = row.profile;
    const link = item.querySelector("a");
    link.href = `${href}#finding-${row.domain}-${row.kind}-${row.order}`;
    link.append(Object.assign(document.createElement("bdi"), { textContent: place }));
    item.className = `d${row.domain}`;
    const facts = [country, date, chosen("domain", row.domain), chosen("kind", row.kind)].filter(Boolean);
    item.querySelector(".facts").textContent = facts.join(" · ");
    if (!invented) item.querySelector(".tag").remove();
    mark(item.querySelector(".finding"), row.text, words);
    const codes = item.querySelector(".code");
    if (row.codes) codes.textContent = row.codes;
    else codes.parentNode.remove();
    return item;
  }

  let left = [];
  function showMore() {
    const words = wordsOf(wanted().q);
    const shown = left.splice(0, AT_ONCE).map((row) => hit(row, words));
    hits.append(...shown);
    more.hidden = !left.length;
    return shown;
  }

  function show() {
    const asked = wanted();
    const isAsked = Object.values(asked).some((value) => value.trim());
    everyProfile.hidden = isAsked;
    results.hidden = true;
    elsewhere.hidden = true;
    status.textContent = "";
    hits.replaceChildren();
    if (!isAsked) return;
    left = search(asked);
    results.hidden = !left.length;
    elsewhere.hidden = left.length > 0;
    status.textContent = left.length
      ? form.dataset.found.replace("{findings}", left.length)
        .replace("{profiles}", new Set(left.map((row) => row.profile)).size)
      : form.dataset.none;
    showMore();
  }

  function keepAddress() {
    const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value.trim())).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    keepInOtherLanguages();
  }

  function keepInOtherLanguages() {
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
  }

  function ask(event) {
    if (event.type === "submit") event.preventDefault();
    show();
    keepAddress();
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  for (const type of ["submit", "input"]) form.addEventListener(type, ask);
  more.addEventListener("click", () => showMore()[0]?.querySelector("a").focus());
  document.getElementById("without-script").remove();
  form.hidden = false;
  show();
  keepInOtherLanguages();
})();
