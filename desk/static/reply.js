// Writing to her: sent once, kept until it is sent, never stored on this computer.
import { ask, Refused } from "./asking.js";
import { restDrafts, sentDraft } from "./drafts.js";

const TYPING_EVERY = 3_000; // milliseconds
const FEWEST_ROWS = innerHeight < 760 ? 2 : 3;
let typedAt = 0;
let sending = false;

const box = () => document.getElementById("text");
const form = () => document.getElementById("reply");

export function unsentText() {
  return (box() || document.getElementById("unsent"))?.value.trim() || "";
}

function say(text, failed = false) {
  const sign = document.getElementById("sending");
  if (!sign) return;
  sign.textContent = text;
  sign.classList.toggle("problem", failed);
}

// The next message gets a name of its own; the same name again is the same message.
function nextId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function why(error, texts) {
  if (!(error instanceof Refused)) return texts.failed;
  if (error.status === 409) return texts.notYours;
  if (error.status === 428) return texts.unsure;
  if (error.status === 410) return texts.over;
  if (error.status === 404 || error.status === 403) return texts.signedOut;
  return texts.refused;
}

async function send(here, { sent, changed }) {
  if (sending || !unsentText()) return;
  const current = form();
  const text = box().value;
  sending = true;
  say(current.dataset.sending);
  try {
    await restDrafts();
    await ask(`${here}/reply`, { form: new FormData(current) });
  } catch (error) {
    say(why(error, current.dataset), true);
    if (error.status === 409 || error.status === 410) changed();
    if (error.status === 428) current.elements.sure.value = "1"; // asked once, never twice
    return;
  } finally {
    sending = false;
  }
  current.elements.id.value = nextId();
  current.elements.sure.value = "";
  if (box().value === text) box().value = "";
  else box().value = box().value.slice(text.length); // she went on writing meanwhile
  fit();
  sentDraft(here);
  say(current.dataset.sent);
  box().focus();
  sent().catch(() => {});
}

// The box grows with the text, up to what the style sheet allows.
function fit() {
  box().rows = Math.min(10, Math.max(FEWEST_ROWS, box().value.split("\n").length));
}

function tellTyping(here) {
  if (!unsentText() || Date.now() - typedAt < TYPING_EVERY) return;
  typedAt = Date.now();
  const csrf = document.getElementById("main").dataset.csrf;
  ask(`${here}/typing`, { form: { csrf } }).catch(() => {});
}

// Listens on the document, because the form comes and goes with the ticket's state.
export function startReply(here, then) {
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return; // its id is hidden by its field of that name
    event.preventDefault();
    send(here, then);
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "text") return;
    fit();
    tellTyping(here);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "text" || event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) send(here, then);
  });
  if (box()) fit();
  if (matchMedia("(pointer: fine)").matches) box()?.focus(); // no keyboard over half a phone
}
