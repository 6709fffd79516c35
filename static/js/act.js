/* Buttons of the page's one action form act in place; without this script they post and the page comes back. */
const SWAPS = "[data-swaps]";
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));

async function send(button) {
  const body = new URLSearchParams();
  if (button.name) body.set(button.name, button.value);
  // What was chosen beside the button goes with it, as it does without a script.
  for (const field of button.closest(SWAPS)?.querySelectorAll('input[form="act"]:checked') ?? []) body.append(field.name, field.value);
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  return fetch(button.formAction, { method: "POST", body, headers });
}

function swap(button, html) {
  const piece = document.createRange().createContextualFragment(html).firstElementChild;
  // The socket may have replaced the element meanwhile: then the one with the same id is meant.
  const old = (piece?.id && document.getElementById(piece.id)) || button.closest(SWAPS);
  if (!old || !piece) return;
  old.replaceWith(piece);
  const again = button.dataset.focus && piece.querySelector(`[data-focus="${button.dataset.focus}"]:not(:disabled)`);
  const same = piece.matches("button") ? piece : again || piece.querySelector(`.reaction[value="${button.value}"], summary`);
  same?.focus({ preventScroll: true });
  tell("fresh", { root: piece });
}

async function act(button) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await send(button);
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    if (button.dataset.theme !== undefined) document.documentElement.dataset.theme = button.value;
    else if (answer.redirected) location.assign(answer.url);
    else swap(button, await answer.text());
  } catch {
    tell("say", { text: document.body.dataset.failed, tone: "error" });
  } finally {
    button.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[form="act"]');
  if (!button?.closest(`${SWAPS}, button[data-theme]`)) return;
  event.preventDefault();
  act(button);
  if (button.dataset.theme !== undefined) {
    for (const other of document.querySelectorAll("button[data-theme]")) other.setAttribute("aria-pressed", String(other === button));
  }
});
