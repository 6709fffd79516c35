/* Emoji: a dialog with a search and a grid that arrows walk through, and the names after ":" in a text. */
const MOST = 8;
let groups;
let area;

async function known(url) {
  if (!groups) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) groups = (await answer.json()).groups;
  }
  return groups ?? [];
}

/* Names that begin so come before names that only hold it; each sign once. */
function found(all, word) {
  const names = all.flatMap((group) => group.emoji);
  const first = names.filter(([, name]) => name.startsWith(word));
  const inside = names.filter(([, name]) => !name.startsWith(word) && name.includes(word));
  const seen = new Set();
  return [...first, ...inside].filter(([sign]) => !seen.has(sign) && seen.add(sign));
}

const cell = ([sign, name]) => {
  const title = name.replaceAll("_", " ");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "emoji", textContent: sign, title, tabIndex: -1 });
  button.setAttribute("aria-label", title);
  return button;
};

function fill(box, word) {
  const grid = box.querySelector(".emoji-grid");
  const shown = word ? [{ name: "", emoji: found(groups ?? [], word).slice(0, 120) }] : groups ?? [];
  const parts = shown.flatMap((group) => [
    ...(group.name ? [Object.assign(document.createElement("h3"), { textContent: group.name })] : []),
    ...group.emoji.map(cell),
  ]);
  grid.replaceChildren(...parts);
  const buttons = grid.querySelectorAll("button");
  if (buttons.length) buttons[0].tabIndex = 0;
  const note = box.querySelector("[data-none]");
  note.textContent = buttons.length ? "" : note.dataset.none;
}

function take(box, sign) {
  box.close();
  document.dispatchEvent(new CustomEvent("esn:insert", { detail: { area, text: sign } }));
}

function walk(event, box) {
  const buttons = [...box.querySelectorAll("button.emoji")];
  const at = buttons.indexOf(document.activeElement);
  const row = buttons.filter((button) => button.offsetTop === buttons[0]?.offsetTop).length || 8;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at < 0 ? 1 : row, ArrowUp: -row }[event.key];
  if (event.key === "Enter" && at < 0 && buttons.length) return take(box, buttons[0].textContent);
  if (!step || (at < 0 && event.key !== "ArrowDown")) return undefined;
  event.preventDefault();
  if (at >= 0 && at + step < 0) return box.querySelector("input").focus();
  const next = buttons[Math.min(buttons.length - 1, at + step)];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  return next?.focus();
}

async function open(form) {
  area = form.querySelector("textarea");
  let box = document.getElementById("emoji-dialog");
  if (!box) {
    document.body.append(form.querySelector("template.emoji-dialog").content.cloneNode(true));
    box = document.getElementById("emoji-dialog");
    box.addEventListener("input", (event) => fill(box, event.target.value.trim().toLowerCase().replaceAll(" ", "_")));
    box.addEventListener("keydown", (event) => walk(event, box));
    box.addEventListener("click", (event) => event.target.matches(".emoji") && take(box, event.target.textContent));
  }
  box.querySelector("input").value = "";
  await known(form.dataset.emojiUrl);
  fill(box, "");
  box.showModal();
  box.querySelector("input").focus();
}

document.addEventListener("click", (event) => {
  const form = event.target.closest?.(".toolbar [data-emoji]")?.closest("form");
  if (form) open(form);
});
document.addEventListener("esn:emoji-asked", async ({ detail: { word, answer, url } }) => {
  const offers = found(await known(url), word.toLowerCase()).slice(0, MOST);
  answer(offers.map(([sign, name]) => ({ kind: "emoji", text: sign, name: sign, note: `:${name}:`, warning: "" })));
});
