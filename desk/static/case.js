// A case: its page goes blank when she erases, and what is written on it is not lost unasked.
import { showCounts, startAlerts } from "./alerts.js";
import { ask, guardUnsent, letGo, oneAtATime } from "./asking.js";
import { startClocks } from "./clock.js";
import { Line } from "./live.js";
import { startPresence } from "./presence.js";

const main = document.getElementById("main");
let changed = main.querySelector(".problem") !== null && main.querySelector("[data-guard]") !== null;

main.addEventListener("input", (event) => {
  if (event.target.closest("[data-guard]")) changed = true;
});
main.addEventListener("submit", () => {
  changed = false;
});

const fetchCounts = oneAtATime(async () => {
  showCounts(await (await ask("/desk/counts", { background: true })).json());
});
const quietly = () => fetchCounts().catch(() => {});

guardUnsent(() => changed);
startAlerts();
startClocks();
startPresence();
new Line(
  `/desk/tickets/${main.dataset.code}/live`,
  { queue: quietly, erased: () => letGo(() => location.reload()) },
  fetchCounts,
  fetchCounts,
);
