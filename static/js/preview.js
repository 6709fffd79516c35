/* How the text will read, in its place: the preview stands where the text stood. */
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";

async function preview(form) {
  const box = form.querySelector(".composer-preview");
  const button = form.querySelector("[data-preview]");
  const show = box.hidden;
  if (show) {
    const body = new URLSearchParams({ body: form.querySelector("textarea").value });
    const headers = { "HX-Request": "true", "X-CSRFToken": token() };
    const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, headers }).catch(() => null);
    if (!answer?.ok) return document.dispatchEvent(new CustomEvent("esn:say", { detail: { text: document.body.dataset.failed, tone: "error" } }));
    box.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
    const language = form.elements.language?.value === "other" ? form.elements.language_other.value : form.elements.language?.value;
    box.lang = language || "";
    if (!language) box.removeAttribute("lang");
  }
  box.hidden = !show;
  form.classList.toggle("is-previewing", show);
  button?.setAttribute("aria-pressed", String(show));
  if (!show) form.querySelector("textarea").focus();
  return undefined;
}

document.addEventListener("click", (event) => {
  const form = event.target.closest?.(".toolbar [data-preview]")?.closest("form");
  if (form) preview(form);
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".composer");
  if (!form || event.key.toLowerCase() !== "p" || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  preview(form);
});
