// At the desk: actions follow each other while earlier ones are on their way, and no key typed meanwhile is lost.

const WAITING = ".proposal:not([aria-busy])";
const typed = []; // keys pressed while a form is on its way
const unsent = new Set(); // forms that met a session which had ended
let onTheirWay = 0; // forms that were sent and not answered yet
let leavingFor = ""; // the address to go to when all of them are
let awaited = ""; // the key of the passage whose form is on its way
let typedIn = ""; // the id of the proposal that was last sent from within its fields

// Words marked in a sentence can be taken as a fact.
const marking = document.getElementById("desk-marked");

function element(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

function offerMarked() {
  if (!marking) return; // in the queue, where nothing is entered
  const selection = document.getSelection();
  const words = selection.toString().trim();
  const sentence = words && selection.rangeCount && element(selection.getRangeAt(0).startContainer)?.closest(".sentence-words");
  marking.hidden = !sentence;
  if (!sentence) return;
  marking.elements.take.value = sentence.parentElement.dataset.passage;
  marking.elements.quote.value = words;
  marking.querySelector("output").textContent = words.length > 40 ? words.slice(0, 40) + "…" : words;
}

function markWord(sentence, forward, extend) {
  const selection = document.getSelection();
  const words = sentence.querySelector(".sentence-words");
  if (!words.contains(selection.focusNode)) selection.collapse(words, 0);
  selection.modify(extend ? "extend" : "move", forward ? "forward" : "backward", "word");
}

document.addEventListener("selectionchange", offerMarked);
marking?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) marking.elements.kind.value = button.dataset.kind;
});

// As soon as an action is sent, go on to where the next one will be.
function goOn(form) {
  const proposal = form.closest(".proposal");
  const deeds = form.closest(".sentence-deeds");
  const sentence = sentenceOf(form);
  if (proposal) {
    typedIn = isTyping() ? proposal.id : "";
    proposal.setAttribute("aria-busy", "true");
    moveTo(neighbour(proposal, WAITING) || sentence);
  } else if (deeds) {
    deeds.setAttribute("aria-busy", "true");
    moveTo(neighbour(sentence, ".sentence") || sentence);
  } else if (form.matches(".section-read")) {
    const last = [...form.closest(".desk-section").querySelectorAll(".sentence")].at(-1);
    moveTo(neighbour(last, ".sentence") || last);
  } else if (form.closest(".desk-together")) {
    const chosen = [...form.querySelectorAll(":checked")].map((input) => `#p${input.value}`).join();
    form.closest(".desk-together").open = false;
    moveTo(neighbour(null, chosen ? `${WAITING}:not(${chosen})` : WAITING) || neighbour(null, ".sentence"));
  } else if (form === marking) awaited = marking.elements.take.value;
  else if (form.closest(".desk-taking")) awaited = sentence.dataset.passage;
}

if (window.htmx) {
  document.addEventListener("submit", ({ target }) => {
    if (!target.closest("#desk")) return;
    onTheirWay += 1;
    goOn(target);
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (onTheirWay && link?.closest(".desk-pages")) {
      event.preventDefault();
      leavingFor = link.href;
    } else if (link?.closest(".desk-taking") && link.dataset.key === "Escape") {
      event.preventDefault();
      const sentence = sentenceOf(link);
      link.closest(".desk-taking").remove();
      moveTo(sentence);
    } else if (link?.hasAttribute("hx-get")) awaited = sentenceOf(link).dataset.passage;
  });
}

// Keys for a form that is on its way are typed into it when it is there.
function typeAhead() {
  awaited = "";
  for (const key of typed.splice(0)) {
    const input = document.activeElement;
    const form = input.closest("form");
    if (key === "Enter") form?.requestSubmit();
    else if (key === "Tab") {
      const inputs = [...(form?.querySelectorAll(TYPED_IN) ?? [])];
      inputs[inputs.indexOf(input) + 1]?.focus();
    } else if (input.matches("select")) {
      input.value = [...input.options].find((option) => option.label.toLowerCase().startsWith(key.toLowerCase()))?.value ?? input.value;
    } else input.setRangeText?.(key, input.selectionStart, input.selectionEnd, "end");
  }
}

