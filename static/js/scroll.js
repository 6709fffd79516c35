/* Older posts come by themselves before one reaches the end; the address names the page in view, and whoever comes
   back finds the post they left. Without this script "Older posts" is a plain link. */
const AHEAD = "900px 0px";
const AWAY = "300% 0px";
const stream = document.getElementById("stream");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));
const cards = () => [...stream.querySelectorAll(":scope > .card[id]")];
let beat = 0;

const ends = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting || !window.htmx) continue;
    ends.unobserve(target);
    window.htmx.trigger(target, "click");
  }
}, { rootMargin: AHEAD });

/* Cards far from the screen are not drawn; they keep their height. */
const heavy = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) target.classList.toggle("is-far", !isIntersecting);
}, { rootMargin: AWAY });

function watch(root) {
  const links = root.matches?.("[data-older]") ? [root] : root.querySelectorAll("[data-older]");
  for (const link of links) ends.observe(link);
  if (root.matches?.("#stream > .card")) heavy.observe(root);
}

function addressed() {
  let cursor = "";
  for (const mark of stream.querySelectorAll(".page-mark")) {
    const first = mark.nextElementSibling;
    if (first && first.getBoundingClientRect().top < innerHeight / 2) cursor = mark.dataset.cursor;
  }
  const url = new URL(location.href);
  if ((url.searchParams.get("cursor") ?? "") === cursor) return;
  if (cursor) url.searchParams.set("cursor", cursor);
  else url.searchParams.delete("cursor");
  history.replaceState(history.state, "", url);
}

function leave() {
  const card = cards().find((one) => one.getBoundingClientRect().bottom > 80);
  if (card) history.replaceState({ ...history.state, place: { id: card.id, top: card.getBoundingClientRect().top } }, "");
}

function comeBack() {
  const { place } = history.state ?? {};
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  const card = place && type !== "navigate" && document.getElementById(place.id);
  if (card) scrollTo({ top: scrollY + card.getBoundingClientRect().top - place.top, behavior: "instant" });
}

if (stream) {
  history.scrollRestoration = "manual";
  cards().forEach(watch);
  watch(stream);
  comeBack();
  addEventListener("load", comeBack, { once: true });
  addEventListener("pagehide", leave);
  addEventListener("scroll", () => { beat ||= setTimeout(() => { beat = 0; addressed(); }, 250); }, { passive: true });
  document.addEventListener("esn:fresh", ({ detail }) => stream.contains(detail.root) && watch(detail.root));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const link = detail.requestConfig?.elt;
    if (!link?.matches?.("[data-older]")) return;
    const hadFocus = document.activeElement === link;
    tell("say", { text: link.dataset.more, quiet: true });
    const last = cards().at(-1);
    if (hadFocus) document.addEventListener("htmx:afterSettle", () => {
      const next = cards()[cards().indexOf(last) + 1];
      if (next) { next.tabIndex = -1; next.focus({ preventScroll: true }); }
    }, { once: true });
  });
}
