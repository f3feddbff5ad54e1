// A picture that can be looked at larger: it opens over the page, and goes back to its place.
(() => {
  const make = globalThis.bookElement;
  const close = make("button", { type: "button", autofocus: true }, "Close");
  const view = make("dialog", { className: "enlarged" }, close);
  close.addEventListener("click", () => view.close());
  view.addEventListener("click", ({ target }) => target === view && view.close()); // beside it

  function enlarge(picture) {
    const { width, height } = picture.getBoundingClientRect();
    const place = make("div");
    place.style.height = `${height}px`; // nothing on the page moves meanwhile
    view.style.setProperty("--ratio", width / height);
    picture.replaceWith(place);
    view.append(picture);
    view.setAttribute("aria-label", picture.getAttribute("aria-label"));
    view.addEventListener("close", () => place.replaceWith(picture), { once: true });
    view.showModal();
  }

  for (const picture of document.querySelectorAll("article .picture")) {
    if (picture.closest(".live-figure")) continue;
    const button = make("button", { type: "button", title: "Enlarge" }, "⤢");
    button.setAttribute("aria-label", "Enlarge the picture");
    const box = make("div", { className: "enlargeable" });
    picture.replaceWith(box);
    box.append(picture, button);
    for (const part of [picture, button]) {
      part.addEventListener("click", () => picture.parentElement === box && enlarge(picture));
    }
  }
  document.body.append(view);
})();
