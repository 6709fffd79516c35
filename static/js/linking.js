/* A link is put together in a dialog: an address, and the words that carry it. */
const HAS_SCHEME = /^(https?:|mailto:|\/)/i;

function dialog(form) {
  const known = document.getElementById("link-dialog");
  if (known) return known;
  document.body.append(form.querySelector("template.link-dialog").content.cloneNode(true));
  return document.getElementById("link-dialog");
}

function ask(area) {
  const box = dialog(area.form);
  const [url, words] = [box.querySelector("#link-url"), box.querySelector("#link-words")];
  const { selectionStart: from, selectionEnd: to } = area;
  const chosen = area.value.slice(from, to);
  const isAddress = HAS_SCHEME.test(chosen) && !/\s/.test(chosen);
  url.value = isAddress ? chosen : "";
  words.value = isAddress ? "" : chosen;
  box.returnValue = "";
  box.addEventListener("close", () => {
    area.focus();
    if (box.returnValue === "take") insert(area, url.value.trim(), words.value.trim(), from, to);
  }, { once: true });
  box.showModal();
  url.focus();
}

function insert(area, typed, words, from, to) {
  const url = (HAS_SCHEME.test(typed) ? typed : `https://${typed}`).replace(/[()\s<>]/g, encodeURIComponent).replace(/\(/g, "%28").replace(/\)/g, "%29");
  const text = words ? `[${words.replace(/([[\]\\])/g, "\\$1")}](${url})` : url;
  document.dispatchEvent(new CustomEvent("esn:insert", { detail: { area, text, from, to } }));
}

document.addEventListener("click", (event) => {
  const area = event.target.closest?.(".toolbar [data-link]")?.closest("form")?.querySelector("textarea");
  if (area) ask(area);
});
document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.(".composer textarea");
  if (!area || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(area);
}, true);
/* An address pasted over chosen words becomes their link. */
document.addEventListener("paste", (event) => {
  const area = event.target.closest?.(".composer textarea");
  const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
  if (!area || area.selectionStart === area.selectionEnd || !/^https?:\/\/\S+$/.test(pasted)) return;
  event.preventDefault();
  insert(area, pasted, area.value.slice(area.selectionStart, area.selectionEnd), area.selectionStart, area.selectionEnd);
});
