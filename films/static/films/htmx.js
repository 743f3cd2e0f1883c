// What htmx does on the site's pages and at the curator's desk alike.

Object.assign(htmx.config, {
  includeIndicatorStyles: false, // the policy allows no inline styles,
  allowEval: false, // and no code but that of files
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // Back asks the server, so that no page is out of date
  defaultSettleDelay: 0,
});

// Say so when a request does not get through, takes long, or cannot be made. The words stand in the page, at the place
// where they will be read.
const PATIENCE = 1000; // milliseconds before a request is said to take long
let waiting = 0;
let saidBefore;

function say(state) {
  const status = document.querySelector(`[data-${state}]`);
  if (!status) return;
  saidBefore = status.textContent;
  status.textContent = status.dataset[state];
}

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => say(navigator.onLine ? "failure" : "offline"));
}
document.addEventListener("htmx:beforeRequest", () => {
  clearTimeout(waiting);
  waiting = setTimeout(say, PATIENCE, "slow");
});
document.addEventListener("htmx:afterRequest", () => {
  clearTimeout(waiting);
  const status = document.querySelector("[data-slow]");
  if (status && status.textContent === status.dataset.slow) status.textContent = saidBefore;
});
addEventListener("offline", () => say("offline"));
addEventListener("online", () => say("online"));
