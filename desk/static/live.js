// Keeping a page up to date: a stream of events, and asking every 10 seconds where it breaks.
import { leave } from "./asking.js";

// A page the browser kept whole and brings back may be long out of date, or of another session.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const POLL = 10_000;
const SILENCE = 40_000; // the server gives a sign of life every 15 seconds

// Timers of a hidden tab are held back for up to a minute, events are not. So of all her hidden
// tabs one goes on listening for emergencies, whichever holds the lock.
class Ear {
  constructor(heard) {
    this.asked = new AbortController();
    const { signal } = this.asked;
    navigator.locks?.request("desk-ear", { signal }, () => this.listen(heard)).catch(() => {});
  }

  listen(heard) {
    this.source = new EventSource("/desk/live");
    this.source.addEventListener("queue", heard);
    heard(); // what happened before
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }

  close() {
    this.asked.abort();
    this.source?.close();
    this.release?.();
  }
}

// `resting`: what still has to be asked for while nobody looks at the page. Browsers allow six
// lines to one server, and a counsellor has more tabs than that.
export class Line {
  constructor(address, handlers, refresh, resting = null) {
    this.address = address;
    this.handlers = handlers;
    this.refresh = refresh;
    this.resting = resting;
    if (resting) {
      document.addEventListener("visibilitychange", () => {
        if (document.hidden) this.rest();
        else this.wake();
      });
    }
    this.sign = document.getElementById("line");
    this.polling = null;
    this.open();
  }

  open() {
    this.source = new EventSource(this.address);
    this.source.onopen = () => this.restored();
    this.source.onerror = () => this.broken();
    this.source.addEventListener("beat", () => this.heard());
    this.source.addEventListener("ended", () => this.end());
    for (const [name, handler] of Object.entries(this.handlers)) {
      this.source.addEventListener(name, () => {
        this.heard();
        handler();
      });
    }
  }

  // Sleeping laptops and routers cut a line without a word.
  heard() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.reopen(), SILENCE);
  }

  restored() {
    clearInterval(this.polling);
    this.polling = null;
    this.say("live");
    this.heard();
    this.refresh().catch(() => {}); // what happened while nobody listened
  }

  broken() {
    if (!this.polling) {
      this.say("broken");
      this.polling = setInterval(() => this.poll(), POLL);
      this.poll();
    }
  }

  async poll() {
    try {
      await this.refresh();
      if (this.polling) this.say("broken");
    } catch {
      this.say("lost");
    }
    if (this.source.readyState === EventSource.CLOSED) this.reopen();
  }

  rest() {
    this.source.close();
    clearTimeout(this.watch);
    clearInterval(this.polling);
    const ask = () => this.resting().catch(() => {});
    this.polling = setInterval(ask, POLL);
    this.ear = new Ear(ask);
  }

  wake() {
    this.ear?.close();
    clearInterval(this.polling);
    this.polling = null;
    this.open();
  }

  reopen() {
    this.source.close();
    this.broken();
    this.open();
  }

  end() {
    this.source.close();
    clearTimeout(this.watch);
    clearInterval(this.polling);
    this.say("lost");
    leave();
  }

  say(state) {
    this.sign.textContent = this.sign.dataset[state];
    this.sign.dataset.state = state;
  }
}
