/* Where she writes. */

const COUNT_FROM = LONGEST_TEXT - 400;

class Composer {
  constructor(send) {
    this.text = byId("text");
    this.counter = byId("counter");
    this.button = byId("send");
    this.onSend = send;
    this.over = false;
    this.typesOnKeys = matchMedia("(hover: hover) and (pointer: fine)").matches;
    for (const event of ["focus", "blur"]) {
      this.text.addEventListener(event, () => {
        byId("bottom").classList.toggle("writing", event === "focus");
      });
    }
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => {
      // While a Vietnamese or Korean syllable is being composed, Enter belongs to it.
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key !== "Enter" || event.shiftKey || composing || !this.typesOnKeys) return;
      event.preventDefault();
      this.send();
    });
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
      this.text.focus();
    });
    // Without this a tap takes the keyboard away and brings it back.
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.changed();
  }

  send() {
    if (this.button.disabled) return;
    this.onSend(this.text.value.trim());
    this.clear();
  }

  clear() {
    this.text.value = "";
    this.changed();
  }

  // The keyboard makes room for a question that has come, unless she is writing.
  rest() {
    if (!this.typesOnKeys && !this.text.value) this.text.blur();
  }

  changed() {
    const length = Array.from(this.text.value.trim()).length;
    this.button.disabled = length === 0 || length > LONGEST_TEXT;
    this.count(LONGEST_TEXT - length);
    this.text.style.height = "auto";
    this.text.style.height = this.text.scrollHeight + 2 + "px";
  }

  count(left) {
    const over = left < 0;
    // Said aloud when it becomes too long or fits again, not at every letter.
    this.counter.setAttribute("aria-live", over === this.over ? "off" : "polite");
    this.over = over;
    this.text.setAttribute("aria-invalid", String(over));
    this.counter.classList.toggle("over", over);
    if (left > LONGEST_TEXT - COUNT_FROM) this.counter.textContent = "";
    else this.counter.textContent = over ? say("over", { n: -left }) : say("left", { n: left });
  }
}
