/* A search box suggests where to go while one types; Enter without a choice searches everything.
   Where one jumped from the dialog is remembered in this browser only, for this person only. */
const WAIT = 120;
const MOST = 6;

function recent(input) {
  try {
    return JSON.parse(localStorage.getItem(`jumps:${input.dataset.person}`)) ?? [];
  } catch {
    return [];
  }
}

function remember(input, row) {
  if (!input.dataset.person) return;
  const rows = [row, ...recent(input).filter((other) => other.url !== row.url)].slice(0, MOST);
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("jumps:")) localStorage.removeItem(key);
    localStorage.setItem(`jumps:${input.dataset.person}`, JSON.stringify(rows));
  } catch { /* a browser that keeps nothing */ }
}

function attach(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const status = input.form.querySelector('[role="status"]');
  let timer = 0;
  let asked = 0;
  let chosen = -1;
  let rows = [];

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    rows = found;
    list.replaceChildren(...rows.map((row, index) => {
      const option = Object.assign(document.createElement("div"), { id: `${list.id}-${index}`, role: "option", className: row.type ?? "" });
      const name = Object.assign(document.createElement("span"), { className: "strong clip", textContent: row.name });
      const note = Object.assign(document.createElement("span"), { className: "quiet fine clip grow", textContent: row.note });
      const kind = Object.assign(document.createElement("span"), { className: "quiet fine", textContent: row.kind });
      option.append(name, note, kind);
      return option;
    }));
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    if (status) status.textContent = rows.length ? status.dataset.countSome : status.dataset.countNone;
    choose(-1);
  }

  async function ask() {
    const number = (asked += 1);
    const words = input.value.trim();
    if (!words) return show(input.dataset.recent ? recent(input).map((row) => ({ ...row, kind: input.dataset.recent })) : []);
    const url = new URL(input.dataset.jumpUrl, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url).catch(() => null);
    const found = answer?.ok ? (await answer.json()).results : [];
    if (number !== asked || document.activeElement !== input) return;
    if (input.dataset.all) found.push({ name: words, note: "", kind: input.dataset.all, url: `${input.form.action}?q=${encodeURIComponent(words)}`, type: "all" });
    show(found);
  }

  function go(index) {
    if (rows[index].type !== "all") remember(input, rows[index]);
    location.assign(rows[index].url);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("focus", ask);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && rows.length && !input.closest("dialog")) show([]);
    else if (event.key === "ArrowDown" && rows.length) choose((chosen + 1) % rows.length);
    else if (event.key === "ArrowUp" && rows.length) choose((chosen - 1 + rows.length) % rows.length);
    else if (event.key === "Enter" && chosen >= 0) go(chosen);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(() => document.activeElement === input || input.closest("dialog[open]") || show([]), 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option && event.button === 0) go([...list.children].indexOf(option));
  });
  if (document.activeElement === input) ask();
}

document.querySelectorAll("input[data-jump-url]").forEach(attach);
