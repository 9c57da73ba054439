/* Keeps a line to the server: a socket, or plain requests after two sockets that failed. */

const SOCKETS_TO_TRY = 2;
const LONGEST_PAUSE = 30000;
const LOOK_EVERY = 15000;
const LONG_QUIET = 120000;
const LONGEST_ANSWER = 10000;

class Line {
  constructor(session, take, changed) {
    this.session = session;
    this.take = take;
    this.changed = changed;
    this.current = null;
    this.up = false;
    this.failures = 0;
    this.brokenSockets = 0;
    this.heardAt = 0;
    setInterval(() => this.probe(LONG_QUIET), LOOK_EVERY);
    document.addEventListener("visibilitychange", () => this.probe(LOOK_EVERY));
    window.addEventListener("online", () => {
      this.brokenSockets = 0; // another network may carry sockets
      this.hurry();
    });
    window.addEventListener("offline", () => this.drop());
  }

  // Down for more than a moment.
  get broken() {
    return !this.up && this.failures > 1;
  }

  connect() {
    clearTimeout(this.timer);
    const sockets = "WebSocket" in window && this.brokenSockets < SOCKETS_TO_TRY;
    const Kind = sockets ? SocketLine : PollLine;
    try {
      this.current = new Kind(this.session, (frame) => this.heard(frame), () => this.lost(sockets));
    } catch (error) {
      this.lost(sockets);
    }
  }

  heard(frame) {
    this.heardAt = Date.now();
    this.take(frame);
    if (frame.type !== "welcome" || this.up) return;
    this.failures = 0;
    if (this.current instanceof SocketLine) this.brokenSockets = 0;
    this.up = true;
    this.changed(true);
  }

  lost(wasSocket) {
    // One that opens and then carries nothing will not do so the next time either.
    const silent = this.current instanceof SocketLine && this.current.silent;
    if (wasSocket && !this.up) this.brokenSockets += silent ? SOCKETS_TO_TRY : 1;
    else if (!wasSocket) this.brokenSockets = SOCKETS_TO_TRY - 1; // one socket, then requests again
    const pause = Math.min(LONGEST_PAUSE, 500 * Math.pow(2, this.failures));
    this.failures += 1;
    this.down();
    this.timer = setTimeout(() => this.connect(), pause * (0.5 + Math.random() / 2));
  }

  down() {
    this.current = null;
    this.up = false;
    this.changed(false);
  }

  // The network says it is gone.
  drop() {
    if (this.current) this.current.stop();
    this.failures = 2;
    this.down();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), LONGEST_PAUSE);
  }

  // A reason to try at once: the network is back, she taps, an answer is overdue.
  hurry() {
    if (this.current) this.current.stop();
    this.down();
    this.connect();
  }

  // A phone that slept may hold a dead line that looks alive: make it answer.
  probe(quiet) {
    const silent = Date.now() - this.heardAt > quiet;
    if (document.hidden || !silent || !(this.up && this.current instanceof SocketLine)) return;
    const asked = this.current;
    const askedAt = Date.now();
    asked.hello();
    setTimeout(() => {
      if (this.current === asked && this.heardAt < askedAt) this.hurry();
    }, LONGEST_ANSWER);
  }

  hello() {
    if (this.up) this.current.hello();
  }

  send(frame) {
    this.current.send(frame);
  }

  stop() {
    clearTimeout(this.timer);
    if (this.current) this.current.stop();
    this.take = () => {};
    this.changed = () => {};
    this.connect = () => {};
  }
}
