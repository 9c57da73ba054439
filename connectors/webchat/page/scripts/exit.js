/* Leaving at once, leaving nothing on the screen. Needs nothing that follows. */

function blank() {
  document.dispatchEvent(new Event("leaving"));
  while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
  document.documentElement.className = "blank";
  document.title = "\u00a0";
}

function leave() {
  const words = WORDS[document.documentElement.lang] || WORDS.vi;
  blank();
  location.replace(words.exit_to);
}

(function () {
  const exit = document.getElementById("exit");
  let escapes = [];

  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  exit.addEventListener("keydown", (event) => {
    if (event.key === " ") leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const now = Date.now();
    escapes = escapes.filter((at) => now - at < 2000).concat(now);
    if (escapes.length >= 3) leave();
  }, true);

  // The Back button, a reload or a picture kept by the browser must not show it again.
  window.addEventListener("pagehide", blank);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(location.pathname);
  });
  history.replaceState(null, "", location.pathname);
}());
