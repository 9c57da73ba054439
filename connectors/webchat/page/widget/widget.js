/* The chat on the office's own site: a button, and behind it the chat in a frame of its own.
   Nothing is loaded before it is opened, nothing of the page around it is read or kept. */

const script = document.currentScript;
const chat = new URL(script.src).origin;
const language = WORDS[script.dataset.language] ? script.dataset.language : "vi";
const words = WORDS[language];
const name = script.dataset.label || words.title;
const side = script.dataset.side === "left" ? "left" : "right";
const narrow = matchMedia("(max-width: 480px), (max-height: 480px)");
const view = window.visualViewport;

// Styles are set one by one: a page's own policy forbids sheets of others, but never this.
function make(tag, style, text) {
  const node = document.createElement(tag);
  node.style.cssText = style;
  if (text) node.textContent = text;
  return node;
}

const BUTTON = "min-width:48px;min-height:48px;border:0;font:600 17px/1.3 system-ui,sans-serif;"
  + "color:#fff;background:#1c5f59;cursor:pointer;";
const corner = "position:fixed;z-index:2147483000;bottom:16px;" + side + ":16px;";
const home = make("div", "all:initial");
const room = home.attachShadow({ mode: "open" });
const opener = make("button", BUTTON + corner + "max-width:calc(100vw - 32px);padding:8px 20px;"
  + "border-radius:24px;box-shadow:0 4px 12px rgba(0,0,0,.25)", name);
const panel = make("div", "");
const bar = make("div", "display:flex;flex:none;justify-content:flex-end;background:#1c5f59");
const closer = make("button", BUTTON + "padding:0 16px", words.widget_close + " ✕");
const frame = make("iframe", "flex:1;width:100%;min-height:0;border:0;background:#f7f4ee");

function lay() {
  const whole = narrow.matches;
  panel.style.cssText = "display:flex;flex-direction:column;overflow:hidden;background:#f7f4ee;"
    + (whole
      ? "position:fixed;z-index:2147483000;left:0;top:0;width:100%;height:100%"
      : corner + "width:400px;height:min(680px,calc(100vh - 32px));border-radius:16px;"
        + "box-shadow:0 8px 32px rgba(0,0,0,.3)");
  if (panel.hidden) panel.style.display = "none";
  // Where the keyboard covers the page, the chat keeps to what is left of it.
  if (whole && view && view.scale < 1.01) {
    panel.style.height = view.height + "px";
    panel.style.top = view.offsetTop + "px";
  }
}

function show(open) {
  panel.hidden = !open;
  opener.style.visibility = open ? "hidden" : "visible";
  opener.setAttribute("aria-expanded", String(open));
  if (open && !frame.src) frame.src = chat + "/chat/framed/" + language;
  lay();
  (open ? frame : opener).focus();
}

// Whoever flees from the chat flees from this page too.
function leave(to) {
  if (!/^https:\/\//.test(to)) return;
  document.body.textContent = "";
  document.title = "\u00a0";
  location.replace(to);
}

opener.type = closer.type = "button";
opener.setAttribute("aria-haspopup", "dialog");
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-label", name);
frame.title = name;
frame.referrerPolicy = "no-referrer";
// Scripts, its own origin and numbers to call are all that the chat needs; it may not steer this page.
frame.setAttribute(
  "sandbox", "allow-scripts allow-same-origin allow-forms allow-top-navigation-to-custom-protocols",
);
opener.addEventListener("click", () => show(true));
closer.addEventListener("click", () => show(false));
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") show(false);
});
frame.addEventListener("load", () => frame.contentWindow.postMessage("osso:host", chat));
window.addEventListener("message", (event) => {
  if (event.origin !== chat || event.source !== frame.contentWindow) return;
  if (event.data && event.data.type === "osso:leave") leave(String(event.data.to));
});
narrow.addListener(lay);
if (view) view.addEventListener("resize", lay);

bar.appendChild(closer);
panel.append(bar, frame);
room.append(opener, panel);
panel.hidden = true;
opener.setAttribute("aria-expanded", "false");
lay();
if (document.body) document.body.appendChild(home);
else document.addEventListener("DOMContentLoaded", () => document.body.appendChild(home));
