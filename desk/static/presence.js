// Somebody who reads and moves the mouse is at work, even when the page asks for nothing.
import { ask } from "./asking.js";

const AT_MOST_EVERY = 4 * 60_000;
let last = Date.now();

function active() {
  if (Date.now() - last < AT_MOST_EVERY) return;
  last = Date.now();
  ask("/desk/counts").catch(() => {});
}

export function startPresence() {
  for (const sign of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    document.addEventListener(sign, active, { passive: true });
  }
}
