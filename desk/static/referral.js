// Referrals, kept up to date: her answer shows by itself, unless something is just being filled in.
import { showCounts, startAlerts } from "./alerts.js";
import { ask, askPage, letGo, oneAtATime } from "./asking.js";
import { Line } from "./live.js";
import { startPresence } from "./presence.js";

const { code } = document.getElementById("main").dataset;

const fetchState = oneAtATime(async () => {
  const old = document.getElementById("fresh");
  if (old.querySelector("details[open]")) return;
  const page = await askPage(location.href);
  document.getElementById("head").replaceWith(page.getElementById("head"));
  old.replaceWith(page.getElementById("fresh"));
});

const fetchCounts = oneAtATime(async () => {
  showCounts(await (await ask("/desk/counts", { background: true })).json());
});

const quietly = (refresh) => () => refresh().catch(() => {});

startAlerts();
startPresence();
new Line(
  `/desk/tickets/${code}/live`,
  {
    state: quietly(fetchState),
    queue: quietly(fetchCounts),
    erased: () => letGo(() => location.reload()),
  },
  () => Promise.all([fetchState(), fetchCounts()]),
  fetchCounts,
);
