// A soft tone for emergencies, and an honest sign where the browser keeps it silent.
import { once, onSoundChanged, soundIsWanted, switchSound } from "./tabs.js";

const button = document.getElementById("sound");
const hint = document.getElementById("sound-hint");
let audio = null;
let waiting = [];

function running() {
  return audio !== null && audio.state === "running";
}

// Browsers allow sound only after somebody has touched the page.
function wake() {
  if (!soundIsWanted()) return;
  if (!audio) {
    audio = new AudioContext();
    audio.onstatechange = show;
  }
  if (!running()) audio.resume();
}

// The emergencies that nobody has. A tab that may not sound leaves it to the others, or to later.
export function soundFor(codes) {
  waiting = codes;
  if (codes.length && soundIsWanted() && running()) once(codes, play).catch(() => {});
}

function play() {
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

function show() {
  const wanted = soundIsWanted();
  button.setAttribute("aria-pressed", String(wanted));
  button.firstElementChild.textContent = wanted ? button.dataset.on : button.dataset.off;
  hint.hidden = !wanted || running();
  soundFor(waiting);
}

export function startSound() {
  button.hidden = false;
  for (const touch of ["pointerdown", "keydown", "click"]) document.addEventListener(touch, wake);
  onSoundChanged(show);
  button.addEventListener("click", () => {
    switchSound();
    wake();
    if (soundIsWanted() && running()) play(); // to hear that it works
    show();
  });
  wake();
  show();
}
