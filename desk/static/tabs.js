// Her tabs act as one: what one has sounded for the others keep silent about, and sound is on or
// off in all of them. Nothing of it outlives the tabs.

const HEARD = "desk-heard"; // ticket codes, with when each was last seen waiting
const SOUND = "desk-sound";
const FORGET_AFTER = 180_000; // a hidden tab may be asked only once a minute
const TURN = 150; // milliseconds until the other tabs have read what one of them says
const channel = new BroadcastChannel("desk");
let soundChanged = () => {};

const pause = () => new Promise((resolve) => setTimeout(resolve, TURN));

function heard() {
  const all = JSON.parse(sessionStorage.getItem(HEARD) || "{}");
  const fresh = Object.entries(all).filter(([, seen]) => Date.now() - seen < FORGET_AFTER);
  return Object.fromEntries(fresh);
}

function remember(codes) {
  sessionStorage.setItem(HEARD, JSON.stringify({ ...heard(), ...codes }));
}

function tell() {
  channel.postMessage({ heard: heard(), sound: sessionStorage.getItem(SOUND) });
}

channel.onmessage = ({ data }) => {
  if (data.asks) {
    tell();
    return;
  }
  remember(data.heard);
  if (!data.sound || data.sound === sessionStorage.getItem(SOUND)) return;
  sessionStorage.setItem(SOUND, data.sound);
  soundChanged();
};
channel.postMessage({ asks: true });
const introduced = pause();

// Calls `play` if no tab has sounded for one of these codes; after that they all count as heard.
export async function once(codes, play) {
  await introduced;
  const take = async () => {
    const known = heard();
    const unheard = codes.some((code) => !(code in known));
    remember(Object.fromEntries(codes.map((code) => [code, Date.now()])));
    tell();
    if (!unheard) return;
    play();
    await pause();
  };
  // Locks exist on https and on this very machine only.
  await (navigator.locks ? navigator.locks.request(HEARD, take) : take());
}

// Whoever has said nothing hears emergencies.
export function soundIsWanted() {
  return sessionStorage.getItem(SOUND) !== "off";
}

export function switchSound() {
  sessionStorage.setItem(SOUND, soundIsWanted() ? "off" : "on");
  tell();
}

export function onSoundChanged(show) {
  soundChanged = show;
}
