/* Cards are the same for everybody; this shows on them what the viewer did, from the state that the page carries. */
const threads = new Map();
const comments = new Map();

function learn(root) {
  for (const holder of root.querySelectorAll(".viewer-state:not([data-read]) script")) {
    const state = JSON.parse(holder.textContent);
    holder.parentElement.dataset.read = "";
    for (const [pk, kind] of Object.entries(state.reacted ?? {})) threads.set(pk, kind);
    for (const [pk, kind] of Object.entries(state.reacted_comments ?? {})) comments.set(pk, kind);
  }
}

function mark(bar) {
  const [known, pk] = bar.dataset.comment ? [comments, bar.dataset.comment] : [threads, bar.dataset.thread];
  if (bar.dataset.own !== undefined) known.set(pk, bar.dataset.own);
  const own = known.get(pk) || "";
  for (const button of bar.querySelectorAll("[name=kind]")) {
    button.setAttribute("aria-pressed", String(button.value === own));
  }
}

function show(root) {
  learn(root);
  if (root.matches?.(".reactions")) mark(root);
  for (const bar of root.querySelectorAll(".reactions")) mark(bar);
}

document.addEventListener("esn:fresh", ({ detail }) => show(detail.root));
show(document.body);
