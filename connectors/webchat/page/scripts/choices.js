/* Choices below a message: large buttons, spent once one was taken; and "was this helpful?". */

const FEEDBACK = /^(un)?helpful:/;

function makeChoices(choices, onChoice) {
  const all = make("div", "choices");
  const ways = choices.filter((choice) => !FEEDBACK.test(choice.id));
  const words = choices.filter((choice) => FEEDBACK.test(choice.id));
  if (ways.length) all.appendChild(makeWays(ways, onChoice));
  if (words.length) all.appendChild(makeFeedback(words, onChoice));
  return all;
}

function makeWays(choices, onChoice) {
  const group = make("div", choices.some((choice) => choice.id === "consent.yes") ? "ways both" : "ways");
  for (const choice of choices) {
    const button = makeButton("choice", choice);
    button.addEventListener("click", () => {
      spend(group, button);
      onChoice(choice, () => restore(group));
    });
    group.appendChild(button);
  }
  return group;
}

// Two quiet buttons side by side. She may change her mind: the other one stays open.
function makeFeedback(choices, onChoice) {
  const group = make("div", "feedback");
  const question = make("p", "helpful", say("helpful"));
  question.id = newId();
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", question.id);
  group.appendChild(question);
  for (const choice of choices) {
    const button = makeButton("word", choice);
    button.addEventListener("click", () => {
      restore(group);
      mark(button);
      onChoice(choice, () => restore(group));
    });
    group.appendChild(button);
  }
  return group;
}

function makeButton(className, choice) {
  const button = make("button", className, choice.label);
  button.type = "button";
  return button;
}

function spend(group, taken) {
  for (const button of group.querySelectorAll("button")) button.disabled = true;
  mark(taken);
}

function mark(button) {
  button.disabled = true;
  button.classList.add("taken");
  button.setAttribute("aria-pressed", "true");
}

function restore(group) {
  for (const button of group.querySelectorAll("button")) {
    button.disabled = false;
    button.classList.remove("taken");
    button.removeAttribute("aria-pressed");
  }
}
