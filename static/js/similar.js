/* While an idea is typed, those like it appear below; what was written beside them stays. */
const WAIT = 350;
let timer = 0;
let asked = 0;

async function look(form) {
  const turn = ++asked;
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (name === "title" || name === "proposal" || name.startsWith("differs_"))) body.set(name, value);
  }
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(form.dataset.similarUrl, {
    method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": token },
  }).catch(() => null);
  if (!answer?.ok || answer.redirected || turn !== asked) return;
  const home = document.getElementById("similar");
  // Somebody is writing in there: the list waits until they are done.
  if (home.contains(document.activeElement)) return;
  home.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.similarUrl || !["title", "proposal"].includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(look, WAIT, form);
});
// What was typed before this script came counts too.
for (const form of document.querySelectorAll("form[data-similar-url]")) if (form.elements.title?.value) look(form);
