// Finding a reply or an answer and putting it where she writes. It is never sent by itself.
import { ask } from "./asking.js";

const PAUSE = 150; // milliseconds
let timer = null;
let asked = 0;
let caret = [0, 0]; // Chromium forgets it when the dialog closes

const dialog = document.getElementById("replies");
const find = document.getElementById("find");
const found = document.getElementById("found");
const box = () => document.getElementById("text");

async function search(here) {
  asked += 1;
  const mine = asked;
  const answer = await ask(`${here}/replies?q=${encodeURIComponent(find.value)}`);
  const html = await answer.text();
  if (mine === asked) found.innerHTML = html; // rendered and escaped by the server
}

function open(here) {
  if (!box() || dialog.open) return;
  caret = [box().selectionStart, box().selectionEnd];
  find.value = "";
  dialog.showModal();
  find.focus();
  search(here).catch(() => {});
}

// At the caret, with room around it; the browser's own undo is not spoilt by more than one step.
function insert(text) {
  const area = box();
  const before = area.value.slice(0, caret[0]).trimEnd();
  const after = area.value.slice(caret[1]).trimStart();
  area.value = [before, text, after].filter(Boolean).join("\n\n");
  const end = before.length + (before ? 2 : 0) + text.length;
  area.focus();
  area.setSelectionRange(end, end);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function step(by) {
  const picks = [...found.querySelectorAll("a")];
  const at = picks.indexOf(document.activeElement) + by;
  if (at < 0) find.focus();
  else picks[Math.min(at, picks.length - 1)]?.focus();
}

function onKey(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    step(by);
  } else if (event.key === "Enter" && event.target === find) {
    event.preventDefault();
    found.querySelector("a")?.click();
  }
}

export function startSuggestions(here) {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("#replies-open");
    if (!opener) return;
    event.preventDefault();
    open(here);
  });
  document.addEventListener("keydown", (event) => {
    const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const keysOn = document.getElementById("keys-on").checked;
    const slash = event.key === "/" && keysOn && event.target === box() && !box().value;
    if (!box() || !(chord || slash)) return;
    event.preventDefault();
    open(here);
  });
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(here).catch(() => {}), PAUSE);
  });
  dialog.addEventListener("keydown", onKey);
  found.addEventListener("click", (event) => {
    const pick = event.target.closest("a[data-text]");
    if (!pick) return;
    event.preventDefault();
    dialog.close();
    insert(pick.dataset.text);
  });
}
