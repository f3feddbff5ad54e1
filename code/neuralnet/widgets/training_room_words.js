// What TrainingRoom says, from its state.

import { whole } from "./js/format.js";
import { EPOCH, greyRun, shownMoment, WALL } from "./training_room_run.js";

export const FUNCTION_NAMES = { sigmoid: "sigmoid", relu: "ReLU", tanh: "tanh" };

const percent = (share) => `${(100 * share).toFixed(1)}%`;
export const epochsOf = ({ at }) => `${(at / EPOCH).toFixed(2)} epochs`;

/** How many of the wall's digits these answers read right. */
export function countRight(answers, labels) {
  return answers.reduce((count, answer, k) => count + (answer === labels[k] ? 1 : 0), 0);
}

/** The network: "784-16-16-10, ReLU". */
export function networkWords({ beginning: { sizes, hidden } }) {
  return `${sizes.join("-")}, ${FUNCTION_NAMES[hidden]}`;
}

function measuredWords({ point, validation }) {
  const training = point
    ? [`cost ${point.cost.toFixed(3)}`, `training digits right ${percent(point.accuracy)}`]
    : [];
  return [...training, ...(validation ? [`validation ${percent(validation.accuracy)}`] : [])];
}

/** The sentence at the foot. */
export function stateWords(room) {
  const { run, ghost, back, running, fetching, failure } = room;
  const shown = shownMoment(room);
  if (failure) return `It cannot learn here: ${failure}`;
  if (fetching) return "Fetching the digits, 2 MB, once …";
  if (run.broken && !back) {
    return "The cost is no longer a number: the steps were so long that the parameters flew apart. Lower the learning rate and start again.";
  }
  if (run.now.at === 0 && !running) {
    const before =
      ghost?.now.at > 0 ? " The grey line is the run before; Undo goes back to it." : "";
    const measured = shown.validation
      ? `: it reads ${percent(shown.validation.accuracy)} of 1,000 validation digits`
      : "";
    return `It has learned nothing yet${measured}. Press Play.${before}`;
  }
  return `${epochsOf(shown)}: ${measuredWords(shown).join(", ")}.`;
}

/** The charts in words. */
export function chartWords(room) {
  const grey = greyRun(room);
  const whose = grey === room.made ? "A run made before, with batches of 100," : "The run before";
  const before = grey
    ? ` ${whose} is a grey dashed line, at ${percent(grey.tests.kept.at(-1).accuracy)} after ${epochsOf(grey.now)}.`
    : "";
  return `Share read right, and below the cost, against epochs; validation as a thick line.${before} ${stateWords(room)}`;
}

/** Whether a network that has not learned guesses; a reader's own may know something already. */
export const guesses = (room, right) => shownMoment(room).at === 0 && right <= WALL / 4;

export function weightsWords(room) {
  const { sizes } = room.run.beginning;
  return `${sizes[1]} pictures of the weights of the first hidden layer, after ${epochsOf(shownMoment(room))}: blue above 0, orange below.`;
}

/** The wall in words: digit by digit, how many of six are read right. */
export function wallWords({ wall: { labels } }, answers) {
  const right = new Array(10).fill(0);
  answers.forEach((answer, k) => {
    if (answer === labels[k]) right[labels[k]] += 1;
  });
  const each = right.map((count, digit) => `${digit}: ${count}`).join(", ");
  return `${whole(labels.length)} validation digits, six of each, that it never learns from. Read right, ${each}.`;
}
