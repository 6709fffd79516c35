/* A poll's options grow: whoever fills the last field gets another, up to the most that are allowed. */
document.addEventListener("input", (event) => {
  const list = event.target.closest?.(".option-list");
  if (!list) return;
  const fields = [...list.querySelectorAll("input")].filter((field) => field.offsetParent);
  const last = fields.at(-1);
  if (event.target !== last || !last.value.trim() || fields.length >= Number(list.dataset.most)) return;
  const next = last.cloneNode();
  const label = list.dataset.label.replace("{n}", fields.length + 1);
  next.value = "";
  next.placeholder = label;
  next.setAttribute("aria-label", label);
  last.after(next);
});

/* Enter goes on to the next option instead of sending the post. */
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.(".option-list");
  if (!list || event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const fields = [...list.querySelectorAll("input")].filter((field) => field.offsetParent);
  fields[fields.indexOf(event.target) + 1]?.focus();
});
