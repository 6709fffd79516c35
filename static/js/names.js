/* A field of user names, separated by commas: the last word suggests people; arrows choose, Enter or Tab takes one. */
const LAST = /([^,;\s]*)$/u;
let list;
let field;
let people = [];
let chosen = 0;
let timer = 0;

function make() {
  list = Object.assign(document.createElement("div"), { id: "names-list", className: "mention-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (index >= 0) take(index);
  });
}

function close() {
  people = [];
  if (list) list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field?.setAttribute("aria-expanded", "false");
}

function choose(index) {
  chosen = index;
  [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
  field.setAttribute("aria-activedescendant", `name-${index}`);
}

function show() {
  if (!people.length || field !== document.activeElement) return close();
  if (!list) make();
  list.replaceChildren(...people.map((person, index) => {
    const row = Object.assign(document.createElement("div"), { id: `name-${index}`, className: "menu-item" });
    row.setAttribute("role", "option");
    const name = Object.assign(document.createElement("span"), { className: "strong", textContent: person.name });
    const note = Object.assign(document.createElement("span"), { className: "quiet fine clip", textContent: `${person.username} · ${person.title}` });
    row.append(name, note);
    return row;
  }));
  field.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": list.id })) field.setAttribute(name, value);
  list.hidden = false;
  document.dispatchEvent(new CustomEvent("esn:say", { detail: { text: field.dataset.found.replace("{n}", people.length), quiet: true } }));
  return choose(0);
}

function take(index) {
  const typed = new Set(field.value.replace(LAST, "").split(/[,;\s]+/).filter(Boolean));
  typed.add(people[index].username);
  field.value = `${[...typed].join(", ")}, `;
  close();
}

async function ask(word) {
  const url = new URL(field.dataset.namesUrl, location.href);
  url.searchParams.set("q", word);
  url.searchParams.set("community", field.form.elements.community?.value ?? "");
  const answer = await fetch(url).catch(() => null);
  people = answer?.ok ? (await answer.json()).people : [];
  show();
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-names-url]")) return;
  field = event.target;
  const word = LAST.exec(field.value)[1];
  clearTimeout(timer);
  if (word) timer = setTimeout(ask, 120, word);
  else close();
});
document.addEventListener("keydown", (event) => {
  if (!people.length || event.target !== field || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown") choose((chosen + 1) % people.length);
  else if (event.key === "ArrowUp") choose((chosen - 1 + people.length) % people.length);
  else if (event.key === "Enter" || event.key === "Tab") take(chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("focusout", (event) => event.target === field && setTimeout(close, 150));
