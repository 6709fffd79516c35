/* The search box suggests people and communities while one types; Enter without a choice searches everything. */
const input = document.querySelector(".find input");
const list = document.getElementById("find-list");
const WAIT = 140;
let timer = 0;
let asked = 0;
let chosen = -1;

const options = () => [...list.querySelectorAll('[role="option"]')];

function choose(index) {
  chosen = index;
  options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", options()[index].id);
}

function show(rows) {
  list.replaceChildren(...rows.map((row, index) => {
    const option = Object.assign(document.createElement("div"), { id: `find-${index}`, role: "option" });
    option.dataset.url = row.url;
    const name = Object.assign(document.createElement("span"), { className: "strong", textContent: row.name });
    const note = Object.assign(document.createElement("span"), { className: "quiet fine clip grow", textContent: row.note });
    const kind = Object.assign(document.createElement("span"), { className: "quiet fine", textContent: row.kind });
    option.append(name, note, kind);
    return option;
  }));
  list.hidden = !rows.length;
  input.setAttribute("aria-expanded", String(rows.length > 0));
  choose(-1);
}

async function ask() {
  const number = (asked += 1);
  const url = new URL(input.dataset.jumpUrl, location.href);
  url.searchParams.set("q", input.value.trim());
  const answer = input.value.trim() ? await fetch(url).catch(() => null) : null;
  const rows = answer?.ok ? (await answer.json()).results : [];
  if (number === asked) show(document.activeElement === input ? rows : []);
}

function press(event) {
  const count = options().length;
  if (event.key === "Escape") show([]);
  else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
  else if (event.key === "ArrowUp" && count) choose((chosen - 1 + count) % count);
  else if (event.key === "Enter" && chosen >= 0) location.assign(options()[chosen].dataset.url);
  else return;
  event.preventDefault();
}

if (input && list) {
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", () => setTimeout(() => show([]), 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.url);
  });
  // What was typed before this script came.
  if (input.value !== input.defaultValue) ask();
}
