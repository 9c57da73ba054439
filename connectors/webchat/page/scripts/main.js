/* Brings the parts together. The session lives in this memory and nowhere else. */

const session = { token: null, after: 0, chosen: null };
const chatState = { handler: null, ticket: null };
const reader = new Reader(byId("room"), byId("log"), byId("newer"));
const dock = new Dock(() => composer.rest());
const log = new Log(reader, dock, (item) => retry(item));
const outbox = new Outbox(
  (frame) => line.send(frame), (item) => log.mark(item), () => line.hurry(),
);
const line = new Line(session, take, lineChanged);
const composer = new Composer((text) => submit({ type: "message", text }, text));
const wayBack = new WayBack(sendNow, () => !outbox.items.some((item) => item.state === "sending" || item.state === "waiting"));
const menu = new Menu(chooseLanguage, (id) => {
  if (id === "later") wayBack.look();
  else wayBack.forget();
});
let erasing = false;
let returned = false; // and her history is on its way
let typingTimer = 0;

const takes = {
  welcome(frame) {
    if (session.token && session.token !== frame.session) beginAnew();
    erasing = false;
    wayBack.stop();
    session.token = frame.session;
  },
  ack(frame) {
    outbox.acked(frame.id, frame.seq);
  },
  message(frame) {
    if (frame.seq <= session.after) return;
    session.after = frame.seq;
    if (frame.from !== "woman") showTyping(null);
    if (frame.from === "woman" && outbox.claims(frame)) return log.correct(frame);
    log.add(frame, (choice, restore) => {
      if (["code", "word", "back"].includes(choice.id)) {
        restore();
        return menu.open(choice.id === "back" ? "back" : "later");
      }
      submit({ type: "choice", choice: choice.id }, choice.label, restore);
    });
  },
  typing(frame) {
    showTyping(frame.from);
  },
  state(frame) {
    chatState.handler = frame.handler;
    chatState.ticket = frame.ticket;
    showState();
    if (returned) reader.toEnd();
    returned = false;
  },
  code(frame) {
    wayBack.tell("");
    wayBack.show(frame);
  },
  error(frame) {
    if (!frame.id && !byId("menu").hidden) return wayBack.refuse(frame.text);
    notify(frame.text, true);
    if (frame.id) outbox.refused(frame.id, frame.code);
  },
};

function take(frame) {
  if (takes[frame.type]) takes[frame.type](frame);
}

function submit(frame, text, refused) {
  byId("examples").hidden = true;
  const item = outbox.add(frame, text, refused);
  notify("");
  log.addOwn(item);
  outbox.flush();
}

function retry(item) {
  notify("");
  if (!line.up) line.hurry();
  outbox.retry(item);
}

function lineChanged(up) {
  if (up) outbox.lineUp();
  else outbox.lineDown();
  if (!up) {
    showTyping(null);
    wayBack.stop();
  }
  notify("");
  showState();
}

function showState() {
  const handler = line.up ? chatState.handler : null;
  byId("strip").dataset.handler = handler || "";
  byId("status").textContent = say("status_" + (handler || "connecting"));
  byId("ticket").textContent = chatState.ticket ? say("ticket", { code: chatState.ticket }) : "";
  const withPerson = chatState.handler === "counsellor";
  byId("person").textContent = say(withPerson ? "person_here" : "person");
  byId("person").disabled = withPerson;
  byId("withdraw").hidden = !chatState.ticket;
}

function showTyping(from) {
  clearTimeout(typingTimer);
  byId("typing").hidden = !from;
  if (!from) return;
  byId("typing-text").textContent = say("typing_" + from);
  typingTimer = setTimeout(() => showTyping(null), 15000);
  reader.keepEnd();
}

// One line above the composer; while the line is down it says so unless there is worse to say.
function notify(text, isError) {
  byId("notice").textContent = text || (line.broken ? offline() : "");
  byId("notice").classList.toggle("error", Boolean(isError));
}

// The page never holds her back with a question when she leaves, so it says this in time.
function offline() {
  return say("offline") + (outbox.waits ? " " + say("offline_unsent") : "");
}

function chooseLanguage(code) {
  session.chosen = code;
  showLanguage(code);
  showState();
  log.translate(outbox.items);
  composer.changed();
  notify("");
  line.hello();
}

// The buttons that are there from the start: a person, and the themes.
function tap(choice, label) {
  // Whoever reads the button reads the language it is written in.
  if (!session.chosen && !session.after) chooseLanguage(shown);
  submit({ type: "choice", choice }, label);
}

// What must not wait for the network and be done later, unseen. Tells whether it is on its way.
function sendNow(frame) {
  if (line.up) line.send(frame);
  else wayBack.tell(say("offline_now"));
  return line.up;
}

function erase() {
  erasing = line.up;
  if (line.up) line.send({ type: "erase" });
  else notify(say("erase_offline"), true);
}

// Her own erasing, her coming back, or the end of a conversation that goes on somewhere else.
function beginAnew() {
  returned = wayBack.going;
  session.after = 0;
  outbox.clear();
  log.clear();
  if (!returned) composer.clear();
  showTyping(null);
  byId("examples").hidden = returned;
  byId("room").scrollTop = 0;
  if (returned || !byId("menu").hidden) menu.close();
  notify(say(returned ? "returned" : erasing ? "erased" : "ended"));
  if (!returned) forget();
}

byId("trace-ok").addEventListener("click", () => {
  byId("trace").hidden = true;
  byId("room").focus();
});
byId("person").addEventListener("click", () => tap("person", say("person")));
byId("contact").addEventListener("click", () => tap("contact", say("contact")));
byId("withdraw-yes").addEventListener("click", () => tap("withdraw", say("withdraw")));
byId("erase-yes").addEventListener("click", erase);
byId("themes").addEventListener("click", () => tap("themes", say("themes")));
for (const button of byId("examples").querySelectorAll("button")) {
  button.addEventListener("click", () => submit({ type: "message", text: button.textContent }, button.textContent));
}
document.addEventListener("leaving", () => {
  line.stop();
  session.token = null;
  outbox.clear();
});
fitKeyboard();
new Idle();
showLanguage(guessLanguage());
showState();
line.connect();
catchUp();
