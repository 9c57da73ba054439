/* The conversation on the screen. Texts are only ever set as text. */

class Log {
  constructor(reader, dock, onRetry) {
    this.reader = reader;
    this.dock = dock;
    this.onRetry = onRetry;
    this.bubbles = new Map(); // by message number
    this.lastFrom = null;
  }

  has(seq) {
    return this.bubbles.has(seq);
  }

  add(frame, onChoice) {
    const node = this.bubble(frame.from, frame.at);
    const spoken = frame.from === "woman" || frame.from === "counsellor";
    fillText(node.querySelector(".text"), frame.text, Boolean(frame.faq), spoken ? null : fillLines);
    if (frame.choices.length) node.appendChild(makeChoices(frame.choices, onChoice));
    this.reader.look();
    this.dock.see(frame.from, node);
    this.bubbles.set(frame.seq, node);
    if (frame.from === "woman") this.reader.addOwn(node);
    else this.reader.add(node);
  }

  // Her own message, before the server knows it.
  addOwn(item) {
    item.node = this.bubble("woman", new Date());
    fillText(item.node.querySelector(".text"), item.text, false);
    item.mark = make("button", "mark");
    item.mark.type = "button";
    item.mark.addEventListener("click", () => this.onRetry(item));
    item.node.querySelector(".foot").appendChild(item.mark);
    this.mark(item);
    this.dock.release();
    this.reader.addOwn(item.node);
  }

  mark(item) {
    item.node.dataset.state = item.state;
    item.mark.textContent = say(item.state);
    item.mark.disabled = item.state === "sent" || item.state === "sending";
    if (item.state !== "sent") return;
    if (this.has(item.seq) && this.bubbles.get(item.seq) !== item.node) this.drop(item);
    else this.bubbles.set(item.seq, item.node);
  }

  // The server keeps another text than she typed: her code word must not stay in sight.
  correct(frame) {
    const text = this.bubbles.get(frame.seq).querySelector(".text");
    if (text.textContent === frame.text) return;
    text.textContent = "";
    fillText(text, frame.text, false);
  }

  drop(item) {
    item.node.remove();
  }

  clear() {
    this.dock.release();
    this.reader.log.textContent = "";
    this.bubbles.clear();
    this.lastFrom = null;
  }

  translate(items) {
    for (const who of this.reader.log.querySelectorAll(".who")) {
      who.textContent = say("from_" + who.dataset.from);
    }
    items.forEach((item) => this.mark(item));
  }

  bubble(from, at) {
    const node = make("article", "message from-" + from);
    const who = make("p", "who", say("from_" + from));
    who.dataset.from = from;
    if (from === this.lastFrom || from === "woman") who.classList.add("unseen");
    this.lastFrom = from;
    const foot = make("p", "foot");
    foot.appendChild(make("time", "", clock(new Date(at))));
    node.append(who, make("p", "text"), foot);
    return node;
  }
}

function clock(date) {
  const two = (number) => String(number).padStart(2, "0");
  return two(date.getHours()) + ":" + two(date.getMinutes());
}

// Paragraphs; the last one of an answer names its source and date and is set smaller.
function fillText(node, text, isAnswer, fill) {
  const parts = text.split(/\n\s*\n/);
  parts.forEach((part, index) => {
    const source = isAnswer && index > 0 && index === parts.length - 1;
    const block = make("span", source ? "part source" : "part");
    if (fill) fill(block, part);
    else block.textContent = part;
    node.appendChild(block);
  });
}
