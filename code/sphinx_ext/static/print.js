// Paper is white: a page in its dark theme is printed in its light one.
(() => {
  const { dataset } = document.documentElement;
  let before = null;
  function toPaper() {
    before ??= dataset.theme;
    dataset.theme = "light";
  }
  function toScreen() {
    if (before) dataset.theme = before;
    before = null;
  }
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", toScreen);
  const paper = matchMedia("print"); // printed by a program, or looked at as if on paper
  const follow = () => (paper.matches ? toPaper() : toScreen());
  paper.addEventListener("change", follow);
})();
