/* Where the conversation is scrolled to: new messages can be read from their beginning, and
   nothing moves under her eyes while she reads further up. */

const SAME_BREATH = 600; // milliseconds between the parts of one answer

class Reader {
  constructor(room, log, newer) {
    this.room = room;
    this.log = log;
    this.newer = newer;
    this.atEnd = true;
    this.groupStart = null;
    this.groupAt = 0;
    this.follows = true;
    room.addEventListener("scroll", () => this.look(), { passive: true });
    window.addEventListener("resize", () => this.atEnd && this.toEnd());
    newer.addEventListener("click", () => this.toEnd());
  }

  look() {
    const below = this.room.scrollHeight - this.room.scrollTop - this.room.clientHeight;
    this.atEnd = below < 64;
    if (this.atEnd) this.newer.hidden = true;
  }

  addOwn(node) {
    this.log.appendChild(node);
    this.groupStart = null;
    this.toEnd();
  }

  // After a look: whatever takes of the room then does not count as her reading further up.
  add(node) {
    const now = Date.now();
    const sameGroup = this.groupStart && now - this.groupAt < SAME_BREATH;
    this.log.appendChild(node);
    if (!sameGroup) {
      this.groupStart = node;
      this.follows = this.atEnd; // she reads further up: its other parts do not move her either
    }
    this.groupAt = now;
    if (this.atEnd || this.follows) this.showFrom(this.groupStart);
    else this.newer.hidden = false;
  }

  showFrom(node) {
    const top = node.getBoundingClientRect().top - this.room.getBoundingClientRect().top;
    this.room.scrollTop += top - 12; // never beyond the end: the browser stops there
    this.look(); // "… is writing" comes before the browser tells of the scrolling
  }

  toEnd() {
    this.room.scrollTop = this.room.scrollHeight;
  }

  keepEnd() {
    if (this.atEnd) this.toEnd();
  }
}
