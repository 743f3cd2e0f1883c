// What HTML and htmx cannot do for the search box and its results. The site is used as well without any of it.

const PAUSE = 100; // milliseconds without a letter before names are suggested

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Make a search box a combobox: names that lead to their pages, genres and jobs, and questions that end in one.
function suggestNames(box) {
  const list = make("div", { id: `${box.id}-names`, class: "names", role: "listbox", "aria-label": box.dataset.names });
  let asking = new AbortController();
  let pause = 0;
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(pause);
    asking.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(number) {
    active = number;
    options().forEach((option, place) => option.setAttribute("aria-selected", place === number));
    const option = options()[number];
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  // Asking again gives up the reply to what was typed before. The names in sight stay until the new ones come.
  async function ask() {
    if (!box.value.trim()) return close();
    clearTimeout(pause);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const reply = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`, { signal });
      show((await reply.json()).suggestions);
    } catch {
      if (!signal.aborted) close(); // without suggestions the box still searches
    }
  }

  // Words of a name whose beginning was typed are marked up to there, whatever their case and accents.
  function marked(name) {
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const typed = fold(box.value).match(/[\p{L}\p{N}]+/gu) ?? [];
    return name.split(/([^\p{L}\p{N}]+)/u).flatMap((word) => {
      const length = typed.find((beginning) => fold(word).startsWith(beginning))?.length ?? 0;
      return length ? [make("mark", {}, word.slice(0, length)), word.slice(length)] : [word];
    });
  }

  // A name that was chosen while these were on their way stays chosen if it is among them.
  function show(suggestions) {
    const chosen = options()[active];
    const groups = new Map();
    for (const [place, one] of suggestions.entries()) {
      const apart = [one.year, one.detail].filter(Boolean).map(String);
      const namesake = apart.length ? [" ", make("span", { class: "year" }, apart.join(", "))] : [];
      const attributes = { id: `${box.id}-name-${place}`, href: one.url, role: "option", tabindex: -1, "aria-selected": false };
      if (!groups.has(one.kind)) {
        const heading = make("span", { class: "kind", role: "presentation" }, box.dataset[one.kind]);
        groups.set(one.kind, make("div", { role: "group", "aria-label": box.dataset[one.kind] }, heading));
      }
      groups.get(one.kind).append(make("a", attributes, make("bdi", {}, ...marked(one.text)), ...namesake));
    }
    list.replaceChildren(...groups.values());
    list.hidden = !suggestions.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    activate(options().findIndex((option) => option.href === chosen?.href && option.textContent === chosen.textContent));
  }

  function press(event) {
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list.hidden) activate(((active + 1 + (event.key === "ArrowDown" ? 1 : count) + count + 1) % (count + 1)) - 1);
      else if (event.altKey || !moveFocus(event)) ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Enter" || event.key === "Tab") {
      close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id,
  })) box.setAttribute(name, value);
  box.form.append(list);
  close();
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  box.addEventListener("keydown", press);
  box.addEventListener("blur", close);
  box.addEventListener("input", () => {
    activate(-1); // whoever types goes on with the text
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
}

document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelectorAll("input[data-suggest]:not([role])").forEach(suggestNames);
});

// Arrows lead from the box into the results, from one to the next, and back. Tell whether there was one to go to.
function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const stops = [...document.querySelectorAll("#q, #cards .card h3 a")];
  const from = stops.indexOf(document.activeElement);
  const next = from < 0 || !step ? undefined : stops[from + step];
  if (next) event.preventDefault();
  next?.focus();
  return Boolean(next);
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("#cards h3 a")) moveFocus(event);
  const box = document.querySelector("input[type=search]");
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// New results leave the facets open, and the focus where it was; after “More results” it is on the first of them.
let held = { id: "", cards: 0, open: false };
document.addEventListener("htmx:beforeSwap", () => {
  held = {
    id: document.activeElement.id,
    cards: document.querySelectorAll("#cards > .card").length,
    open: document.getElementById("facets")?.open,
  };
});
document.addEventListener("htmx:afterSwap", (event) => {
  const facets = document.getElementById("facets");
  if (facets) facets.open = held.open;
  const changed = event.detail.target; // nothing where Back or Forward brought a whole page
  if (changed?.id === "cards") {
    changed.querySelectorAll(".card")[held.cards]?.querySelector("a").focus({ preventScroll: true });
  } else if (changed && document.activeElement === document.body) {
    (document.getElementById(held.id) ?? document.getElementById("results"))?.focus({ preventScroll: true });
  }
});
