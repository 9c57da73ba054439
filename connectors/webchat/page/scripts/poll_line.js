/* The line over plain requests, for networks that break sockets. */

const WAIT_FOR_NEWS = 20;
const REQUEST_LIMIT = 35000;
const PAUSE = 1000;

class PollLine {
  constructor(session, take, lost) {
    this.session = session;
    this.take = take;
    this.lost = lost;
    this.stopped = false;
    this.hello().then(() => this.poll());
  }

  hello() {
    return this.send(greeting(this.session));
  }

  send(frame) {
    return this.ask("/chat/messages", "POST", JSON.stringify(frame));
  }

  async poll() {
    while (!this.stopped) {
      await this.ask("/chat/messages?after=" + this.session.after + "&wait=" + WAIT_FOR_NEWS, "GET");
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  async ask(address, method, body) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), REQUEST_LIMIT);
    const token = this.session.token;
    try {
      const answer = await fetch(address, {
        method, body, headers: this.headers(), cache: "no-store", credentials: "omit",
        signal: control.signal,
      });
      const frames = (await answer.json()).frames;
      // What was asked for an erased session is no news any more.
      if (!this.stopped && token === this.session.token) frames.forEach(this.take);
    } catch (error) {
      if (!this.stopped) this.end();
    } finally {
      clearTimeout(timer);
    }
  }

  headers() {
    const headers = { "Content-Type": "application/json" };
    if (this.session.token) headers.Authorization = "Bearer " + this.session.token;
    if (this.session.chosen) headers["X-Chat-Language"] = this.session.chosen;
    return headers;
  }

  stop() {
    this.stopped = true;
  }

  end() {
    this.stop();
    this.lost();
  }
}
