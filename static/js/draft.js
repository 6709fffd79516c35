/* Keeps what is typed on the server a moment later; without a connection on this device, until there is one. */
const WAIT = 1200;
const states = new WeakMap();
const of = (form) => states.get(form) ?? states.set(form, { timer: 0, kept: serial(form), isSent: false }).get(form);
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));
const place = (form) => `esn-draft:${document.documentElement.dataset.me}:${form.elements.draft.value}`;

/* Every field of the form, whatever it is called, without files. */
function serial(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  // Under the form's own key this would count as the sending itself, which comes once.
  return new URLSearchParams(fields.map(([name, value]) => [name === "idempotency_key" ? "stamp" : name, value])).toString();
}

const text = (form) => new URLSearchParams([...new URLSearchParams(serial(form))].filter(([name]) => !/^(csrf|draft|stamp)/.test(name))).toString();
const say = (form, words) => { form.querySelector(".draft-state").textContent = words; };

async function keep(form) {
  const state = of(form);
  clearTimeout(state.timer);
  const now = text(form);
  if (state.isSent || state.isBusy || now === state.text || !form.isConnected) return;
  state.isBusy = true;
  const body = serial(form);
  const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new URLSearchParams(body), keepalive: body.length < 60_000 }).catch(() => null);
  state.isBusy = false;
  if (answer?.ok) kept(form, state, now, await answer.json());
  else if (answer?.status === 422) say(form, (await answer.json()).detail);
  else offline(form);
  if (text(form) !== now) later(form);
}

function kept(form, state, now, { version, saved, detail }) {
  state.text = now;
  form.elements.draft_version.value = version;
  say(form, version ? form.dataset.saved.replace("{time}", saved) : form.dataset.emptied);
  if (detail) tell("say", { text: detail });
  try { localStorage.removeItem(place(form)); } catch { /* no storage, nothing to forget */ }
}

function offline(form) {
  say(form, form.dataset.offline);
  try { localStorage.setItem(place(form), text(form)); } catch { /* a full or forbidden storage: the page still has it */ }
}

function later(form) {
  const state = of(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(keep, WAIT, form);
}

/* Puts back what the page could not: fields of other parts, and what stayed on this device. */
function restore(form, fields) {
  tell("draft", { form, fields });
  for (const [name, values] of Object.entries(fields)) {
    const named = [...form.elements].filter((element) => element.name === name);
    named.forEach((element, index) => {
      if (element.type === "hidden" || element.type === "file") return;
      if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
      else if (!element.value && values[index] !== undefined) element.value = values[index];
    });
  }
  form.classList.toggle("is-full", form.elements.body.value !== "");
}

function begin(form) {
  if (states.has(form) || !form.elements.draft) return;
  const script = form.querySelector(".draft-fields script");
  if (script) restore(form, JSON.parse(script.textContent));
  form.classList.toggle("is-full", form.elements.body.value !== "" || form.matches(".is-page"));
  let left = null;
  try { left = localStorage.getItem(place(form)); } catch { /* no storage */ }
  const { value, defaultValue } = form.elements.body;
  // What was typed before this script came is not kept yet.
  of(form).text = value === defaultValue ? text(form) : null;
  if (value !== defaultValue) later(form);
  if (!left || value) return;
  const fields = new URLSearchParams(left);
  restore(form, Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)])));
  keep(form);
}

const forms = () => document.querySelectorAll("form[data-draft-url]");
for (const name of ["input", "change"]) document.addEventListener(name, (event) => event.target.form?.matches?.("[data-draft-url]") && later(event.target.form));
document.addEventListener("submit", (event) => event.target.matches("[data-draft-url]") && Object.assign(of(event.target), { isSent: true }), true);
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => states.has(event.target) && (of(event.target).isSent = false, keep(event.target)));
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.("form[data-draft-url]");
  if (form) { keep(form); event.target.blur(); }
});
document.addEventListener("visibilitychange", () => document.hidden && forms().forEach(keep));
addEventListener("pagehide", () => forms().forEach(keep));
addEventListener("online", () => forms().forEach(keep));
document.addEventListener("htmx:afterSwap", () => forms().forEach(begin));
forms().forEach(begin);
