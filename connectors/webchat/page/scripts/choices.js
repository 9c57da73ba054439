/* Choices below a message: large buttons, spent once one was taken; and "was this helpful?". */

const FEEDBACK = /^(un)?helpful:/;
const YES_OR_NO = /^(consent|refer)\.(yes|no)/;

function makeChoices(choices, onChoice) {
  const all = make("div", "choices");
  const ways = choices.filter((choice) => !FEEDBACK.test(choice.id));
  const words = choices.filter((choice) => FEEDBACK.test(choice.id));
  makeWays(ways, onChoice).forEach((group) => all.appendChild(group));
  if (words.length) all.appendChild(makeFeedback(words, onChoice));
  return all;
}

// A yes and a no stand side by side, whatever else may be tapped below them.
function makeWays(choices, onChoice) {
  const both = make("div", "ways both");
  const more = make("div", "ways");
  const buttons = choices.map((choice) => makeButton("choice", choice));
  choices.forEach((choice, index) => {
    buttons[index].addEventListener("click", () => {
      spend(buttons, buttons[index]);
      onChoice(choice, () => restore(buttons));
    });
    (YES_OR_NO.test(choice.id) ? both : more).appendChild(buttons[index]);
    // To share something of hers she answers below all that she has read, not before (dock.js).
    if (/^refer/.test(choice.id)) both.classList.add("read");
  });
  if (both.firstChild) more.classList.add("besides");
  return [both, more].filter((group) => group.firstChild);
}

// Two quiet buttons side by side. She may change her mind: the other one stays open.
function makeFeedback(choices, onChoice) {
  const group = make("div", "feedback");
  const buttons = [];
  const question = make("p", "helpful", say("helpful"));
  question.id = newId();
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", question.id);
  group.appendChild(question);
  for (const choice of choices) {
    const button = makeButton("word", choice);
    button.addEventListener("click", () => {
      restore(buttons);
      mark(button);
      onChoice(choice, () => restore(buttons));
    });
    buttons.push(button);
    group.appendChild(button);
  }
  return group;
}

function makeButton(className, choice) {
  const button = make("button", className, choice.label);
  button.type = "button";
  return button;
}

function spend(buttons, taken) {
  for (const button of buttons) button.disabled = true;
  mark(taken);
}

function mark(button) {
  button.disabled = true;
  button.classList.add("taken");
  button.setAttribute("aria-pressed", "true");
}

function restore(buttons) {
  for (const button of buttons) {
    button.disabled = false;
    button.classList.remove("taken");
    button.removeAttribute("aria-pressed");
  }
}
