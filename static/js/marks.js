/* Marks of the viewer on cards that are the same for everybody: what is saved, followed, muted, new. */
const known = { kept: new Set(), comments: new Set(), watch: new Map(), news: new Map(), unread: new Set() };
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));

function learn(root) {
  for (const holder of root.querySelectorAll(".viewer-state:not([data-marked]) script")) {
    const state = JSON.parse(holder.textContent);
    holder.parentElement.dataset.marked = "";
    for (const pk of state.kept ?? []) known.kept.add(String(pk));
    for (const pk of state.kept_comments ?? []) known.comments.add(String(pk));
    for (const pk of state.unread ?? []) known.unread.add(String(pk));
    for (const [pk, level] of Object.entries(state.watch ?? {})) known.watch.set(pk, level);
    for (const [pk, number] of Object.entries(state.news ?? {})) known.news.set(pk, number);
  }
}

const each = (root, selector, change) => {
  if (root.matches?.(selector)) change(root);
  root.querySelectorAll(selector).forEach(change);
};

function keep(button) {
  const isComment = button.dataset.keepComment !== undefined;
  const [set, pk] = isComment ? [known.comments, button.dataset.keepComment] : [known.kept, button.dataset.keep];
  if (button.dataset.isKept !== undefined) set[button.dataset.isKept === "true" ? "add" : "delete"](pk);
  button.setAttribute("aria-pressed", String(set.has(pk)));
}

function watch(part) {
  const pk = part.dataset.watch;
  if (part.dataset.level !== undefined) known.watch.set(pk, part.dataset.level);
  const level = known.watch.get(pk) ?? "";
  for (const button of part.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === level));
  part.closest(".stream > .card")?.classList.toggle("is-muted", level === "muted");
}

function news(badge) {
  const pk = badge.dataset.news;
  const number = known.news.get(pk);
  badge.hidden = !number && !known.unread.has(pk);
  badge.textContent = number ? badge.dataset.words.replace("{n}", number) : badge.dataset.new;
}

function unread(button) {
  if (button.dataset.marked === undefined) return;
  const pk = button.dataset.unread;
  known.unread.add(pk);
  delete button.dataset.marked;
  tell("unread", { thread: pk });
  document.querySelectorAll(`[data-news="${CSS.escape(pk)}"]`).forEach(news);
  tell("say", { text: button.dataset.said });
}

function show(root) {
  learn(root);
  each(root, ".keep", keep);
  each(root, "[data-watch]", watch);
  each(root, "[data-unread]", unread);
  each(root, "[data-news]", news);
}

/* Done with a row: the list goes on without it. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-done]");
  if (!button) return;
  event.preventDefault();
  const token = document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  const answer = await fetch(button.formAction, { method: "POST", headers }).catch(() => null);
  if (!answer?.ok) return tell("say", { text: document.body.dataset.failed, tone: "error" });
  const row = document.getElementById(button.dataset.done);
  const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("button[data-done]");
  row.remove();
  (next ?? document.getElementById("main")).focus({ preventScroll: true });
});

document.addEventListener("esn:fresh", ({ detail }) => show(detail.root));
show(document.body);
