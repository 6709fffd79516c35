/* Tells the server, sparingly, that threads were read: half of a card on the screen for two seconds. */
const LONG_ENOUGH = 2000;
const EVERY = 10_000;
const timers = new Map();
const told = new Set();
let batch = new Set();
let sentAt = 0;

function send() {
  const holder = document.querySelector("[data-seen-url]");
  const token = document.querySelector("#act [name=csrfmiddlewaretoken]")?.value;
  if (!batch.size || !holder || !token) return;
  const body = new URLSearchParams({ threads: [...batch].join(","), csrfmiddlewaretoken: token });
  fetch(holder.dataset.seenUrl, { method: "POST", body, keepalive: true }).catch(() => null);
  batch = new Set();
  sentAt = Date.now();
}

function note(id) {
  if (told.has(id)) return;
  told.add(id);
  batch.add(id);
  setTimeout(send, Math.max(0, EVERY - (Date.now() - sentAt)));
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
    const id = target.dataset.thread;
    const isRead = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height > innerHeight / 2);
    clearTimeout(timers.get(id));
    if (isRead) timers.set(id, setTimeout(() => document.hidden || note(id), LONG_ENOUGH));
  }
}, { threshold: [0, 0.25, 0.5] });

const watch = (root) => {
  for (const card of root.querySelectorAll("article[data-thread]")) watcher.observe(card);
  if (root.matches?.("article[data-thread]")) watcher.observe(root);
};

watch(document);
document.addEventListener("esn:fresh", ({ detail }) => watch(detail.root));
addEventListener("pagehide", send);
