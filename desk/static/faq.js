// While an editor writes: preview and problems follow, and no text is lost by leaving the page.
import { ask, guardUnsent, letGo, oneAtATime } from "./asking.js";

const PAUSE = 900; // ms without a key before the page is asked
const edit = document.getElementById("edit");
const state = document.getElementById("state");

function written() {
  return new URLSearchParams(new FormData(edit)).toString();
}

const before = written();

// Only what the server says is exchanged; the fields and the place of the cursor stay.
function follow(page) {
  for (const fresh of page.querySelectorAll('[id^="shown-"], [id^="p-"], #faults-all')) {
    document.getElementById(fresh.id)?.replaceChildren(...fresh.childNodes);
  }
  const said = page.getElementById("state");
  if (said) state.textContent = `${edit.dataset.changed}. ${said.textContent}`;
}

const refresh = oneAtATime(async () => {
  const answer = await ask(edit.dataset.preview, { form: new FormData(edit) });
  follow(new DOMParser().parseFromString(await answer.text(), "text/html"));
});

let due = 0;
edit.addEventListener("input", (event) => {
  if (!state || event.target.name === "why") return;
  clearTimeout(due);
  due = setTimeout(() => refresh().catch(() => {}), PAUSE);
});

// Whoever is signed out meanwhile would lose what she wrote: look first, then send.
let sure = false;
edit.addEventListener("submit", async (event) => {
  if (sure) return;
  event.preventDefault();
  try {
    await ask("/desk/notice");
    sure = true;
    letGo(() => edit.requestSubmit(event.submitter));
  } catch {
    state.textContent = edit.dataset.notSent;
  }
});

guardUnsent(() => written() !== before);
