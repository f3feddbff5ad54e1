// A question of *check yourself*: choose an answer, check it, read why. Other answers can be
// opened then. Without this script each answer is folded, and opened by itself.
(() => {
  const memory = globalThis.bookMemory;
  const SAYS = { right: "✓ Right.", wrong: "✕ Not this one." };

  for (const [k, question] of document.querySelectorAll("div.question").entries()) {
    const answers = [...question.querySelectorAll(":scope > details")];
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = question.querySelector("p").textContent;
    group.append(legend);
    for (const [place, answer] of answers.entries()) {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: `question-${k + 1}`, value: String(place) });
      const words = document.createElement("span");
      words.append(...answer.querySelector("summary").cloneNode(true).childNodes);
      label.append(radio, words);
      group.append(label);
    }
    const check = document.createElement("button");
    Object.assign(check, { type: "button", textContent: "Check" });
    const said = document.createElement("p");
    said.className = "said";
    said.setAttribute("role", "status");
    question.querySelector("p").after(group, check, said);
    question.dataset.asked = ""; // the folded answers wait until one is checked

    const chosen = () => answers[Number(group.querySelector("input:checked")?.value ?? Number.NaN)];
    const judge = (answer) => {
      question.dataset.asked = "checked";
      said.textContent = SAYS[answer.className];
      for (const each of answers) each.open = each === answer;
    };
    check.addEventListener("click", () => {
      const answer = chosen();
      if (!answer) {
        said.textContent = "Choose an answer first.";
        return;
      }
      judge(answer);
      const first = memory.recall("questions")[k + 1] ?? answer.className;
      memory.keep("questions", k + 1, first);
    });
  }
})();
