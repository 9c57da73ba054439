// Asking the server, and what to do when it no longer knows us.

export class Refused extends Error {
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

// GET, or POST when there is a form. `background`: not a sign that somebody sits at the desk.
export async function ask(address, { form = null, background = false } = {}) {
  const headers = { "X-Desk-Script": "1" };
  if (background) headers["X-Desk-Background"] = "1";
  const answer = await fetch(address, {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : undefined,
    headers,
  });
  if (answer.redirected || answer.status === 404) leave();
  if (!answer.ok || answer.redirected) throw new Refused(answer.status);
  return answer;
}

export async function askPage(address) {
  const answer = await ask(address, { background: true });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

let unsent = () => false;
let leaving = false;

// Tells this page how to find out whether a text would be lost.
export function guardUnsent(check) {
  unsent = check;
  addEventListener("beforeunload", (event) => {
    if (!leaving && unsent()) event.preventDefault();
  });
}

// The session is over or the page is gone: go to the login, but lose no text.
export function leave() {
  document.querySelector("main").classList.add("left");
  if (unsent()) return;
  const here = encodeURIComponent(location.pathname + location.search);
  letGo(() => location.assign(`/desk/login?ended=1&to=${here}`));
}

export function letGo(go) {
  leaving = true;
  go();
}

// Runs one refresh at a time; a call meanwhile makes one more run afterwards.
export function oneAtATime(refresh) {
  let running = null;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = refresh().finally(() => {
      running = null;
      if (again) {
        again = false;
        run().catch(() => {});
      }
    });
    return running;
  };
}
