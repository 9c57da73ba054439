/* Leaving at once, leaving nothing on the screen. Needs nothing that follows: where it leads and
   what is said aloud stand at the button itself. */

const ESCAPES_TO_LEAVE = 3;
const BETWEEN_ESCAPES = 2000;

function blank() {
  document.dispatchEvent(new Event("leaving"));
  document.body.textContent = "";
  document.documentElement.className = "blank";
  document.title = "\u00a0";
}

// A screen reader hears that something happens; nobody sees more than an empty page.
function murmur(role, text) {
  const node = document.createElement("p");
  node.className = "unseen";
  node.setAttribute("role", role);
  document.body.appendChild(node);
  node.textContent = text;
  return node;
}

// What the browser keeps to be faster, the page for its Back button above all: now it shall not.
function forget() {
  fetch("/chat/forget", { keepalive: true, credentials: "same-origin" }).catch(() => {});
}

const exit = document.getElementById("exit");

function leave() {
  blank();
  forget();
  murmur("alert", exit.dataset.leaving);
  goTo(exit.getAttribute("href"));
}

(function () {
  let escapes = [];
  let told = null;

  function escaped(event) {
    if (event.key !== "Escape" || event.repeat) return;
    const now = Date.now();
    escapes = escapes.filter((at) => now - at < BETWEEN_ESCAPES).concat(now);
    // Escape also stops a page from loading, even the one that she flees to.
    if (escapes.length > 1) event.preventDefault();
    if (escapes.length === ESCAPES_TO_LEAVE) leave();
    else if (escapes.length === ESCAPES_TO_LEAVE - 1) tell();
  }

  function tell() {
    if (told) told.remove();
    told = murmur("status", exit.dataset.more);
  }

  function left(event) {
    event.preventDefault();
    leave();
  }

  exit.addEventListener("click", left);
  exit.addEventListener("auxclick", left);
  exit.addEventListener("keydown", (event) => {
    if (event.key === " ") left(event);
  });
  document.addEventListener("keydown", escaped, true);

  // The Back button, a reload or a picture kept by the browser must not show it again.
  window.addEventListener("pagehide", blank);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(location.pathname);
  });
  history.replaceState(null, "", location.pathname);
}());
