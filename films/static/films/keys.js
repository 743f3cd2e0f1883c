// Curating by keyboard: each key presses the button or link that bears it, in the proposal or sentence at hand.

const TYPED_IN = ":is(input:not([type=hidden], [type=checkbox]), textarea, select)";
const STOPS = ":is(.sentence, .proposal:not([aria-busy]))";

function here() {
  return document.activeElement.closest(".proposal, .sentence") || document.querySelector(".at-hand");
}

function sentenceOf(item) {
  return item?.closest(".sentence");
}

// In a field, or in a list of several proposals, keys mean what they mean everywhere.
function isTyping() {
  return document.activeElement.matches(TYPED_IN) || Boolean(document.activeElement.closest(".desk-together"));
}

// The list of several proposals that has this one, or else the first list.
function listWith(proposal) {
  return document.querySelector(`.desk-together:has([value="${proposal?.id.slice(1)}"])`) || document.querySelector(".desk-together:not([hidden])");
}

// Go to a proposal or sentence. The page scrolls only as far as the sentence needs.
function moveTo(item) {
  if (!item) return;
  markAtHand(item);
  item.focus({ preventScroll: true });
  (sentenceOf(item) || item).scrollIntoView({ block: "nearest" });
}

// Show which sentence or proposal the keys are for.
function markAtHand(item) {
  for (const marked of document.querySelectorAll(".at-hand")) marked.classList.remove("at-hand");
  (sentenceOf(item) || item).classList.add("at-hand");
}

// Return the first match after an item, or before it.
function neighbour(item, kind, by = 1) {
  const all = [...document.querySelectorAll(`#desk ${kind}`)];
  if (!item) return all[0];
  const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const others = all.filter((other) => other !== item && item.compareDocumentPosition(other) & side);
  return by > 0 ? others[0] : others.at(-1);
}

function hop(item) {
  if (item?.matches(".proposal")) moveTo(sentenceOf(item));
  else moveTo(item?.querySelector(".proposal:not([aria-busy])"));
}

function press(key, item) {
  const bearing = `[data-key="${CSS.escape(key)}"]`;
  const sentence = sentenceOf(item);
  const proposal = item?.matches(".proposal") ? item : sentence?.querySelector(".proposal:not([aria-busy])");
  const places = [
    document.querySelector("#desk-marked:not([hidden])"),
    proposal,
    sentence?.querySelector(".desk-taking"),
    sentence?.querySelector(".sentence-deeds"),
    sentence?.closest(".desk-section")?.querySelector(".desk-heading"),
    document.querySelector(".desk-head"),
    listWith(proposal),
    document.querySelector(".work"),
  ];
  for (const place of places) {
    const control = place && place.querySelector(bearing);
    if (!control) continue;
    const details = control.closest("summary")?.parentElement;
    if (details) open(details);
    else control.click();
    return true;
  }
  return false;
}

// Open a form, and go to what is wrong in it, or to its beginning.
function open(details) {
  details.open = true;
  const places = [`.wrong ${TYPED_IN}`, `[name=other_words]${TYPED_IN}`, TYPED_IN, "[type=checkbox]"];
  const input = places.map((place) => details.querySelector(place)).find(Boolean);
  input?.focus();
  input?.select?.();
}

function leaveForm(target) {
  const item = here();
  const details = target.closest("details");
  if (details) details.open = false;
  if (details && item) moveTo(item);
  else if (!press("Escape", item)) moveTo(item);
}

document.addEventListener("focusin", ({ target }) => {
  const item = target.closest?.(".proposal, .sentence");
  if (item) markAtHand(item);
});

document.addEventListener("keydown", (event) => {
  const desk = document.getElementById("desk");
  const target = event.target;
  if (!desk || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!desk.contains(target) && target !== document.body) return;
  const item = here();
  if (isTyping()) {
    if (event.key !== "Escape") return;
    leaveForm(target);
  } else if (["j", "ArrowDown"].includes(event.key)) moveTo(neighbour(item, STOPS));
  else if (["k", "ArrowUp"].includes(event.key)) moveTo(neighbour(item, STOPS, -1));
  else if (event.key === "g") hop(item);
  else if (event.key.length > 1 && event.key !== "Escape") return;
  else if (!press(event.key, item)) return;
  event.preventDefault();
});

const begun = document.querySelector("#desk [data-focus]");
moveTo(begun);
begun?.querySelector(`.wrong ${TYPED_IN}`)?.focus();
