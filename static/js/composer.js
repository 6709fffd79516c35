/* The composer's help: a markdown toolbar, a preview, and how many people will be able to read it. */
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";

function edit(area, change) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const { text, start, end } = change(value.slice(from, to), value.slice(0, from));
  area.focus();
  area.setRangeText(text, from, to, "end");
  area.setSelectionRange(from + start, from + end);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(area, sign) {
  edit(area, (chosen) => ({ text: sign + chosen + sign, start: sign.length, end: sign.length + chosen.length }));
}

function prefix(area, sign) {
  edit(area, (chosen, before) => {
    const opening = before && !before.endsWith("\n") ? "\n" : "";
    const lines = (chosen || "").split("\n").map((line, index) => (sign === "1. " ? `${index + 1}. ` : sign) + line);
    const text = opening + lines.join("\n");
    return { text, start: text.length, end: text.length };
  });
}

function link(area) {
  edit(area, (chosen) => {
    const words = chosen || area.dataset.linkWords || "link";
    return { text: `[${words}](https://)`, start: words.length + 3, end: words.length + 11 };
  });
}

async function preview(button, form) {
  const box = form.querySelector(".composer-preview");
  const show = box.hidden;
  button.setAttribute("aria-pressed", String(show));
  box.hidden = !show;
  if (!show) return;
  const body = new URLSearchParams({ body: form.querySelector("textarea").value });
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, headers }).catch(() => null);
  if (answer?.ok) box.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
}

async function countReaders(select) {
  const line = select.form?.querySelector(".audience");
  if (!line || !select.value) return;
  const url = new URL(select.form.dataset.audienceUrl, location.href);
  url.searchParams.set("community", select.value);
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return;
  const { people, kind } = await answer.json();
  line.querySelector("span").textContent = (people === 1 ? line.dataset.one : line.dataset.many).replace("{n}", people);
  line.classList.toggle("is-private", kind !== "open");
  line.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".toolbar button");
  const form = button?.closest("form");
  if (!form) return;
  const area = form.querySelector("textarea");
  if (button.dataset.wrap) wrap(area, button.dataset.wrap);
  else if (button.dataset.prefix) prefix(area, button.dataset.prefix.replace(/([^ ])$/, "$1 "));
  else if (button.hasAttribute("data-link")) link(area);
  else if (button.hasAttribute("data-preview")) preview(button, form);
});

document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.(".composer textarea");
  if (!area || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const sign = { b: "**", i: "*", e: "`" }[event.key];
  if (!sign) return;
  event.preventDefault();
  wrap(area, sign);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(".composer");
  if (form && event.target.matches("textarea")) form.classList.toggle("is-full", event.target.value !== "");
});
document.addEventListener("change", (event) => event.target.matches?.(".composer [name=community]") && countReaders(event.target));
const begin = (root) => root.querySelectorAll?.(".composer select[name=community]").forEach(countReaders);
document.addEventListener("esn:fresh", ({ detail }) => begin(detail.root.parentElement ?? detail.root));
begin(document);
