/* Counts down how long something just sent can be taken back, then takes the offer away. */
function count(box) {
  const line = box.querySelector("[data-left]");
  const words = line.dataset.words;
  const end = Date.now() + Number(line.dataset.left) * 1000;
  const timer = setInterval(() => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0 || !box.isConnected) {
      clearInterval(timer);
      box.remove();
      return;
    }
    line.textContent = words.replace("{n}", left);
  }, 500);
}

function begin() {
  for (const box of document.querySelectorAll(".undo:not([data-counting])")) {
    box.dataset.counting = "";
    count(box);
  }
}

document.addEventListener("htmx:oobAfterSwap", begin);
document.addEventListener("htmx:afterSwap", begin);
begin();
