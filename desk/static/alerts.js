// The figures in the head of the page, the window's title, and a soft tone for emergencies.
import { soundFor, startSound } from "./sound.js";

const title = document.title;
const head = document.getElementById("counts");
let known = new Set(list(head.dataset.emergencies));

function list(codes) {
  return codes.split(" ").filter(Boolean);
}

export function countsOf(page) {
  const { new: fresh, answers, emergencies } = page.getElementById("counts").dataset;
  return { new: +fresh, answers: +answers, emergencies: list(emergencies) };
}

export function showCounts(counts) {
  show("new", counts.new);
  show("answers", counts.answers);
  show("emergencies", counts.emergencies.length);
  showTitle(counts);
  sayNew(counts.emergencies);
  soundFor(counts.emergencies);
}

// For who cannot see the figures.
function sayNew(codes) {
  const fresh = codes.filter((code) => !known.has(code));
  known = new Set(codes);
  if (!fresh.length) return;
  const alarm = document.getElementById("alarm");
  alarm.textContent = alarm.dataset.words.replace("{codes}", fresh.join(", "));
}

function show(name, figure) {
  const sign = document.querySelector(`[data-count="${name}"]`);
  sign.hidden = !figure;
  sign.querySelector("[data-figure]").textContent = figure;
}

// What is most urgent comes first; the window's title has room for one thing.
function showTitle({ new: fresh, answers, emergencies }) {
  const { titleEmergency, titleAnswers, titleNew } = head.dataset;
  let mark = "";
  if (emergencies.length) mark = titleEmergency.replace("{count}", emergencies.length);
  else if (answers) mark = titleAnswers.replace("{count}", answers);
  else if (fresh) mark = titleNew.replace("{count}", fresh);
  document.title = mark ? `${mark} ${title}` : title;
}

export function startAlerts() {
  startSound();
  showCounts(countsOf(document));
}
