// One switch that unfolds all code of a page, and is remembered for the others.
(() => {
  const KEY = "show-all-code";
  const cells = document.querySelectorAll("details.code-cell");
  const header = document.querySelector(".article-header-buttons");
  if (!cells.length || !header) return;

  // Where nothing can be stored, the switch serves the page that it is on.
  const remembered = () => {
    try {
      return localStorage.getItem(KEY) === "yes";
    } catch {
      return false;
    }
  };
  const remember = (on) => {
    try {
      localStorage.setItem(KEY, on ? "yes" : "no");
    } catch {}
  };
  const show = (on) => {
    for (const cell of cells) cell.open = on;
  };

  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", checked: remembered() });
  input.setAttribute("role", "switch");
  const label = document.createElement("label");
  label.className = "show-all-code";
  label.append(input, "Show all code");
  header.prepend(label);
  input.addEventListener("change", () => {
    show(input.checked);
    remember(input.checked);
  });
  if (input.checked) show(true);
  addEventListener("beforeprint", () => show(true));
  addEventListener("afterprint", () => show(input.checked));
})();
