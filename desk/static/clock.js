// How long somebody has waited, counted on in the page. The words come from #line.

const EVERY = 15_000;

function words(since) {
  const texts = document.getElementById("line").dataset;
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60_000));
  if (minutes < 1) return texts.now;
  if (minutes < 60) return texts.minutes.replace("{minutes}", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return texts.hours.replace("{hours}", hours).replace("{minutes}", minutes % 60);
  return texts.days.replace("{days}", Math.floor(hours / 24)).replace("{hours}", hours % 24);
}

function tick() {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const text = words(clock.dataset.since);
    if (clock.textContent !== text) clock.textContent = text;
  }
}

export function startClocks() {
  setInterval(tick, EVERY);
}
