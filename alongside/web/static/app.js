/* The only script of our own. Every page works without it. */
(() => {
  "use strict";
  const on = (event, act, options) => document.addEventListener(event, act, options);
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  /* The error summary takes the focus, so that it is read first. */
  const focusProblems = (root) => {
    const problems = root.querySelector("[data-focus]");
    if (problems) problems.focus();
  };

  /* Things that only make sense with a script are hidden until there is one. */
  const wake = (root) => {
    each("[data-copies], [data-needs-script]", (part) => { part.hidden = false; }, root);
    each("[role=log]", (log) => { log.scrollTop = log.scrollHeight; }, root);
    each(".tabs > [aria-current]", (tab) => {
      const row = tab.parentElement;
      row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }, root);
  };

  /* A form is sent once: the second press within a few seconds is a trembling hand, not a wish. */
  on("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  addEventListener("pageshow", () => each("form[data-sent]", (form) => { delete form.dataset.sent; }));
  on("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) delete form.dataset.sent;
  });

  /* Menus close on Escape, on a press elsewhere, and when another opens. */
  const closeMenus = (but) => each("details.menu[open]", (menu) => {
    if (menu !== but) menu.open = false;
  });
  /* One at the end of a box that scrolls, as the newest message's, is brought into view whole. */
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.menu[open]")) event.target.lastElementChild.scrollIntoView({ block: "nearest" });
  }, true);
  on("click", (event) => {
    closeMenus(event.target.closest("details.menu"));

    const copier = event.target.closest("[data-copies]");
    if (copier) copy(copier);

    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
      dialog.querySelector("h2").focus();
      dialog.addEventListener("close", () => opener.focus(), { once: true });
    }
    const closer = event.target.closest("dialog [data-closes]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog").close();
    }

    const leaver = event.target.closest("[data-leave]");
    if (leaver) {
      event.preventDefault();
      leave(leaver.href);
    }
  });

  const copy = (button) => {
    const source = document.getElementById(button.dataset.copies);
    const done = () => { button.querySelector("[role=status]").textContent = button.dataset.done; };
    source.select();
    if (navigator.clipboard) navigator.clipboard.writeText(source.value).then(done, () => {});
    else if (document.execCommand("copy")) done();
  };

  /* Leave quickly: by the button, or by pressing Shift three times where that button is shown. */
  const leave = (address) => {
    document.body.hidden = true;
    location.replace(address);
  };
  let presses = [];
  on("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest("details.menu[open]");
      closeMenus();
      if (menu) menu.querySelector("summary").focus();
    }
    const way = document.querySelector("[data-leave]");
    if (event.key !== "Shift" || event.repeat || !way) {
      presses = [];
      return;
    }
    presses = [...presses, Date.now()].filter((at) => Date.now() - at < 2000);
    if (presses.length === 3) leave(way.href);
  });

  /* Enter makes a new line in a message; Ctrl+Enter, or Command+Enter, sends it. */
  on("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form.composer");
    if (form) form.requestSubmit();
  });

  /* After "Show more" the focus stands on the first new row; after "Look", on the panel's heading. */
  let firstNew = false;
  on("htmx:afterSwap", (event) => {
    wake(document);
    const source = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!source) return;
    firstNew = source.matches("[data-more]");
    if (source.matches("[data-look]")) {
      const target = event.detail.target;
      const heading = (source.hash && target.querySelector(source.hash)) || target.querySelector("h2");
      if (heading) { heading.tabIndex = -1; heading.focus(); }
      const row = source.closest(".match");
      if (row) {
        each(".match.is-open", (open) => open.classList.remove("is-open"));
        row.classList.add("is-open");
      }
    }
    if (source.matches("form")) focusProblems(event.detail.target);
  });
  on("htmx:load", (event) => {
    const added = event.detail.elt;
    const row = added.matches("[data-new], .match") ? added : added.querySelector("[data-new]");
    if (!firstNew || !row) return;
    firstNew = false;
    row.tabIndex = -1;
    row.focus();
  });

  /* The display page shows a choice at once; Save keeps it. */
  on("change", (event) => {
    const choice = event.target.closest("[data-shows] input");
    if (choice) document.documentElement.setAttribute(choice.closest("[data-shows]").dataset.shows, choice.value);
  });

  /* When the network is gone, a small worker shows the offline page. */
  if ("serviceWorker" in navigator && document.body.dataset.worker) {
    navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
  }

  wake(document);
  focusProblems(document);
})();
