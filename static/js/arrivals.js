/* What arrives while a page is open: counts new posts, puts comments in their place, catches up after a gap. */
const me = Number(document.documentElement.dataset.me || 0);
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));
const freshen = (element) => {
  window.htmx?.process(element);
  tell("fresh", { root: element });
};

function place(subscription) {
  return document.querySelector(`[data-live="${CSS.escape(subscription)}"]`);
}

function showPill(count, isTotal) {
  const pill = document.getElementById("new-posts");
  if (!pill || !count) return;
  const total = isTotal ? count : Number(pill.dataset.count || 0) + count;
  pill.dataset.count = total;
  const words = total === 1 ? pill.dataset.one : pill.dataset.many;
  pill.querySelector("span").textContent = words.replace("{n}", total);
  if (pill.hidden) tell("say", { text: pill.textContent.trim(), quiet: true });
  pill.hidden = false;
}

/* Whatever the reader looks at keeps its place on the screen. */
function steadily(change) {
  const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".comment, .card, form");
  const before = seen?.getBoundingClientRect().top;
  change();
  const moved = seen?.isConnected ? seen.getBoundingClientRect().top - before : 0;
  if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
}

/* A first-level comment is followed by the place for its replies. */
function append(piece, name) {
  document.getElementById(name)?.append(piece);
  if (!name.startsWith("comments-")) return;
  const replies = piece.id.replace("comment-", "replies-");
  piece.after(Object.assign(document.createElement("div"), { id: replies, className: "replies" }));
}

function replace(old, piece) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.value;
  old.replaceWith(piece);
  if (focused) (again ? piece.querySelector(`[value="${again}"]`) : piece.querySelector("button, a"))?.focus();
}

function insert({ html, slot, key, mode, by }) {
  const old = document.getElementById(key);
  if (mode === "remove") return old?.remove();
  const piece = document.createRange().createContextualFragment(html).firstElementChild;
  if (!piece) return;
  const isNew = !old && mode !== "replace";
  if (old) replace(old, piece);
  else if (isNew) append(piece, slot);
  if (!piece.isConnected) return;
  document.querySelector(`#${CSS.escape(slot)} > .empty`)?.remove();
  if (isNew && by !== me) {
    piece.classList.add("is-new");
    const words = document.querySelector("[data-arrival]")?.dataset.arrival;
    if (words) tell("say", { text: words.replace("{name}", piece.querySelector(".who")?.textContent ?? ""), quiet: true });
  }
  freshen(piece);
}

document.addEventListener("esn:live", ({ detail }) => {
  const home = place(detail.subscription);
  if (detail.revoked) {
    home?.removeAttribute("data-live");
    tell("say", { text: document.body.dataset.revoked });
  } else if (detail.hint) {
    if (detail.hint === "new" && detail.by !== me) showPill(detail.count || 1, false);
  }
  else if (detail.html) {
    steadily(() => insert(detail));
    const counter = document.querySelector(`[data-comment-count="${detail.topic.split(":")[1]}"]`);
    if (counter && Number.isInteger(detail.count)) counter.textContent = detail.count;
  }
});

async function catchUp(element) {
  const url = new URL(element.dataset.sinceUrl, location.href);
  url.searchParams.set("since", element.dataset.since);
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const missed = await answer.json();
  if (missed.last) element.dataset.since = missed.last;
  if (missed.count) showPill(missed.count, true);
  for (const piece of missed.fragments ?? []) steadily(() => insert(piece));
}

document.addEventListener("esn:catch-up", ({ detail }) => {
  const places = document.querySelectorAll("[data-live][data-since-url]");
  for (const element of places) if (element.dataset.since && !(detail.onlyThreads && element.id === "stream")) catchUp(element);
});
document.addEventListener("htmx:load", (event) => tell("fresh", { root: event.target }));
