// The notice about the question files, kept up to date while somebody looks at the page.
import { askPage } from "./asking.js";

const EVERY = 10_000;

async function refresh() {
  const old = document.getElementById("notice");
  const fresh = (await askPage("/desk/notice")).getElementById("notice");
  if (fresh.dataset.version === old.dataset.version) return;
  old.dataset.version = fresh.dataset.version;
  old.replaceChildren(...fresh.childNodes); // the same element, or it would not be read aloud
}

setInterval(() => {
  if (!document.hidden) refresh().catch(() => {});
}, EVERY);
