// The figures in the head of the page, the window's title, and a soft tone for emergencies.

const SOUND = "desk-sound";
const title = document.title;
const head = document.getElementById("counts");
const button = document.getElementById("sound");
let known = new Set(list(head.dataset.emergencies));
let audio = null;

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
  const unheard = counts.emergencies.filter((code) => !known.has(code));
  if (unheard.length) sound(unheard);
  known = new Set(counts.emergencies);
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

function sound(codes) {
  chime();
  const alarm = document.getElementById("alarm");
  alarm.textContent = alarm.dataset.words.replace("{codes}", codes.join(", "));
}

function wanted() {
  return sessionStorage.getItem(SOUND) === "on";
}

// Browsers allow sound only after somebody has touched the page.
function wake() {
  if (!wanted()) return;
  audio = audio || new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

function chime() {
  wake();
  if (!audio || !wanted()) return;
  [523, 659].forEach((pitch, index) => tone(pitch, audio.currentTime + index * 0.28));
}

function tone(pitch, start) {
  const voice = audio.createOscillator();
  const volume = audio.createGain();
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.12, start + 0.04);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.7);
  voice.connect(volume).connect(audio.destination);
  voice.start(start);
  voice.stop(start + 0.7);
}

function showSound() {
  button.setAttribute("aria-pressed", String(wanted()));
  button.firstElementChild.textContent = wanted() ? button.dataset.on : button.dataset.off;
}

export function startAlerts() {
  button.hidden = false;
  showSound();
  showCounts(countsOf(document));
  document.addEventListener("pointerdown", wake);
  document.addEventListener("keydown", wake);
  button.addEventListener("click", () => {
    sessionStorage.setItem(SOUND, wanted() ? "off" : "on");
    showSound();
    chime();
  });
}
