// The queue, kept up to date without losing the place of keyboard and eye.
import { countsOf, showCounts, startAlerts } from "./alerts.js";
import { askPage, oneAtATime } from "./asking.js";
import { startClocks } from "./clock.js";
import { Line } from "./live.js";
import { startPresence } from "./presence.js";

// Rows that did not change stay the same elements: no flicker, and the focus stays.
function merge(fresh) {
  const focused = document.activeElement?.dataset?.code;
  const old = new Map();
  for (const row of document.querySelectorAll(".cases a")) old.set(row.dataset.code, row);
  for (const row of fresh.querySelectorAll(".cases a")) {
    const before = old.get(row.dataset.code);
    if (!before) row.classList.add("fresh");
    if (before && before.dataset.version === row.dataset.version) row.replaceWith(before);
  }
  document.getElementById("cases").replaceWith(fresh);
  if (focused) document.querySelector(`.cases a[data-code="${focused}"]`)?.focus();
}

function swapColleagues(fresh) {
  const colleagues = document.getElementById("colleagues");
  if (!colleagues || !fresh) return;
  fresh.open = colleagues.open;
  colleagues.replaceWith(fresh);
}

const refresh = oneAtATime(async () => {
  const page = await askPage(location.href);
  merge(page.getElementById("cases"));
  document.getElementById("filters").replaceWith(page.getElementById("filters"));
  swapColleagues(page.getElementById("colleagues"));
  showCounts(countsOf(page));
});

startAlerts();
startClocks();
startPresence();
setInterval(() => refresh().catch(() => {}), 60_000); // who has gone tells nobody
new Line("/desk/live", { queue: () => refresh().catch(() => {}) }, refresh);
