// A case: its page goes blank when she erases, and what is written on it is not lost unasked.
import { showCounts, startAlerts } from "./alerts.js";
import { ask, guardUnsent, letGo, oneAtATime } from "./asking.js";
import { startClocks } from "./clock.js";
import { Line } from "./live.js";
import { startPresence } from "./presence.js";

const main = document.getElementById("main");
// The forms with something unsaved: sending one of them asks before the others are lost.
const changed = new Set();
if (main.querySelector(".problem")) {
  for (const form of main.querySelectorAll("[data-guard][data-draft]")) changed.add(form);
}

main.addEventListener("input", (event) => {
  const form = event.target.closest("[data-guard]");
  if (form) changed.add(form);
});
main.addEventListener("submit", (event) => changed.delete(event.target));

const fetchCounts = oneAtATime(async () => {
  showCounts(await (await ask("/desk/counts", { background: true })).json());
});
const quietly = () => fetchCounts().catch(() => {});

guardUnsent(() => changed.size > 0);
startAlerts();
startClocks();
startPresence();
new Line(
  `/desk/tickets/${main.dataset.code}/live`,
  { queue: quietly, erased: () => letGo(() => location.reload()) },
  fetchCounts,
  fetchCounts,
);
