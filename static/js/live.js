/* One socket for the page. Subscribes whatever carries data-live, and hands each message on as an event. */
const FIRST_WAIT = 600;
const LONGEST_WAIT = 30_000;
const POLL_EVERY = 10_000;
const ASLEEP = 45_000;
const REFUSED = new Set([4401, 4403]);

let socket;
let tries = 0;
let hasBeenOpen = false;
let hiddenAt = 0;
let polling = 0;
let retrying = 0;
let asked = [];
let byTopic = new Map();

const isOpen = () => socket?.readyState === WebSocket.OPEN;
const wanted = () => new Set([...document.querySelectorAll("[data-live]")].map((el) => el.dataset.live).filter(Boolean));
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`esn:${name}`, { detail }));

function subscribe() {
  if (!isOpen()) return;
  const known = new Set([...byTopic.values(), ...asked]);
  for (const subscription of wanted()) {
    if (known.has(subscription)) continue;
    asked.push(subscription);
    socket.send(JSON.stringify({ subscribe: subscription }));
  }
  for (const [topic, subscription] of byTopic) {
    if (wanted().has(subscription)) continue;
    byTopic.delete(topic);
    socket.send(JSON.stringify({ unsubscribe: subscription }));
  }
}

function receive(event) {
  const message = JSON.parse(event.data);
  if (message.subscribed) byTopic.set(message.topic, asked.shift());
  else if (message.refused) asked.shift();
  else if (byTopic.has(message.topic)) tell("live", { ...message, subscription: byTopic.get(message.topic) });
  if (message.revoked) byTopic.delete(message.topic);
}

function opened() {
  clearInterval(polling);
  polling = 0;
  // An open thread catches up at once: something may have come between the page and the socket.
  tell("catch-up", { onlyThreads: !hasBeenOpen });
  tries = 0;
  hasBeenOpen = true;
  document.documentElement.dataset.connection = "open";
  subscribe();
}

function closed(event) {
  asked = [];
  byTopic = new Map();
  document.documentElement.dataset.connection = "closed";
  if (REFUSED.has(event.code) && !hasBeenOpen) return;
  tries += 1;
  if (tries >= 3 && !polling) polling = setInterval(() => document.hidden || tell("catch-up", {}), POLL_EVERY);
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries);
  retrying = setTimeout(connect, wait * (0.5 + Math.random() / 2));
}

function connect() {
  clearTimeout(retrying);
  if (socket && socket.readyState < WebSocket.CLOSING) return;
  const address = new URL("/live/", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.addEventListener("open", opened);
  socket.addEventListener("message", receive);
  socket.addEventListener("close", closed);
}

function woke() {
  if (document.hidden) {
    hiddenAt = Date.now();
    return;
  }
  if (hiddenAt && Date.now() - hiddenAt > ASLEEP) tell("catch-up", {});
  if (!isOpen()) connect();
}

if (wanted().size) {
  connect();
  document.addEventListener("visibilitychange", woke);
  addEventListener("online", connect);
  document.addEventListener("esn:fresh", subscribe);
}
