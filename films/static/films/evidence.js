// Open the evidence of a fact beside its mark, which leads to a page of its own where this does not run.

const panel = document.createElement("div");
panel.className = "note";
panel.popover = "auto";
let wasOpenFor; // the mark whose evidence a press of the mouse has just closed

const openFor = () => (panel.matches(":popover-open") ? panel.previousElementSibling : undefined);

async function openEvidence(mark) {
  panel.replaceChildren();
  mark.after(panel); // the next tab stop after the mark is the first link of its evidence
  try {
    await htmx.ajax("GET", mark.href, { target: panel, swap: "innerHTML" });
  } finally {
    if (!panel.hasChildNodes()) location.assign(mark.href);
  }
  if (mark.nextElementSibling === panel) panel.showPopover();
}

document.addEventListener("pointerdown", () => { wasOpenFor = openFor(); }, { capture: true });
document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.mark");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (openFor() === mark) panel.hidePopover();
  else if (event.detail && wasOpenFor === mark) wasOpenFor = undefined;
  else openEvidence(mark);
});
panel.addEventListener("toggle", ({ newState }) => {
  panel.previousElementSibling.setAttribute("aria-expanded", newState === "open");
});
