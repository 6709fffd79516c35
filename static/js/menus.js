/* Menus close when one looks elsewhere; dialogs open from a button.
   A part of the page that names modules gets them when it is first touched. */
const MENUS = "details.menu[open], details.react-menu[open]";

function close(except) {
  for (const menu of document.querySelectorAll(MENUS)) if (!menu.contains(except)) menu.open = false;
}

document.addEventListener("click", (event) => {
  close(event.target);
  const opener = event.target.closest?.("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches?.("dialog")) {
    const box = event.target.getBoundingClientRect();
    const isOutside = event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right;
    if (isOutside) event.target.close();
  }
});
document.addEventListener("focusin", (event) => {
  close(event.target);
  for (const url of event.target.closest?.("[data-modules]")?.dataset.modules.split(" ") ?? []) import(url);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector(MENUS)?.querySelector("summary").focus();
  close(null);
});
