/* While a post is written: a better place for it, questions like it, and who of those named cannot read it. */
const WAIT = 700;
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";
const waiting = new WeakMap();
let asked = 0;

async function ask(form) {
  const slot = form.querySelector(".advice");
  const number = (asked += 1);
  const body = new URLSearchParams();
  for (const name of ["title", "body", "kind", "community", "place"]) if (form.elements[name]) body.set(name, form.elements[name].value.slice(0, 5000));
  if (body.get("body").trim().length + (body.get("title") ?? "").length < 10) return slot.replaceChildren();
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  const answer = await fetch(form.dataset.adviceUrl, { method: "POST", body, headers }).catch(() => null);
  if (!answer?.ok || number !== asked || !slot.isConnected) return undefined;
  const piece = document.createRange().createContextualFragment((await answer.text()).trim());
  // What says the same again is not announced again.
  if (piece.textContent.trim() !== slot.textContent.trim()) slot.replaceChildren(piece);
  return undefined;
}

function move(button) {
  const select = button.form.elements.community;
  if (![...select.options].some((option) => option.value === button.dataset.community)) {
    select.add(new Option(button.dataset.name, button.dataset.community));
  }
  select.value = button.dataset.community;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  select.focus();
}

function later(form) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(ask, WAIT, form));
}

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.form;
    if (form?.dataset?.adviceUrl && ["title", "body", "kind", "community"].includes(event.target.name)) later(form);
  });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".advice button");
  if (!button) return;
  if (button.dataset.community) move(button);
  button.closest(".advice-line").remove();
});
