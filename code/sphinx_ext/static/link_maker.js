// Joins a hub, a repository and a chapter to a link that nbgitpuller understands.
(() => {
  const form = document.querySelector(".link-maker");

  function link() {
    const hub = form.hub.value.trim().replace(/\/+$/, "");
    const repository = form.repository.value.trim().replace(/\/+$|\.git$/g, "");
    if (!/^https?:\/\/[^/\s]+/.test(hub) || !/^https?:\/\/[^/\s]+\/\S+/.test(repository)) return "";
    const folder = repository.split("/").pop();
    const words = new URLSearchParams({
      repo: repository,
      branch: form.branch.value.trim() || "main",
      urlpath: `lab/tree/${folder}/${form.chapter.value}`,
    });
    return `${hub}/hub/user-redirect/git-pull?${words}`;
  }

  function show() {
    const address = link();
    if (!address) {
      form.link.value = "Fill in the two addresses, and the link appears here.";
      return;
    }
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.textContent = address;
    form.link.replaceChildren(anchor);
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
