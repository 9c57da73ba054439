// What stands in the reply box is kept by the server a moment later, sealed, never on this
// computer: others work here too. So a lost line, a reload or an ended session costs nothing.
import { ask, Refused } from "./asking.js";

const PAUSE = 1_000; // milliseconds after the last key
const AGAIN = 5_000;
const PATIENCE = 2_000;
let kept = "";
let timer = null;
let going = Promise.resolve();

const box = () => document.getElementById("text");

// Whether nothing in the box would be lost with the page.
export function isKept(text) {
  return !text || text === kept.trim();
}

async function keep(here) {
  const text = box()?.value;
  if (text === undefined || text === kept) return;
  const csrf = document.getElementById("main").dataset.csrf;
  try {
    await ask(`${here}/draft`, { form: { csrf, text } });
    kept = text;
  } catch (error) {
    const lost = !(error instanceof Refused) || error.status === 503;
    if (lost) timer = setTimeout(() => start(here), AGAIN);
  }
}

function start(here) {
  going = going.then(() => keep(here));
}

// Before a message goes out: no draft of it may arrive after it.
export async function restDrafts() {
  clearTimeout(timer);
  await Promise.race([going, new Promise((go) => setTimeout(go, PATIENCE))]);
}

export function sentDraft(here) {
  kept = "";
  if (box()?.value) start(here);
}

export function startDrafts(here) {
  kept = box()?.dataset.kept ?? "";
  box()?.setSelectionRange(box().value.length, box().value.length);
  if (box() && box().value !== kept) start(here);
  document.addEventListener("input", (event) => {
    if (event.target.id !== "text") return;
    clearTimeout(timer);
    timer = setTimeout(() => start(here), PAUSE);
  });
  // A tab that is left behind may be closed next.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) start(here);
  });
}
