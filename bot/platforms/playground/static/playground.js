// The page as the server draws it, kept up to date in place.
//
// Every state of the page has an address, and the server draws all of it. This script fetches the page again when
// something changed and carries over only what differs, so that focus, scroll and what is being typed stay.

"use strict";

const toast = document.getElementById("toast");
const drafts = new Map(); // what was typed and not sent, by the id of its box
let fetching = null;
let again = false;
let patience = 100; // milliseconds until a page that is not settled is fetched again
let hide = 0;

// ---- carrying over

const KEPT = new Set(["checked", "open", "aria-busy"]); // the person's to change, not the server's

function carry(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !KEPT.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!KEPT.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.id === "toast") return;
  if (old.nodeName === "TEXTAREA") {
    if (old.defaultValue !== fresh.defaultValue) old.defaultValue = fresh.defaultValue; // leaves alone what is typed
    return;
  }
  const wanted = new Set([...fresh.children].map((each) => each.id));
  for (const each of [...old.children]) if (each.id && !wanted.has(each.id)) each.remove();
  let here = old.firstChild;
  for (const each of [...fresh.childNodes]) {
    let match = each.id ? [...old.children].find((mine) => mine.id === each.id) : here && !here.id ? here : null;
    if (match && match.nodeName !== each.nodeName) match = null;
    if (!match) {
      const added = document.importNode(each, true);
      if (added.id && added.nodeType === 1) added.classList.add("arrived");
      old.insertBefore(added, here);
      restore(added);
    } else {
      if (match === here) here = here.nextSibling;
      else old.insertBefore(match, here);
      if (match.nodeType === 1) carry(match, each);
      else if (match.nodeValue !== each.nodeValue) match.nodeValue = each.nodeValue;
    }
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

function restore(added) {
  if (added.nodeType !== 1) return;
  for (const box of [added, ...added.querySelectorAll("[id]")]) {
    if (drafts.has(box.id)) box.value = drafts.get(box.id);
  }
}

// ---- fetching

// Returns once the page shows what was true when this was called, or later.
function refresh() {
  again = true;
  fetching ??= fetchAll().finally(() => (fetching = null));
  return fetching;
}

async function fetchAll() {
  while (again) {
    again = false;
    const address = location.search;
    const answer = await fetch(`/${address}`).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (address === location.search) show(fresh);
    else again = true;
  }
}

function show(fresh) {
  const log = document.querySelector(".log");
  const follow = Math.abs(end(log) - log.scrollTop) < 90;
  const persona = document.querySelector(".personas [aria-current]")?.id;
  document.title = fresh.title;
  carry(document.body, fresh.body);
  const now = document.querySelector(".log");
  if (now !== log || follow) now.scrollTop = end(now);
  if (persona !== document.querySelector(".personas [aria-current]")?.id) center();
  if (document.body.dataset.settled === "true") patience = 100;
  else setTimeout(refresh, (patience = Math.min(patience * 2, 10000)));
}

// How far a chat is scrolled to be at its end: at the beginning of its last message, if that is taller than the chat.
function end(log) {
  const last = log.lastElementChild;
  if (!last || last.offsetHeight <= log.clientHeight) return log.scrollHeight - log.clientHeight;
  return log.scrollTop + last.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
}

function center() {
  const persona = document.querySelector(".personas [aria-current]");
  const row = persona?.parentElement;
  if (row) row.scrollLeft = persona.offsetLeft - row.offsetLeft - (row.clientWidth - persona.offsetWidth) / 2;
}

async function go(address, push = true) {
  if (push) history.pushState(null, "", address);
  const question = document.querySelector("#question h2")?.textContent;
  await refresh();
  if (question !== document.querySelector("#question h2")?.textContent) document.getElementById("question").scrollTop = 0;
}

function turned(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) value === null ? query.delete(name) : query.set(name, value);
  return `/?${query}`;
}

// ---- gestures

function say(sentence) {
  toast.textContent = "";
  clearTimeout(hide);
  if (!sentence) return;
  requestAnimationFrame(() => (toast.textContent = sentence));
  hide = setTimeout(() => (toast.textContent = ""), 7000);
}

function forget(form) {
  for (const box of form.querySelectorAll("[id]")) drafts.delete(box.id);
  form.reset();
  form.closest("details.fold")?.removeAttribute("open");
}

async function send(form, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const typed = new FormData(form, button); // a file goes along only as multipart; the rest is shorter without
    const answer = await fetch(button?.hasAttribute("formaction") ? button.formAction : form.action, {
      method: "POST",
      headers: { "X-Playground": "1" },
      body: form.enctype === "multipart/form-data" ? typed : new URLSearchParams(typed),
    });
    if (!answer.ok) return say(await answer.text());
    const outcome = await answer.json();
    if (!outcome.kept) forget(form);
    say(outcome.toast);
    const changes = {};
    if (form.classList.contains("composer") && !outcome.kept) changes.to = null;
    if (outcome.newest) Object.assign(changes, { q: null, tab: null, from: null, all: null });
    if (outcome.focus) changes.part = "chat";
    history.replaceState(null, "", turned(changes));
    await refresh();
    if (outcome.focus) await attend(outcome.focus);
    else if (button && !button.isConnected) form.querySelector("textarea")?.focus();
  } catch {
    say(toast.dataset.lost);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

async function attend(message) {
  const bubble = document.getElementById(`m-${message}`);
  if (!bubble) return;
  await Promise.allSettled([...bubble.querySelectorAll("img")].map((picture) => picture.decode())); // or it grows later
  const first = bubble.querySelector(".problem, .sheet input:checked, .sheet input:not([type=hidden]), .sheet textarea");
  (first ?? bubble).focus({ preventScroll: true });
  const tall = bubble.offsetHeight > bubble.parentElement.clientHeight;
  bubble.scrollIntoView({ block: tall ? "start" : "nearest" });
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='/?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  await go(link.href);
  if (link.hasAttribute("data-compose")) document.querySelector(".composer textarea").focus();
});

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || box.nodeName !== "TEXTAREA") return;
  if (!box.hasAttribute("data-enter-sends") && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  box.form.requestSubmit(box.form.querySelector("button:not([formaction])"));
});

document.addEventListener("input", ({ target }) => {
  if (target.id && target.type !== "radio" && target.type !== "file") drafts.set(target.id, target.value);
});

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("details.fold[open]")) target.querySelector("textarea, input[type=text]")?.focus();
}, true);

// What opens above the private chat's buttons closes again when one turns away from it.
function shut(target) {
  for (const fold of document.querySelectorAll(".quick .fold[open]")) if (!fold.contains(target)) fold.open = false;
}

document.addEventListener("click", ({ target }) => shut(target));
document.addEventListener("keydown", ({ key }) => key === "Escape" && shut(null));

window.addEventListener("popstate", () => go(location.href, false));

// ---- news

let news = null;

function listen() {
  news?.close();
  news = document.hidden ? null : new EventSource("/playground/live");
  if (!news) return;
  news.onmessage = ({ data }) => {
    if (toast.textContent === toast.dataset.lost) say("");
    if (data !== document.body.dataset.version) refresh();
  };
  news.onerror = () => say(toast.dataset.lost);
}

document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => news?.close());
center();
document.querySelector(".log").scrollTop = end(document.querySelector(".log"));
if (document.body.dataset.settled !== "true") setTimeout(refresh, patience);
listen();
