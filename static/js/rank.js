/* Ranking by drag: dropping an idea on another gives it that place, by the same button that works without dragging. */
let dragged;

const row = (event) => event.target.closest?.(".ballot-row[draggable]");

document.addEventListener("dragstart", (event) => {
  dragged = row(event);
  dragged?.classList.add("is-dragged");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = undefined;
});
document.addEventListener("dragover", (event) => {
  if (dragged && row(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const target = row(event);
  if (!dragged || !target || target === dragged) return;
  event.preventDefault();
  const button = dragged.querySelector("button[name=line]:not(:disabled)");
  const place = [...target.parentElement.querySelectorAll(".ballot-row[draggable]")].indexOf(target) + 1;
  button.value = `${dragged.dataset.idea}:${place}`;
  button.click();
});
