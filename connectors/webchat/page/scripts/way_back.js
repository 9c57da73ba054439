/* Coming back later: a number that looks like a telephone number, a word, and the way in with them.
   No field is of type password: the browser would offer to keep it, and to show it to others. */

class WayBack {
  constructor(send, mayGo) {
    this.send = send;
    this.mayGo = mayGo;
    this.going = false;
    const code = byId("back-code");
    const word = byId("word");
    byId("code-take").addEventListener("click", () => send({ type: "code", do: "take" }));
    byId("code-drop").addEventListener("click", () => send({ type: "code", do: "drop" }));
    byId("word-drop").addEventListener("click", () => send({ type: "word", word: null }));
    onSubmit("word-form", () => word.value.trim() && send({ type: "word", word: word.value }));
    onSubmit("back", () => code.value.trim() && this.go(code.value, byId("back-word").value));
  }

  look() {
    this.forget();
    this.send({ type: "code", do: "look" });
  }

  go(code, word) {
    if (!this.mayGo()) return this.tell(say("back_wait"));
    this.tell("");
    this.going = this.send({ type: "return", code, word });
    byId("back-go").disabled = this.going;
  }

  show(frame) {
    byId("code").textContent = frame.code || "";
    byId("code-keep").hidden = !frame.code;
    byId("code-has").hidden = !frame.kept || Boolean(frame.code);
    byId("code-drop").hidden = !frame.kept;
    byId("word-has").hidden = byId("word-drop").hidden = !frame.word;
    byId("word").value = "";
  }

  // What was refused stands beside the form; all other errors stand above the composer.
  refuse(text) {
    this.stop();
    this.tell(text);
  }

  tell(text) {
    byId("back-said").textContent = byId("later-said").textContent = text;
  }

  stop() {
    this.going = byId("back-go").disabled = false;
  }

  // Nothing typed or shown here stays behind a closed menu.
  forget() {
    this.tell("");
    this.show({});
    byId("back-code").value = byId("back-word").value = "";
  }
}

function onSubmit(id, act) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
}
