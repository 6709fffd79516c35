/* Reading a chart exactly: the nearest point under the pointer, or point by point with the arrow keys. */
function readable(figure) {
  const svg = figure.querySelector("svg");
  const readout = figure.querySelector(".readout");
  const points = [...svg.querySelectorAll(".dot[data-label]")];
  if (!points.length) return;
  let at = points.length - 1;

  function read(index) {
    points[at].classList.remove("is-read");
    at = Math.max(0, Math.min(points.length - 1, index));
    points[at].classList.add("is-read");
    readout.textContent = points[at].dataset.label;
  }

  function rest() {
    points[at].classList.remove("is-read");
    readout.textContent = "";
  }

  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    const away = points.map((point) => Math.abs(point.cx.baseVal.value - x));
    read(away.indexOf(Math.min(...away)));
  });
  svg.addEventListener("pointerleave", () => document.activeElement !== svg && rest());
  svg.addEventListener("focus", () => read(at));
  svg.addEventListener("blur", rest);
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -points.length, End: points.length }[event.key];
    if (!step) return;
    event.preventDefault();
    read(at + step);
  });
}

for (const figure of document.querySelectorAll("[data-chart]")) readable(figure);
