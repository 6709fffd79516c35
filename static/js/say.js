/* Says things: short messages on the screen, and quiet ones to those who listen to the page. */
const stack = document.getElementById("toasts");
const region = document.getElementById("announcer");
const LONG_ENOUGH = 7000;
let waiting = 0;

function announce(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = "";
    requestAnimationFrame(() => { region.textContent = text; });
  }, 300);
}

function toast(text, tone) {
  const box = document.getElementById("toast-form").content.firstElementChild.cloneNode(true);
  box.querySelector("span").textContent = text;
  if (tone === "error") box.classList.add("error-tone");
  stack.append(box);
  if (tone !== "error") setTimeout(() => box.remove(), LONG_ENOUGH);
}

document.addEventListener("esn:say", ({ detail }) => {
  if (!detail.text) return;
  if (detail.quiet) announce(detail.text);
  else toast(detail.text, detail.tone);
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-dismiss]")) event.target.closest(".toast, .notice")?.remove();
});
for (const box of stack?.querySelectorAll(".toast:not(.error-tone)") ?? []) setTimeout(() => box.remove(), LONG_ENOUGH);
