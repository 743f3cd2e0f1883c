// Offer to copy texts such as the address of a page and its citations. Without this they can be selected.

document.addEventListener("htmx:load", (event) => {
  if (!navigator.clipboard) return; // where the site is not served over HTTPS
  for (const text of event.detail.elt.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = text.dataset.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = text.dataset.copied;
    });
    text.closest("dd").append(button);
  }
});
