/* On another site, in a frame: who leaves the chat leaves that site's page too. The browser lets
   only sites frame us that the office has named; the first message says which of them it is. */

const framed = window.parent !== window;
let host = null;

window.addEventListener("message", (event) => {
  if (framed && event.source === window.parent && event.data === "osso:host") host = event.origin;
});

function goTo(address) {
  if (!framed) location.replace(address);
  else if (host) window.parent.postMessage({ type: "osso:leave", to: address }, host);
}
