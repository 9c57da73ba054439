/* Nobody touches the page: after nine minutes it covers itself and asks, after ten it is empty.
   A phone that slept is asked for the time before it may show anything. */

const ASK_AFTER = 9 * 60 * 1000;
const CLOSE_AFTER = 10 * 60 * 1000;
const TOUCHES = ["pointerdown", "touchstart", "keydown", "wheel", "input"];

class Idle {
  constructor() {
    this.cover = byId("still");
    this.asking = false;
    this.over = false;
    for (const touch of TOUCHES) {
      document.addEventListener(touch, (event) => this.touched(event), { capture: true, passive: true });
    }
    this.cover.addEventListener("click", () => this.here());
    document.addEventListener("keydown", (event) => this.keepFocus(event));
    document.addEventListener("visibilitychange", () => this.seen(!document.hidden));
    document.addEventListener("resume", () => this.look());
    window.addEventListener("pageshow", () => this.look());
    window.addEventListener("focus", () => this.look());
    this.restart();
    this.look();
  }

  // The clock on the wall goes on while a phone sleeps; the other one cannot be set back.
  quiet() {
    return Math.max(Date.now() - this.wall, performance.now() - this.steady);
  }

  restart() {
    this.wall = Date.now();
    this.steady = performance.now();
  }

  // Only a person counts, no script. A touch that comes too late does not bring it back.
  touched(event) {
    if (event.isTrusted && !this.asking) this.here();
  }

  here() {
    this.look();
    if (this.over) return;
    this.restart();
    this.look();
  }

  look() {
    if (this.over) return;
    const quiet = this.quiet();
    clearTimeout(this.timer);
    if (quiet >= CLOSE_AFTER) {
      this.over = true;
      closePage();
      return;
    }
    this.ask(quiet >= ASK_AFTER);
    this.timer = setTimeout(() => this.look(), (this.asking ? CLOSE_AFTER : ASK_AFTER) - quiet);
  }

  ask(asking) {
    if (asking === this.asking) return;
    this.asking = asking;
    this.cover.hidden = !asking;
    byId("app").classList.toggle("asking", asking);
    if (asking) {
      this.before = document.activeElement;
      byId("still-here").focus();
    } else if (this.before) {
      this.before.focus();
    }
  }

  // What lies under the cover cannot be reached with Tab either.
  keepFocus(event) {
    if (!this.asking || event.key !== "Tab") return;
    event.preventDefault();
    const here = byId("still-here");
    (document.activeElement === here ? byId("exit") : here).focus();
  }

  seen(visible) {
    if (this.over) return;
    if (visible) this.look();
    if (!this.over) document.documentElement.classList.toggle("covered", !visible);
  }
}

// What the next person who takes the phone may see.
function closePage() {
  const page = make("main", "closed");
  const again = make("button", "closed-open", say("closed_open"));
  again.type = "button";
  again.addEventListener("click", () => location.replace(location.pathname));
  page.append(make("h1", "", say("closed")), again);
  // What comes after the first part of the page has its style in the body, which is emptied now.
  for (const style of Array.from(document.body.querySelectorAll("style"))) document.head.append(style);
  blank();
  document.title = say("title");
  document.body.appendChild(page);
}
