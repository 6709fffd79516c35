/* How many people will be able to read it, and a word when that became fewer or more than a moment ago. */
const first = new WeakMap();

function sentence(line, people, before) {
  const text = (people === 1 ? line.dataset.one : line.dataset.many).replace("{n}", people.toLocaleString(document.documentElement.lang));
  if (before === undefined || before === people) return text;
  const change = people < before ? line.dataset.narrower : line.dataset.wider;
  return `${text} · ${change.replace("{n}", people).replace("{before}", before)}`;
}

async function countReaders(select) {
  const line = select.form?.querySelector(".audience");
  if (!line || !select.value) return;
  const asked = select.value;
  const url = new URL(select.form.dataset.audienceUrl, location.href);
  url.searchParams.set("community", asked);
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok || select.value !== asked) return;
  const { people, kind } = await answer.json();
  const before = first.get(line);
  if (before === undefined) first.set(line, people);
  line.querySelector("span").textContent = sentence(line, people, before);
  line.classList.toggle("is-private", kind !== "open");
  line.classList.toggle("is-changed", before !== undefined && before !== people);
  line.hidden = false;
}

/* With a time chosen, the button says what it will do; the browser's zone counts where the profile has none. */
function plan(form) {
  const button = form.querySelector(".composer-send .primary");
  const at = form.elements.publish_at;
  if (!button || !at) return;
  button.textContent = at.value ? button.dataset.later : button.dataset.now;
  const note = form.querySelector("[data-zone]");
  if (note?.dataset.zone !== "UTC") return;
  form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  if (form.elements.zone.value) note.textContent = `(${form.elements.zone.value})`;
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.(".composer [name=community]")) countReaders(event.target);
  if (event.target.matches?.(".composer [name=publish_at]")) plan(event.target.form);
});
document.addEventListener("input", (event) => event.target.matches?.(".composer [name=publish_at]") && plan(event.target.form));
function begin(root) {
  for (const form of root.querySelectorAll?.("form.composer") ?? []) {
    if (form.elements.community?.matches("select")) countReaders(form.elements.community);
    plan(form);
  }
}
document.addEventListener("esn:fresh", ({ detail }) => begin(detail.root.parentElement ?? detail.root));
document.addEventListener("htmx:afterSwap", () => begin(document));
begin(document);
