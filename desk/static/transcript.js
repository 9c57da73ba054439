// The transcript: adding lines, staying at the newest one, and showing that she writes.

const NEAR = 80; // pixels from the end that still count as being there
const SHOWN = 6_000; // milliseconds a sign of typing lasts
const RECENT = 6; // messages about which something may still come to be known
const UNSETTLED = '[data-way="waiting"], [data-way="again"], [data-way="held"]';

const scroll = document.getElementById("scroll");
const transcript = document.getElementById("transcript");
const newer = document.getElementById("newer");
const typing = document.getElementById("typing");
let fading = null;

function lastSeq() {
  const lines = transcript.querySelectorAll("[data-seq]");
  return lines.length ? lines[lines.length - 1].dataset.seq : "0";
}

// What is asked for anew: the newest lines, and those that have not arrived yet.
export function openFrom() {
  const waiting = [...transcript.querySelectorAll(UNSETTLED)];
  const first = waiting.length ? +waiting[0].closest("[data-seq]").dataset.seq - 1 : Infinity;
  return Math.max(0, Math.min(+lastSeq() - RECENT, first));
}

export function unsettled() {
  return transcript.querySelector(UNSETTLED) !== null;
}

// A line that is there already stays; what is told about it is brought up to date.
function refresh(line, fresh) {
  for (const part of [".delivery", ".understood"]) {
    const [old, now] = [line.querySelector(part), fresh.querySelector(part)];
    if (!now || old?.open || old?.outerHTML === now.outerHTML) continue;
    if (old) old.replaceWith(now);
    else line.append(now);
  }
}

function atEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  newer.hidden = true;
}

// The days already shown are not announced again.
export function append(html) {
  const piece = document.createElement("template");
  piece.innerHTML = html; // rendered and escaped by the server
  for (const day of piece.content.querySelectorAll("[data-day]")) {
    if (transcript.querySelector(`[data-day="${day.dataset.day}"]`)) day.remove();
  }
  for (const line of piece.content.querySelectorAll("[data-seq], [data-note]")) {
    const { seq, note } = line.dataset;
    const old = transcript.querySelector(seq ? `[data-seq="${seq}"]` : `[data-note="${note}"]`);
    if (!old) continue;
    refresh(old, line);
    line.remove();
  }
  if (!piece.content.querySelector("[data-seq], [data-note]")) return;
  const stay = atEnd();
  const hers = piece.content.querySelector(".from-woman");
  transcript.append(piece.content);
  scroll.querySelector(".empty")?.remove();
  if (hers) typing.textContent = "";
  if (stay) toEnd();
  else newer.hidden = false;
}

export function showTyping() {
  typing.textContent = typing.dataset.words;
  clearTimeout(fading);
  fading = setTimeout(() => (typing.textContent = ""), SHOWN);
}

export function startTranscript() {
  toEnd();
  newer.addEventListener("click", toEnd);
  scroll.addEventListener("scroll", () => {
    if (atEnd()) newer.hidden = true;
  });
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => (document.querySelector(".fold").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
}
