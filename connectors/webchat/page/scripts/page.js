/* Small helpers, and the size of the visible part of the screen. */

function byId(id) {
  return document.getElementById(id);
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Safari slides the page under the keyboard: keep the exit and the composer in sight.
function fitKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.01) return; // she zooms: leave her the page
    byId("app").style.height = view.height + "px";
    byId("app").style.transform = view.offsetTop ? "translateY(" + view.offsetTop + "px)" : "";
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
