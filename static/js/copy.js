/* Copies the address of a post; the menu offers it only where a script runs. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy-link]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copyLink);
    const detail = { text: button.dataset.copied };
    document.dispatchEvent(new CustomEvent("esn:say", { detail }));
  } catch {
    prompt(button.textContent.trim(), button.dataset.copyLink);
  }
  const menu = button.closest("details");
  if (menu) menu.open = false;
});
