// How long somebody has waited, counted on in the page. The words come from #line.

const EVERY = 15_000;

function words(since) {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60_000));
  if (minutes < 1) return document.getElementById("line").dataset.now;
  return span(minutes);
}

function span(minutes) {
  const texts = document.getElementById("line").dataset;
  if (minutes < 60) return texts.minutes.replace("{minutes}", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return texts.hours.replace("{hours}", hours).replace("{minutes}", minutes % 60);
  return texts.days.replace("{days}", Math.floor(hours / 24)).replace("{hours}", hours % 24);
}

// Green, then amber when time gets short, then red: in words as well as in colour.
function turn(light) {
  const { due, amber, green, soon, late } = light.dataset;
  const left = Date.parse(due) - Date.now();
  const state = left <= 0 ? "red" : Date.now() >= Date.parse(amber) ? "amber" : "green";
  const said = { green, amber: soon, red: late }[state];
  const minutes = Math.floor(Math.abs(left) / 60_000);
  const days = Math.floor(minutes / 1440) + 1; // a day begun counts
  const text = said.replace("{time}", span(minutes)).replace("{days}", days);
  if (light.textContent !== text) light.textContent = text;
  light.className = `light light-${state}`;
}

function tick() {
  for (const light of document.querySelectorAll("[data-due]")) turn(light);

  for (const clock of document.querySelectorAll("[data-since]")) {
    const text = words(clock.dataset.since);
    if (clock.textContent !== text) clock.textContent = text;
  }
}

export function startClocks() {
  setInterval(tick, EVERY);
}
