// Say so when a search does not get through. What was typed, and what was found before, stay as they are.
function tellLost() {
  document.getElementById("status").textContent =
    "This search did not get through, so the results are still those of the last one. Press Enter to try again.";
}

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, tellLost);
}
