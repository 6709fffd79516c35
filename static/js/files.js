/* Files come by picker, drag or paste; each is uploaded at once, with its progress, and stands in the form until it is sent. */
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value ?? "";
const say = (text, tone) => document.dispatchEvent(new CustomEvent("esn:say", { detail: { text, tone } }));
const boxOf = (element) => element?.closest?.("form")?.querySelector("[data-files]");

function chip(box, file) {
  const row = Object.assign(document.createElement("li"), { className: "file-chip is-busy" });
  const words = Object.assign(document.createElement("span"), { className: "file-words" });
  const name = Object.assign(document.createElement("span"), { className: "strong clip", textContent: file.name });
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  bar.setAttribute("aria-label", file.name);
  words.append(name, bar);
  row.append(words);
  box.querySelector(".file-chips").append(row);
  return row;
}

function finish(row, request, box, name) {
  box.dataset.waiting = Number(box.dataset.waiting || 1) - 1;
  if (request.status === 200) {
    row.replaceWith(document.createRange().createContextualFragment(request.responseText));
    say(box.dataset.done.replace("{name}", name));
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  row.remove();
  let detail = "";
  try {
    detail = JSON.parse(request.responseText).detail ?? "";
  } catch { /* the proxy or the network answered */ }
  say(detail || box.dataset.failedUpload.replace("{name}", name), "error");
}

function send(box, file) {
  const row = chip(box, file);
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("files", file, file.name);
  box.dataset.waiting = Number(box.dataset.waiting || 0) + 1;
  request.open("POST", box.dataset.uploadUrl);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) row.querySelector("progress").value = Math.round((100 * event.loaded) / event.total);
  });
  request.addEventListener("loadend", () => finish(row, request, box, file.name));
  request.send(body);
}

function take(box, files) {
  for (const file of files) send(box, file);
  box.closest("form").classList.add("is-full");
}

async function discard(button) {
  const answer = await fetch(button.dataset.discard, { method: "POST", headers: { "HX-Request": "true", "X-CSRFToken": token() } }).catch(() => null);
  if (!answer?.ok && answer?.status !== 404) return say(document.body.dataset.failed, "error");
  const box = boxOf(button);
  button.closest(".file-chip").remove();
  box?.querySelector("input[type=file]").focus();
}

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-files] input[type=file]")) return;
  take(event.target.closest("[data-files]"), event.target.files);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  const box = event.target.matches?.("textarea") && boxOf(event.target);
  if (!box || !event.clipboardData?.files.length) return;
  event.preventDefault();
  take(box, event.clipboardData.files);
});
const dragged = (event) => event.dataTransfer?.types.includes("Files") && boxOf(event.target);
document.addEventListener("dragover", (event) => {
  const box = dragged(event);
  if (!box) return;
  event.preventDefault();
  box.closest("form").classList.add("is-target");
});
for (const end of ["dragleave", "drop"]) {
  document.addEventListener(end, (event) => event.target.closest?.("form")?.classList.remove("is-target"));
}
document.addEventListener("drop", (event) => {
  const box = dragged(event);
  if (!box) return;
  event.preventDefault();
  take(box, event.dataTransfer.files);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-discard]");
  if (button) discard(button);
});
