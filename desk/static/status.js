// The state of the service, kept up to date while somebody looks at it.
import { askPage, oneAtATime } from "./asking.js";

const EVERY = 10_000;

const refresh = oneAtATime(async () => {
  const fresh = (await askPage("/desk/status")).getElementById("status");
  const old = document.getElementById("status");
  const at = document.activeElement?.closest("[data-keep]")?.dataset.keep;
  old.replaceChildren(...fresh.childNodes);
  if (at) old.querySelector(`[data-keep="${at}"]`)?.focus();
});

setInterval(() => {
  if (!document.hidden) refresh().catch(() => {});
}, EVERY);
