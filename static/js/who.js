/* Who reacted: the list opens in a dialog; without this script the link leads to a page of its own. */
let dialog;

function make(title, close) {
  dialog = Object.assign(document.createElement("dialog"), { className: "who-dialog" });
  dialog.setAttribute("aria-labelledby", "who-title");
  const head = Object.assign(document.createElement("div"), { className: "spread" });
  const heading = Object.assign(document.createElement("h2"), { id: "who-title", textContent: title });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "icon-button", textContent: "×" });
  button.setAttribute("aria-label", close);
  button.dataset.close = "";
  head.append(heading, button);
  dialog.append(head, document.createElement("div"));
  document.body.append(dialog);
}

async function show(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return location.assign(link.href);
  if (!dialog) make(document.body.dataset.who, document.body.dataset.closeWord);
  dialog.lastElementChild.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  return dialog.open || dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-who]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.closest("main .reactors")) return;
  event.preventDefault();
  show(link);
});
