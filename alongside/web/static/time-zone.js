/* Guesses the time zone, so that most people need not look for theirs in the list. */
(() => {
  "use strict";
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  document.querySelectorAll("[data-guesses-time-zone]").forEach((field) => {
    const isUnset = field.value === "" || field.value === "UTC";
    const isKnown = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === here);
    if (here && isUnset && isKnown) field.value = here;
  });
})();
