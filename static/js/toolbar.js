/* The markdown toolbar: wraps, prefixes and inserts, by button and by key; lists go on by themselves. */
const KEYS = { b: "**", i: "*", e: "`" };
const SHIFTED = { x: { wrap: "~~" }, 7: { prefix: "1. " }, 8: { prefix: "- " }, 9: { prefix: "> " } };
const ITEM = /^(\s*)(?:([-*+])( \[[ xX]\])?|(\d{1,4})([.)]))\s+(.*)$/;

/* The browser's own insertion keeps its undo; where it is refused, the value is set. */
function put(area, text, from, to) {
  area.focus();
  area.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(area, sign) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  const around = value.slice(from - sign.length, from) === sign && value.slice(to, to + sign.length) === sign;
  if (around) put(area, chosen, from - sign.length, to + sign.length);
  else put(area, sign + chosen + sign, from, to);
  const start = around ? from - sign.length : from + sign.length;
  area.setSelectionRange(start, start + chosen.length);
}

/* Whole lines get the sign, or lose it if all of them have it. */
function prefix(area, sign) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? area.value.length : end;
  const lines = area.value.slice(from, to).split("\n");
  const signs = lines.map((line, index) => (sign === "1. " ? `${index + 1}. ` : sign));
  const off = area.value.slice(from, to) !== "" && lines.every((line, index) => line.startsWith(signs[index]));
  const text = lines.map((line, index) => (off ? line.slice(signs[index].length) : signs[index] + line)).join("\n");
  put(area, text, from, to);
}

function block(area, before, after) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const opening = from && value[from - 1] !== "\n" ? "\n" : "";
  const chosen = value.slice(from, to);
  put(area, `${opening}${before}${chosen}${after}`, from, to);
  const start = from + opening.length + before.length;
  area.setSelectionRange(start, start + chosen.length);
}

const table = (head) => `| ${head} | ${head} |\n| --- | --- |\n|  |  |\n`;

function press(button, area) {
  if (button.dataset.wrap) wrap(area, button.dataset.wrap);
  else if (button.dataset.prefix) prefix(area, button.dataset.prefix.replace(/([^ ])$/, "$1 "));
  else if (button.hasAttribute("data-fence")) block(area, "```\n", "\n```\n");
  else if (button.hasAttribute("data-table")) block(area, "", table(button.dataset.table));
}

/* Enter in a list begins the next item; on an empty item it ends the list. */
function goOn(event, area) {
  const at = area.selectionStart;
  if (at !== area.selectionEnd) return;
  const from = area.value.lastIndexOf("\n", at - 1) + 1;
  const item = ITEM.exec(area.value.slice(from, at));
  if (!item) return;
  event.preventDefault();
  const [, space, bullet, task, number, dot, words] = item;
  if (!words) put(area, "", from, at);
  else put(area, `\n${space}${bullet ? bullet + (task ? " [ ]" : "") : `${Number(number) + 1}${dot}`} `, at, at);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".toolbar button");
  const area = button?.closest("form")?.querySelector("textarea");
  if (area) press(button, area);
});

document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.(".composer textarea");
  if (!area || event.defaultPrevented || event.isComposing) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && !isCommand && !event.shiftKey) return goOn(event, area);
  if (!isCommand) return;
  const digit = event.code?.startsWith("Digit") ? event.code.at(-1) : event.key.toLowerCase();
  const shifted = event.shiftKey && !event.altKey ? SHIFTED[digit] : null;
  if (!event.shiftKey && !event.altKey && KEYS[event.key]) wrap(area, KEYS[event.key]);
  else if (event.altKey && digit === "2") prefix(area, "## ");
  else if (shifted?.wrap) wrap(area, shifted.wrap);
  else if (shifted?.prefix) prefix(area, shifted.prefix);
  else return;
  event.preventDefault();
});

/* Other pieces of the composer put their words in through here. */
document.addEventListener("esn:insert", ({ detail: { area, text, from, to } }) => put(area, text, from ?? area.selectionStart, to ?? area.selectionEnd));
document.addEventListener("input", ({ target }) => target.matches?.(".composer textarea") && target.form.classList.toggle("is-full", target.value !== ""));
