/* What must be within reach while a reply is longer than the screen: its first numbers to call, and
   a question's yes and no. They stand above the composer until she has answered or written on; then
   the yes and no stand below their message again. */

const CALLS_AT_HAND = 2;

class Dock {
  constructor(held) {
    this.calls = byId("dock-calls");
    this.ways = byId("dock-ways");
    this.held = held;
    this.home = null;
  }

  // The office's other messages leave it as it is: her question is still open.
  see(from, message) {
    if (from === "woman" || from === "counsellor") this.release();
    else if (message.querySelector(".both:not(.read)")) this.hold(message);
  }

  hold(message) {
    const pair = message.querySelector(".both");
    this.release();
    this.home = pair.parentNode;
    this.ways.append(pair);
    for (const call of Array.from(message.querySelectorAll("a.call")).slice(0, CALLS_AT_HAND)) {
      this.calls.append(call.cloneNode(true));
    }
    this.held();
  }

  release() {
    if (this.home) this.home.prepend(this.ways.firstChild);
    this.home = null;
    this.calls.textContent = "";
  }
}
