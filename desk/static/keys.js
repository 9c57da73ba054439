// Keyboard shortcuts and the help panel. All keys can be switched off there (WCAG 2.1.4).

const OFF = "desk-keys-off";
const help = document.getElementById("help");
const box = document.getElementById("keys-on");

function inText(element) {
  return Boolean(element.closest("input, textarea, select, [contenteditable]"));
}

function step(by) {
  const rows = [...document.querySelectorAll(".cases a")];
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
}

function openNote() {
  const area = document.getElementById("note-text");
  if (!area) return;
  area.closest("details").open = true;
  area.focus();
}

const KEYS = {
  "?": () => help.showModal(),
  g: () => location.assign("/desk"),
  m: () => location.assign("/desk?show=mine"),
  j: () => step(1),
  k: () => step(-1),
  c: () => document.getElementById("claim")?.click(),
  "/": () => document.getElementById("replies-open")?.click() ?? document.getElementById("code")?.focus(),
  n: () => openNote(),
  r: () => document.getElementById("text")?.focus(),
};

function onKey(event) {
  if (event.key === "Escape" && inText(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!box.checked || document.querySelector("dialog[open]") || inText(event.target)) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// The menu of the signed-in user closes like every menu.
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.key === "Escape" || (event.type === "click" && !menu.contains(event.target))) {
      menu.open = false;
    }
  }
}

const open = document.getElementById("help-open");
open.hidden = false;
open.addEventListener("click", () => {
  open.closest("details").open = false;
  help.showModal();
});
box.checked = sessionStorage.getItem(OFF) !== "yes";
box.addEventListener("change", () => sessionStorage.setItem(OFF, box.checked ? "no" : "yes"));
document.addEventListener("keydown", onKey);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
