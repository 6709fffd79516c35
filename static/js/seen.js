/* Tells the server, sparingly, what was read: cards half on the screen for two seconds; in an opened conversation,
   comments in their order, as far as none was left out. */
const LONG_ENOUGH = 2000;
const EVERY = 10_000;
const timers = new Map();
const told = new Map();
const left = new Set();
const read = new Set();
let cards = new Map();
let threads = new Map();
let waiting = 0;
let sentAt = 0;

const pack = (marks) => [...marks].map(([pk, last]) => `${pk}:${last}`).join(",");

function send() {
  clearTimeout(waiting);
  waiting = 0;
  const holder = document.querySelector("[data-seen-url]");
  const token = document.querySelector("#act [name=csrfmiddlewaretoken]")?.value;
  if ((!cards.size && !threads.size) || !holder || !token) return;
  const body = new URLSearchParams({ cards: pack(cards), threads: pack(threads), csrfmiddlewaretoken: token });
  fetch(holder.dataset.seenUrl, { method: "POST", body, keepalive: true }).catch(() => null);
  cards = new Map();
  threads = new Map();
  sentAt = Date.now();
}

function note(marks, pk, last) {
  if (left.has(pk) || (told.get(pk) ?? -1) >= last) return;
  told.set(pk, last);
  marks.set(pk, last);
  waiting ||= setTimeout(send, Math.max(0, EVERY - (Date.now() - sentAt)));
}

const numberOf = (comment) => Number(comment.id.replace("comment-", ""));

/* The last of the comments on this page before which each was read. */
function lastRead() {
  const numbers = [...document.querySelectorAll("#comments .comment")].map(numberOf).sort((a, b) => a - b);
  const gap = numbers.findIndex((number) => !read.has(number));
  return gap < 0 ? numbers.at(-1) ?? 0 : numbers[gap - 1] ?? 0;
}

function seen(target) {
  if (document.hidden) return;
  const opened = document.querySelector("article.thread[data-thread]")?.dataset.thread;
  if (target.matches(".comment")) {
    read.add(numberOf(target));
    if (opened) note(threads, opened, lastRead());
  } else if (target.dataset.thread === opened) note(threads, opened, lastRead());
  else note(cards, target.dataset.thread, Number(target.querySelector("[data-last]")?.dataset.last ?? 0));
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
    const isRead = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height > innerHeight / 2);
    clearTimeout(timers.get(target));
    timers.delete(target);
    if (isRead) timers.set(target, setTimeout(seen, LONG_ENOUGH, target));
  }
}, { threshold: [0, 0.25, 0.5] });

const WATCHED = "article[data-thread], #comments .comment";
const watch = (root) => {
  for (const piece of root.querySelectorAll(WATCHED)) watcher.observe(piece);
  if (root.matches?.(WATCHED)) watcher.observe(root);
};

watch(document);
document.addEventListener("esn:fresh", ({ detail }) => watch(detail.root));
/* What was marked unread stays so until the page is opened again. */
document.addEventListener("esn:unread", ({ detail }) => {
  left.add(detail.thread);
  cards.delete(detail.thread);
  threads.delete(detail.thread);
});
addEventListener("pagehide", send);
