/* The page's sentences in the language it shows now. */

let shown = document.documentElement.lang;

function say(key, values) {
  return WORDS[shown][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// A site that frames the chat names its language in the address.
function guessLanguage() {
  const named = location.pathname.split("/").pop();
  if (WORDS[named]) return named;
  const wanted = (navigator.languages || [navigator.language]).map((tag) => tag.slice(0, 2));
  return wanted.find((code) => WORDS[code]) || shown;
}

function showLanguage(code) {
  shown = code;
  document.documentElement.lang = code;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = say(node.dataset.t);
  }
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", say(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll("[data-t-placeholder]")) {
    node.placeholder = say(node.dataset.tPlaceholder);
  }
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === code));
  }
  exit.href = say("exit_to");
  exit.dataset.leaving = say("leaving");
  exit.dataset.more = say("escape_more");
  byId("menu-language").textContent = code.toUpperCase();
}
