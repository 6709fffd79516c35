/* Choosing many rows: one box chooses all on the page; "all that match" needs no single ones. */
for (const form of document.querySelectorAll("form[data-chosen]")) {
  const rows = [...form.querySelectorAll('input[name="chosen"]')];
  const page = form.querySelector("[data-all]");
  const every = form.querySelector('input[name="all"]');
  page.addEventListener("change", () => {
    for (const row of rows) row.checked = page.checked;
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "chosen") page.checked = rows.every((row) => row.checked);
    for (const row of [...rows, page]) row.disabled = every.checked;
  });
}
