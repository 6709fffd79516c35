/* Forms: sent once, sent by Ctrl+Enter, grown with their text; what was typed survives a failed request. */
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));
const buttonsOf = (form) => form.querySelectorAll('button:not([type="button"])');
const growsItself = CSS.supports("field-sizing", "content");

function busy(form, is) {
  form.toggleAttribute("data-sending", is);
  for (const button of buttonsOf(form)) button.classList.toggle("is-busy", is);
}

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${Math.min(area.scrollHeight + 2, innerHeight * 0.55)}px`;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.hasAttribute("data-sending")) event.preventDefault();
  else if (form.id !== "act") busy(form, true);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sending]")) busy(form, false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("textarea")?.form;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("input", (event) => {
  if (!growsItself && event.target.matches?.("textarea")) grow(event.target);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.hasAttribute("data-sending")) event.preventDefault();
  else busy(form, true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target instanceof HTMLFormElement) busy(event.target, false);
});

/* 422 brings the form back with its errors; anything worse leaves the typed text where it is. */
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => tell("say", { text: document.body.dataset.failed, tone: "error" }));
}

/* The socket may have been quicker than the answer: a piece with the same id is there once. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  for (const piece of event.detail.fragment?.querySelectorAll?.("[id]") ?? []) {
    const there = document.getElementById(piece.id);
    // What is itself replaced goes by itself.
    if (there !== event.detail.target && event.detail.target.contains(there)) there.remove();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const wrong = event.target.querySelector?.('[aria-invalid="true"]');
  wrong?.focus();
});
