// The transcript: adding lines, staying at the newest one, and showing that she writes.

const NEAR = 80; // pixels from the end that still count as being there
const SHOWN = 6_000; // milliseconds a sign of typing lasts

const scroll = document.getElementById("scroll");
const transcript = document.getElementById("transcript");
const newer = document.getElementById("newer");
const typing = document.getElementById("typing");
let fading = null;

export function lastSeq() {
  const lines = transcript.querySelectorAll("[data-seq]");
  return lines.length ? lines[lines.length - 1].dataset.seq : "0";
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
  for (const line of piece.content.querySelectorAll("[data-seq]")) {
    if (+line.dataset.seq <= +lastSeq()) line.remove();
  }
  if (!piece.content.querySelector("[data-seq]")) return;
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
