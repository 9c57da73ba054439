// Who else is at the case: asked for when the line says so, and once more when writing has ended.
import { ask } from "./asking.js";

const FADES = 6_500; // milliseconds; the server counts a sign of writing for six seconds
let fading = null;

export async function showOnlookers(here) {
  const answer = await ask(`${here}/onlookers`, { background: true });
  const sign = document.getElementById("onlookers");
  if (!sign) return;
  const html = (await answer.text()).trim(); // rendered and escaped by the server
  if (sign.innerHTML !== html) sign.innerHTML = html;
  clearTimeout(fading);
  if (sign.querySelector("[data-writes]")) {
    fading = setTimeout(() => showOnlookers(here).catch(() => {}), FADES);
  }
}
