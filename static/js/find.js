/* Ctrl+K and "/" open the jump from anywhere, and so does the search button of a phone; without this script it is a link. */
const dialog = document.getElementById("jump");

function open() {
  if (dialog.open) return;
  if (!document.querySelector(`link[href="${dialog.dataset.sheet}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: dialog.dataset.sheet }));
  }
  dialog.showModal();
  const input = dialog.querySelector("input");
  input.focus();
  input.select();
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isBusy = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isBusy;
    if (!isCommand && !(isSlash && document.documentElement.dataset.shortcuts !== "off")) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, { capture: true });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-find]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
}
