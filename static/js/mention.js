/* "@" in a text suggests colleagues; arrows choose, Enter or Tab takes one, Escape goes on writing. */
const WORD = /(^|[\s(])@([\p{L}\p{N}._-]{1,30})$/u;
let list;
let area;
let people = [];
let chosen = 0;
let timer = 0;

function make() {
  list = Object.assign(document.createElement("div"), { id: "mention-list", className: "mention-list", hidden: true });
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
  area?.removeAttribute("aria-activedescendant");
}

function choose(index) {
  chosen = index;
  [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
  area.setAttribute("aria-activedescendant", `mention-${index}`);
}

function show() {
  if (!people.length) return close();
  if (!list) make();
  list.replaceChildren(...people.map((person, index) => {
    const row = Object.assign(document.createElement("div"), { id: `mention-${index}`, className: "menu-item" });
    row.setAttribute("role", "option");
    const name = Object.assign(document.createElement("span"), { className: "strong", textContent: person.name });
    const note = Object.assign(document.createElement("span"), { className: "quiet fine clip", textContent: `@${person.username} ${person.title}` });
    row.append(name, note);
    return row;
  }));
  area.closest(".composer-body").after(list);
  area.setAttribute("aria-controls", list.id);
  list.hidden = false;
  return choose(0);
}

function take(index) {
  const from = area.selectionStart;
  const word = WORD.exec(area.value.slice(0, from));
  if (word) {
    area.setRangeText(`${people[index].username} `, from - word[2].length, from, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  close();
}

async function ask(word) {
  const url = new URL(area.form.dataset.mentionUrl, location.href);
  url.searchParams.set("q", word);
  const answer = await fetch(url).catch(() => null);
  people = answer?.ok ? (await answer.json()).people : [];
  show();
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.(".composer textarea")) return;
  area = event.target;
  const word = WORD.exec(area.value.slice(0, area.selectionStart));
  clearTimeout(timer);
  if (word) timer = setTimeout(ask, 120, word[2]);
  else close();
});
document.addEventListener("keydown", (event) => {
  if (!people.length || event.target !== area || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown") choose((chosen + 1) % people.length);
  else if (event.key === "ArrowUp") choose((chosen - 1 + people.length) % people.length);
  else if (event.key === "Enter" || event.key === "Tab") take(chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("focusout", (event) => event.target === area && setTimeout(close, 150));
