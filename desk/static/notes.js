// A note among the staff: kept without leaving the page, and not lost when it cannot be.
import { ask, Refused } from "./asking.js";

let saving = false;

export function unsavedNote() {
  return document.getElementById("note-text")?.value.trim() || "";
}

function nextId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(text) {
  const sign = document.getElementById("noting");
  sign.textContent = text;
  sign.classList.toggle("problem", Boolean(text));
}

async function save(form, here, saved) {
  if (saving) return;
  saving = true;
  try {
    await ask(`${here}/notes`, { form: new FormData(form) });
  } catch (error) {
    say(error instanceof Refused ? form.dataset.refused : form.dataset.failed);
    return;
  } finally {
    saving = false;
  }
  form.elements.id.value = nextId();
  form.elements.note.value = "";
  say("");
  form.closest("details").open = false;
  saved().catch(() => {});
}

// The panel was exchanged under her hands: what she was noting goes over into the new one.
export function carryNote(panel, fresh) {
  const old = panel.querySelector("#note-text");
  const area = fresh.querySelector("#note-text");
  if (!old || !area) return;
  area.value = old.value;
  fresh.querySelector(".note-form").open = panel.querySelector(".note-form").open;
}

export function startNotes(here, saved) {
  document.addEventListener("submit", (event) => {
    // Not by the form's id: a field of that name stands before it.
    if (event.target !== document.getElementById("note")) return;
    event.preventDefault();
    save(event.target, here, saved);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "note-text" || event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) event.target.form.requestSubmit();
  });
}
