// One conversation: new messages, who has it, and the way to write to her.
import { showCounts, startAlerts } from "./alerts.js";
import { ask, askPage, guardUnsent, letGo, oneAtATime } from "./asking.js";
import { startClocks } from "./clock.js";
import { isKept, startDrafts } from "./drafts.js";
import { startLimits, swapLimits } from "./limits.js";
import { Line } from "./live.js";
import { carryNote, startNotes, unsavedNote } from "./notes.js";
import { showOnlookers } from "./onlookers.js";
import { startPresence } from "./presence.js";
import { startReply, unsentText } from "./reply.js";
import { startSuggestions } from "./suggestions.js";
import { append, openFrom, showTyping, startTranscript, unsettled } from "./transcript.js";

const here = `/desk/tickets/${document.getElementById("main").dataset.code}`;

const fetchMessages = oneAtATime(async () => {
  const answer = await ask(`${here}/messages?after=${openFrom()}`, { background: true });
  append(await answer.text());
  lookAgain();
});

// What is on its way to her is asked after, less and less often.
const FIRST_LOOK = 700;
const LAST_LOOK = 30_000;
let wait = FIRST_LOOK;
let later = null;

function lookAgain() {
  clearTimeout(later);
  wait = unsettled() ? Math.min(wait * 2, LAST_LOOK) : FIRST_LOOK;
  if (unsettled()) later = setTimeout(() => document.hidden || quietly(fetchMessages)(), wait);
}

// What is being written stays, whatever becomes of the ticket.
function swapPanel(fresh) {
  const panel = document.getElementById("panel");
  if (panel.dataset.version === fresh.dataset.version) return;
  const text = unsentText();
  carryNote(panel, fresh);
  panel.replaceWith(fresh);
  const box = document.getElementById("text");
  if (box) box.value = text;
  else if (text) fresh.append(keep(text));
}

function keep(text) {
  const box = document.createElement("textarea");
  Object.assign(box, { id: "unsent", value: text, readOnly: true, rows: 3 });
  return box;
}

const fetchState = oneAtATime(async () => {
  const page = await askPage(here);
  swap(document.getElementById("head"), page.getElementById("head"));
  swapFacts(page.getElementById("facts"));
  swapPanel(page.getElementById("panel"));
  swapLimits(page);
});

// A confirmation that is just being read does not vanish under the finger.
function swapFacts(fresh) {
  const facts = document.getElementById("facts");
  if (facts.querySelector(".confirm[open]")) return;
  fresh.querySelector(".fold").open = facts.querySelector(".fold").open;
  swap(facts, fresh);
}

// What is as before stays: a click that has begun on it would be lost.
function swap(old, fresh) {
  if (!old.isEqualNode(fresh)) old.replaceWith(fresh);
}

const fetchCounts = oneAtATime(async () => {
  showCounts(await (await ask("/desk/counts", { background: true })).json());
});

const quietly = (refresh) => () => refresh().catch(() => {});

guardUnsent(() => !isKept(unsentText()) || Boolean(unsavedNote()));
startTranscript();
startReply(here, { sent: () => Promise.all([fetchMessages(), fetchState()]), changed: quietly(fetchState) });
startDrafts(here);
startNotes(here, fetchMessages);
startSuggestions(here);
startAlerts();
startClocks();
startLimits(quietly(fetchState));
startPresence();
new Line(
  `${here}/live`,
  {
    messages: quietly(() => Promise.all([fetchMessages(), fetchState()])), // the clock too
    state: quietly(fetchState),
    queue: quietly(fetchCounts),
    typing: showTyping,
    onlookers: quietly(() => showOnlookers(here)),
    erased: () => letGo(() => location.reload()),
  },
  () => Promise.all([fetchMessages(), fetchState(), fetchCounts(), showOnlookers(here)]),
  fetchCounts,
);