// What has been decided is no longer in the lists of several.
function shortenLists() {
  for (const list of document.querySelectorAll(".desk-together")) {
    for (const input of list.querySelectorAll("[name=proposal]")) {
      if (!document.getElementById(`p${input.value}`)) input.closest("li").remove();
    }
    const left = list.querySelectorAll("li").length;
    list.querySelector("data").textContent = left;
    list.hidden = !left;
  }
}

// Show what came back: the form that was opened, or what could not be done, as soon as nobody is busy elsewhere.
function settle(form) {
  const place = awaited && document.getElementById(`taking-${awaited}`);
  const refused = document.querySelector("#desk .proposal.refused:not([data-seen])");
  if (place) {
    markAtHand(place);
    (place.querySelector(`.wrong ${TYPED_IN}`) || place.querySelector(TYPED_IN))?.focus();
    typeAhead();
  } else if (refused && !isTyping() && !document.querySelector("#desk .proposal[aria-busy]")) {
    for (const seen of document.querySelectorAll("#desk .proposal.refused")) seen.dataset.seen = "";
    moveTo(refused);
    if (typedIn === refused.id) open(refused.querySelector("details"));
  } else if (form.elements?.do?.value === "undo") {
    moveTo(document.getElementById(document.getElementById("desk-deeds").dataset.undone));
  } else if (document.activeElement === document.body) moveTo(document.querySelector(".at-hand"));
  shortenLists();
  offerMarked();
}

// A proposal that is being sent is not replaced by one that only knows its names better, and one that is being edited
// stays, whatever others did to it, so that what was typed is not lost.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  if (!target.matches(".proposal")) return;
  const isBusy = target.hasAttribute("aria-busy");
  const isOther = isBusy ? fragment.querySelector(".proposal:not(.refused)") : target.querySelector("details[open]");
  if (isOther) detail.shouldSwap = false;
});

function path(address) {
  return new URL(address, location.href).pathname;
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { pathInfo, requestConfig, successful } = detail;
  const sender = requestConfig.elt; // even where it has just been replaced
  const loggedOut = successful && path(pathInfo.responsePath) !== path(pathInfo.requestPath);
  if (loggedOut) {
    document.getElementById("desk-logged-out").hidden = false;
    if (sender.matches("form")) unsent.add(sender);
  }
  if (sender.matches("form")) onTheirWay -= 1;
  if (loggedOut || !successful) leavingFor = "";
  sender.closest("[aria-busy]")?.removeAttribute("aria-busy"); // where it could not be carried out, and stays
  if (loggedOut || !successful) {
    if (awaited) typeAhead();
  } else settle(sender);
  leaveWhenDone();
});

// Another page is shown when all that was done on this one has been carried out, and none of it was refused.
function leaveWhenDone() {
  if (!leavingFor || onTheirWay) return;
  if (document.querySelector("#desk .refused")) leavingFor = "";
  else location.assign(leavingFor);
}

window.addEventListener("beforeunload", (event) => {
  if (onTheirWay) event.preventDefault();
});

// After logging in again in another tab, send what was not saved.
async function sendAgain() {
  if (!unsent.size) return;
  const answer = await fetch(location.href);
  if (answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  document.getElementById("desk-logged-out").hidden = true;
  const forms = [...unsent];
  unsent.clear();
  for (const form of forms) form.requestSubmit();
}

window.addEventListener("focus", sendAgain);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const item = here();
  if (awaited && (event.key.length === 1 || ["Enter", "Tab"].includes(event.key))) typed.push(event.key);
  else if (isTyping() || !sentenceOf(item)) return;
  else if (event.key === "x") markWord(sentenceOf(item), true, true);
  else if (/^Arrow(Left|Right)$/.test(event.key)) markWord(sentenceOf(item), event.key === "ArrowRight", event.shiftKey);
  else if (event.key === "w" && neighbour(null, WAITING)) moveTo(neighbour(item, WAITING) || neighbour(null, WAITING));
  else return;
  event.preventDefault();
}, true);

const desk = document.getElementById("desk");
desk.classList.add("by-keyboard");
moveTo(document.getElementById(location.hash.slice(1) || desk.dataset.focus));
