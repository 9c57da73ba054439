/* Choices below a message: large buttons, spent once one was taken. */

function makeChoices(choices, onChoice) {
  const group = make("div", "choices");
  for (const choice of choices) {
    const button = make("button", "choice", choice.label);
    button.type = "button";
    button.addEventListener("click", () => {
      spend(group, button);
      onChoice(choice, () => restore(group));
    });
    group.appendChild(button);
  }
  return group;
}

function spend(group, taken) {
  for (const button of group.children) button.disabled = true;
  taken.classList.add("taken");
  taken.setAttribute("aria-pressed", "true");
}

function restore(group) {
  for (const button of group.children) {
    button.disabled = false;
    button.classList.remove("taken");
    button.removeAttribute("aria-pressed");
  }
}
