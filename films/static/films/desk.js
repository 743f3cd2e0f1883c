// The desk by keyboard: each key presses the button or link that bears it, in the proposal or sentence at hand.

const TYPED_IN = ":is(input:not([type=hidden], [type=checkbox]), textarea, select)";

function here() {
  return document.activeElement.closest(".proposal, .sentence");
}

// Move to a proposal or sentence, and show the sentence that belongs to it.
function moveTo(item) {
  if (!item) return;
  item.focus({ preventScroll: false });
  for (const marked of document.querySelectorAll(".at-hand")) marked.classList.remove("at-hand");
  const sentence = sentenceOf(item);
  if (sentence) {
    sentence.classList.add("at-hand");
    if (item !== sentence) sentence.scrollIntoView({ block: "nearest" });
  }
}

function sentenceOf(item) {
  return document.getElementById("s" + item.dataset.passage);
}

function step(item, by) {
  const kind = item?.classList.contains("sentence") ? ".sentence" : ".proposal";
  const all = [...document.querySelectorAll(kind)];
  moveTo(all[item ? all.indexOf(item) + by : 0]);
}

function hop(item) {
  if (!item) return;
  if (item.classList.contains("proposal")) moveTo(sentenceOf(item));
  else moveTo(document.querySelector(`.proposal[data-passage="${item.dataset.passage}"]`));
}

function press(key, item) {
  const bearing = `[data-key="${CSS.escape(key)}"]`;
  const places = [marked.hidden() ? null : marked.form(), item, item && sentenceOf(item), document.getElementById("desk")];
  for (const place of places) {
    const control = place?.querySelector(place.id === "desk" ? `:is(.desk-head, .desk-taking) ${bearing}` : bearing);
    if (!control) continue;
    control.click();
    const details = control.closest("summary")?.parentElement;
    if (details?.open) {
      const input = details.querySelector(TYPED_IN);
      input?.focus();
      input?.select?.();
    }
    return true;
  }
  return false;
}

// Words marked in a sentence can be taken as a fact.
const marked = {
  form: () => document.getElementById("desk-marked"),
  hidden: () => !marked.form() || marked.form().hidden,
  update() {
    const form = marked.form();
    if (!form) return;
    const selection = document.getSelection();
    const words = selection.toString().trim();
    const sentence = words && selection.rangeCount && element(selection.getRangeAt(0).startContainer)?.closest(".sentence-words");
    form.hidden = !sentence;
    if (!sentence) return;
    form.elements.take.value = sentence.parentElement.dataset.passage;
    form.elements.quote.value = words;
    form.querySelector("output").textContent = words.length > 40 ? words.slice(0, 40) + "…" : words;
  },
};

function element(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

function markWord(sentence, key, extend) {
  const selection = document.getSelection();
  const words = sentence.querySelector(".sentence-words");
  if (!words.contains(selection.focusNode)) selection.collapse(words, 0);
  selection.modify(extend ? "extend" : "move", key === "ArrowRight" ? "forward" : "backward", "word");
}

document.addEventListener("selectionchange", () => marked.update());

document.addEventListener("keydown", (event) => {
  const desk = document.getElementById("desk");
  const target = event.target;
  if (!desk || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!desk.contains(target) && target !== document.body) return;
  const item = here();
  if (target.matches(TYPED_IN)) {
    if (event.key !== "Escape") return;
    const details = target.closest("details");
    if (details) details.open = false;
    if ((details && item) || !press("Escape", null)) moveTo(item);
  } else if (event.key === "j" || event.key === "k") step(item, event.key === "j" ? 1 : -1);
  else if (event.key === "g") hop(item);
  else if (item?.classList.contains("sentence") && /^Arrow(Left|Right)$/.test(event.key)) markWord(item, event.key, event.shiftKey);
  else if (event.key.length > 1 && event.key !== "Escape") return;
  else if (!press(event.key, item)) return;
  event.preventDefault();
});

// After each deed, go on where the work is: the form that was opened, or the next proposal.
function settle() {
  const form = document.querySelector("#desk [data-focus-within]");
  const wrong = document.querySelector(`#desk .refused :is([name=reason], [name=other_words])${TYPED_IN}`) || document.querySelector(`#desk .wrong ${TYPED_IN}`);
  if (wrong) wrong.focus();
  else if (form) form.querySelector(TYPED_IN)?.focus();
  else {
    const next = document.querySelector("#desk .proposal[data-focus]") || document.querySelector("#desk [data-focus], #desk [data-rest]");
    if (next?.matches(".proposal")) moveTo(next);
    else next?.focus();
  }
  marked.update();
}

document.addEventListener("htmx:afterSettle", settle);
settle();
