/* Single keys for readers: j and k go from post to post, others act on the one in focus, g leads elsewhere.
   Silent in fields and open dialogs, and wholly when the reader switched them off. */
const ITEMS = "#stream > .card, #comments .comment:not(.is-removed), .page-main .rows > li:has(.cover)";
const FIELDS = "input, textarea, select, [contenteditable], dialog[open]";
const PATIENCE = 1500;
const find = (selector, root = document) => root.querySelector(selector);
const isShown = (element) => element && element.checkVisibility?.() !== false;
const items = () => [...document.querySelectorAll(ITEMS)].filter(isShown);
const focused = () => document.activeElement?.closest?.(ITEMS);
const current = () => focused() ?? find("article.card.thread");
let led = 0;

function go(item) {
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: item.offsetHeight > innerHeight * 0.8 ? "start" : "nearest", behavior: "instant" });
}

function step(by) {
  const all = items();
  const at = all.indexOf(focused());
  // From nowhere, reading begins with what is on the screen.
  const inView = all.findIndex((item) => item.getBoundingClientRect().top > 40);
  go(all[at < 0 ? Math.max(inView, 0) : at + by]);
}

function nextUnread() {
  const all = items();
  const at = all.indexOf(focused());
  const rest = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  const line = find("#new");
  if (line) go(line);
  else go(rest.find((item) => isShown(find(".news:not([hidden])", item))));
}

function press(selector, root = current()) {
  const target = root && find(selector, root);
  target?.click();
  return Boolean(target);
}

function reply() {
  const item = current();
  if (item?.matches(".comment")) press("[data-reply]", item);
  else if (find("#answer")) find("#answer textarea").focus();
  else if (item) location.assign(new URL("#answer", find(".talk-link, .cover", item).href));
}

function compose() {
  const area = find("#composer textarea");
  if (area) area.focus();
  else location.assign(find("#keys [data-key=c]").href);
}

const KEYS = {
  "?": () => find("#keys").showModal(),
  "/": () => (isShown(find(".find input")) ? find(".find input").focus() : find(".find-link")?.click()),
  j: () => step(1),
  k: () => step(-1),
  n: nextUnread,
  o: () => press(".talk-link, .cover") || press("a.when"),
  Enter: () => press(".talk-link, .cover"),
  c: compose,
  r: reply,
  l: () => press(".reactions [value=like]"),
  b: () => press(".keep"),
  m: () => press("[data-watch] [value=muted]"),
  U: () => press("[data-unread], [data-unread-from]"),
  e: () => [...(current()?.querySelectorAll('a[href*="/edit/"]') ?? [])].find(isShown)?.click(),
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (document.body.dataset.shortcuts !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest?.(FIELDS) || (key === "Enter" && !target.matches?.(ITEMS))) return;
  const isLed = Date.now() - led < PATIENCE;
  led = 0;
  if (isLed) {
    if (!press(`[data-key="g ${CSS.escape(key)}"]`, find("#keys"))) return;
  } else if (key === "g") led = Date.now();
  else if (Object.hasOwn(KEYS, key)) KEYS[key]();
  else return;
  event.preventDefault();
});
