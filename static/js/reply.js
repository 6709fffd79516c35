/* Answering one comment: the form comes to it, and goes back when the answer is given up. */
const box = () => document.getElementById("answer");
const home = document.getElementById("answer-home");

function answer(link) {
  const form = box();
  if (!form) return;
  const id = link.dataset.reply;
  form.querySelector("[name=parent]").value = id;
  const line = form.querySelector(".answering");
  line.querySelector("span").textContent = line.dataset.words.replace("{name}", link.dataset.name);
  line.hidden = false;
  (document.getElementById(`replies-${id}`) ?? link.closest(".comment")).after(form);
  form.querySelector("textarea").focus();
}

function giveUp() {
  const form = box();
  if (!form) return;
  form.querySelector("[name=parent]").value = "";
  form.querySelector(".answering").hidden = true;
  home?.append(form);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-reply]");
  if (link) {
    event.preventDefault();
    answer(link);
  } else if (event.target.closest?.("[data-stop-reply]")) giveUp();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#answer")) giveUp();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.xhr?.status === 200 && event.target.id === "answer") giveUp();
});
