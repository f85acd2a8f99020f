/* What the pairing board adds to app.js. The board works without it. */
(() => {
  "use strict";
  const on = (event, act) => document.addEventListener(event, act);

  /* Where the panel of the board does not fit, a look is a page of its own. */
  on("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (!link.matches("a[data-look]") || event.detail.target.offsetParent) return;
    event.preventDefault();
    location.assign(link.href);
  });

  /* The pairing board by keyboard: only while the focus is in the list, and until somebody switches the keys off. */
  const KEYS_OFF = "board-keys-off";
  document.querySelectorAll("[data-keys-off]").forEach((box) => { box.checked = localStorage.getItem(KEYS_OFF) === "yes"; });
  on("change", (event) => {
    if (event.target.matches("[data-keys-off]")) localStorage.setItem(KEYS_OFF, event.target.checked ? "yes" : "no");
  });
  on("keydown", (event) => {
    const row = event.target.closest && event.target.closest("[data-matches] .match");
    if (!row || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF) === "yes") return;
    const rows = [...document.querySelectorAll("[data-matches] .match")];
    const press = (selector) => { const part = row.querySelector(selector); if (part) part.click(); };
    const go = (steps) => {
      const next = rows[rows.indexOf(row) + steps];
      if (next) next.querySelector("input.check, a, button").focus();
    };
    const acts = {
      j: () => go(1),
      k: () => go(-1),
      x: () => press("input.check"),
      l: () => press("a[data-look]"),
      s: () => press("a[data-swap]"),
    };
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
