/* "@", "#" and ":" in a text suggest people, communities, tags and emoji; arrows choose, Enter or Tab takes one. */
const WORD = /(^|[\s(>"'])([@#:])([\p{L}\p{N}._+-]{1,30})$/u;
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));
let list;
let area;
let offers = [];
let chosen = 0;
let timer = 0;
let asked = 0;

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
  offers = [];
  asked += 1;
  clearTimeout(timer);
  if (list) list.hidden = true;
  area?.removeAttribute("aria-activedescendant");
  area?.removeAttribute("aria-controls");
}

function choose(index) {
  chosen = index;
  [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
  list.children[index].scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", `mention-${index}`);
}

const span = (className, textContent) => Object.assign(document.createElement("span"), { className, textContent });

function row(offer, index) {
  const box = Object.assign(document.createElement("div"), { id: `mention-${index}`, className: "menu-item" });
  box.setAttribute("role", "option");
  box.append(span("strong clip", offer.name));
  if (offer.kind === "person") box.append(span("quiet fine", offer.text));
  box.append(span("quiet fine clip grow", offer.note));
  if (offer.warning) box.append(span("badge warn", offer.warning));
  return box;
}

function show(found) {
  offers = found;
  if (!offers.length) return close();
  if (!list) make();
  list.replaceChildren(...offers.map(row));
  area.closest(".composer-body").after(list);
  area.setAttribute("aria-controls", list.id);
  list.hidden = false;
  return choose(0);
}

function take(index) {
  const at = area.selectionStart;
  const word = WORD.exec(area.value.slice(0, at));
  const { text } = offers[index];
  const field = area;
  close();
  if (word) tell("insert", { area: field, text: `${text} `, from: at - word[2].length - word[3].length, to: at });
}

async function ask(sign, word) {
  const number = (asked += 1);
  if (sign === ":") return tell("emoji-asked", { word, answer: (found) => number === asked && show(found), url: area.form.dataset.emojiUrl });
  const url = new URL(area.form.dataset.typeaheadUrl, location.href);
  const place = area.form.elements.community?.value;
  for (const [name, value] of Object.entries({ sign, q: word, community: place, thread: area.form.dataset.thread })) if (value) url.searchParams.set(name, value);
  const answer = await fetch(url).catch(() => null);
  return number === asked ? show(answer?.ok ? (await answer.json()).offers : []) : undefined;
}

function heed(field) {
  if (!field?.matches?.(".composer textarea")) return;
  area = field;
  const word = WORD.exec(area.value.slice(0, area.selectionStart));
  clearTimeout(timer);
  if (word && (word[2] !== ":" || word[3].length > 1)) timer = setTimeout(ask, 120, word[2], word[3]);
  else close();
}

document.addEventListener("input", (event) => heed(event.target));
heed(document.activeElement); // what was typed while this came
document.addEventListener("keydown", (event) => {
  if (!offers.length || event.target !== area || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown") choose((chosen + 1) % offers.length);
  else if (event.key === "ArrowUp") choose((chosen - 1 + offers.length) % offers.length);
  else if (event.key === "Enter" || event.key === "Tab") take(chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("focusout", (event) => event.target === area && setTimeout(close, 150));
