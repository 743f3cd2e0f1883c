// What htmx does on the site's pages and at the curator's desk alike.

Object.assign(htmx.config, {
  includeIndicatorStyles: false, // the policy allows no inline styles,
  allowEval: false, // and no code but that of files
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // Back asks the server, so that no page is out of date
  defaultSettleDelay: 0,
});

// Say so when a request does not get through. The words stand in the page, at the place where they will be read.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const status = document.querySelector("[data-failure]");
    status.textContent = status.dataset.failure;
  });
}
