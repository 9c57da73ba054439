/* What she sent and the server has not yet acknowledged: kept in order, one on its way at a
   time, the same id each time, so that nothing is lost and nothing arrives twice. */

const TOO_LONG_ON_THE_WAY = 12000;
const PAUSE_WHEN_TOO_FAST = 3000;

class Outbox {
  constructor(transmit, changed, stuck) {
    this.transmit = transmit;
    this.changed = changed;
    this.stuck = stuck;
    this.items = [];
    this.up = false;
    this.flying = null;
  }

  get waits() {
    return this.items.some((item) => item.state !== "sent");
  }

  add(frame, text, refused) {
    frame.id = newId();
    const item = { frame, text, refused, state: this.up ? "sending" : "waiting", seq: 0 };
    this.items.push(item);
    return item;
  }

  flush() {
    if (!this.up || this.flying) return;
    const next = this.items.find((item) => item.state === "waiting" || item.state === "sending");
    if (!next) return;
    this.flying = next;
    next.tried = true;
    this.set(next, "sending");
    this.timer = setTimeout(this.stuck, TOO_LONG_ON_THE_WAY);
    this.transmit(next.frame);
  }

  lineUp() {
    this.up = true;
    this.flush();
  }

  lineDown() {
    this.up = false;
    this.land();
    for (const item of this.items) if (item.state === "sending") this.set(item, "waiting");
  }

  acked(id, seq) {
    const item = this.find(id);
    if (!item) return;
    item.seq = seq;
    this.set(item, "sent");
    this.landed(item);
  }

  refused(id, code) {
    const item = this.find(id);
    if (!item) return;
    if (code === "rate_limited") {
      this.set(item, "waiting");
      this.land();
      setTimeout(() => this.flush(), PAUSE_WHEN_TOO_FAST);
      return;
    }
    this.set(item, "failed");
    if (item.refused) item.refused();
    this.landed(item);
  }

  retry(item) {
    if (item.state === "failed") this.set(item, "waiting");
    this.flush();
  }

  // Whether a message of hers that the server shows is one of these, its ack still on the way.
  claims(frame) {
    const item = this.items.find((one) => one.seq === frame.seq)
      || this.items.find((one) => one.tried && !one.seq && one.text === frame.text);
    if (item && !item.seq) this.acked(item.frame.id, frame.seq);
    return Boolean(item);
  }

  clear() {
    this.items = [];
    this.land();
  }

  find(id) {
    return this.items.find((item) => item.frame.id === id && !item.seq);
  }

  set(item, state) {
    item.state = state;
    this.changed(item);
  }

  landed(item) {
    if (this.flying === item) this.land();
    this.flush();
  }

  land() {
    clearTimeout(this.timer);
    this.flying = null;
  }
}
