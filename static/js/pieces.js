/* Pieces of cards that are another for each viewer, such as a poll: when the page hears that one changed it asks for it
   anew, a little later, so that many pages do not ask at once. What is being chosen stays chosen. */
const WAIT = 2000;
const waiting = new Set();

function keep(old, piece) {
  for (const field of old.querySelectorAll("input")) {
    const same = piece.querySelector(`input[value="${CSS.escape(field.value)}"]`);
    if (!same) continue;
    same.checked = field.checked;
    if (field === document.activeElement) queueMicrotask(() => same.focus({ preventScroll: true }));
  }
}

async function renew(home) {
  waiting.delete(home);
  if (!home.isConnected) return;
  const answer = await fetch(home.dataset.pieceUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const piece = document.createRange().createContextualFragment(await answer.text()).firstElementChild;
  const old = home.firstElementChild;
  if (!piece || !old || home.querySelector("[aria-busy=true]")) return;
  keep(old, piece);
  old.replaceWith(piece);
  document.dispatchEvent(new CustomEvent("esn:fresh", { detail: { root: piece } }));
}

function soon(home) {
  if (!home || waiting.has(home)) return;
  waiting.add(home);
  setTimeout(renew, WAIT + Math.random() * WAIT, home);
}

document.addEventListener("esn:live", ({ detail }) => {
  if (detail.hint === "piece") soon(document.getElementById(detail.piece)?.closest("[data-piece-url]"));
});
// What is at work in the background may be done before the socket listens: such a piece asks at once.
document.addEventListener("esn:catch-up", ({ detail }) => {
  document.querySelectorAll(detail.onlyThreads ? "[data-piece-at-once]" : "[data-piece-url]").forEach(soon);
});
