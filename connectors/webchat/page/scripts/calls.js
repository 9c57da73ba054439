/* Numbers to call, each in a row of its own: to be found at a glance and called with one tap. The
   phone asks before it rings. */

const NUMBER_LINE = /^• (.+): (\+?\d[\d .-]*\d)(?: \((.+)\))?$/;
const HANDSET = "M6.5 3.5 9 3l2 5-2.2 1.6a12 12 0 0 0 5.6 5.6L16 13l5 2-.5 2.5a3 3 0 0 1-3 2.5C10.6 20 4 13.4 4 6.5a3 3 0 0 1 2.5-3z";

// Sets a text line by line; what is no number stays text.
function fillLines(node, text) {
  let said = [];
  for (const line of text.split("\n")) {
    const found = NUMBER_LINE.exec(line);
    if (!found) {
      said.push(line);
      continue;
    }
    if (said.length) node.append(said.join("\n"));
    said = [];
    node.append(makeCall(found[1], found[2], found[3] || ""));
  }
  node.append(said.join("\n"));
}

function makeCall(name, number, note) {
  // A note that names the number says what to dial before it: a tap would dial the wrong one.
  const direct = !note.includes(number);
  const row = make(direct ? "a" : "span", "call");
  if (direct) {
    row.href = "tel:" + number.replace(/[^+\d]/g, "");
    row.append(drawHandset());
  }
  row.append(make("b", "call-number", number), " ", make("span", "call-name", name), " ");
  row.append(make("span", "call-note", note));
  return row;
}

function drawHandset() {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", HANDSET);
  drawing.append(line);
  return drawing;
}
