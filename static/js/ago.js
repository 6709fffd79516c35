/* Times in the reader's own words: "5 minutes ago", the full date on hover. */
// The server writes British dates; plain "en" would turn them round.
const language = document.documentElement.lang.replace(/^(en)?$/, "en-GB");
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const sameYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const anyYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const STEPS = [[60, "second", 1], [3600, "minute", 60], [86_400, "hour", 3600], [6 * 86_400, "day", 86_400]];

function words(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const away = Math.abs(seconds);
  if (away < 45) return relative.format(0, "second");
  const step = STEPS.find(([limit]) => away < limit);
  if (step) return relative.format(Math.round(seconds / step[2]), step[1]);
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  return (isThisYear ? sameYear : anyYear).format(moment);
}

function show(root) {
  const times = [...root.querySelectorAll("time[data-ago]")];
  if (root.matches?.("time[data-ago]")) times.push(root);
  for (const time of times) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    time.title ||= full.format(moment);
    const text = words(moment);
    if (time.textContent !== text) time.textContent = text;
  }
}

show(document.body);
setInterval(() => document.hidden || show(document.body), 30_000);
document.addEventListener("esn:fresh", ({ detail }) => show(detail.root));
