// Work that is done beside the page.

/**
 * Start a worker from its text (see training_worker.js): a plain one, since pages opened from a
 * disk may not start one from a module. Throws where workers are not allowed.
 * @param {string} text
 */
export function startWorker(text) {
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}
