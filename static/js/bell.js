/* The bell: its count in the bar and the title, the menu under it, and reading along in an open thread. */
const bell = document.getElementById("bell");
const title = document.title;
const SOON = 400;
const CROWD = 12_000;
const LONG_ENOUGH = 2000;
let waiting = 0;
let reading = 0;
let unread = Number(bell?.dataset.count ?? 0);

const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));

function entitle(label) {
  document.title = label ? `(${label}) ${title}` : title;
}

function show({ count, label, words }) {
  const badge = bell.querySelector(".bell-count");
  badge.textContent = label;
  badge.hidden = !label;
  bell.querySelector(".bell-words").textContent = label ? `: ${words}` : "";
  entitle(label);
  if (count > unread) {
    tell("say", { text: words, quiet: true });
    readAlong();
  }
  unread = count;
  if (bell.open) fill();
}

async function look() {
  waiting = 0;
  const answer = await fetch(bell.dataset.countUrl, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) show(await answer.json());
}

/* When many people are told at once, their pages do not all ask in the same moment. */
function lookSoon(isCrowd) {
  if (!waiting) waiting = setTimeout(look, SOON + (isCrowd ? Math.random() * CROWD : 0));
}

async function fill() {
  const list = bell.querySelector(".bell-list");
  list.setAttribute("aria-busy", "true");
  const answer = await fetch(bell.dataset.menuUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  list.setAttribute("aria-busy", "false");
  if (!answer?.ok || answer.redirected) return tell("say", { text: document.body.dataset.failed, tone: "error" });
  list.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  tell("fresh", { root: list });
}

function lastComment() {
  const shown = [...document.querySelectorAll(".comment[id^='comment-']")].map((one) => Number(one.id.slice(8)) || 0);
  return Math.max(0, ...shown);
}

/* A thread that is open before somebody's eyes needs no bell. */
function readAlong() {
  const thread = document.querySelector(".thread[data-thread]")?.dataset.thread;
  clearTimeout(reading);
  if (!thread || document.hidden) return;
  reading = setTimeout(() => {
    const body = new URLSearchParams({ thread, last: lastComment(), csrfmiddlewaretoken: token() });
    if (!document.hidden) fetch(bell.dataset.alongUrl, { method: "POST", body, keepalive: true }).then(() => lookSoon(false), () => null);
  }, LONG_ENOUGH);
}

if (bell) {
  const badge = bell.querySelector(".bell-count");
  entitle(badge.hidden ? "" : badge.textContent.trim());
  if (unread) readAlong();
  bell.addEventListener("toggle", () => bell.open && fill());
  document.addEventListener("esn:live", ({ detail }) => {
    if (detail.hint === "bell") lookSoon(detail.crowd);
  });
  document.addEventListener("esn:catch-up", ({ detail }) => detail.onlyThreads || lookSoon(false));
  document.addEventListener("visibilitychange", () => unread && readAlong());
}
