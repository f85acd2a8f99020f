/* New words appear by themselves. Without this file a reload shows them. */
(() => {
  "use strict";
  const here = document.querySelector("[data-live]");
  const thread = document.querySelector("[data-thread]");
  const composer = document.querySelector("[data-composer]");
  if (!here) return;
  const space = here.dataset.live;
  let known = Number(here.dataset.after);
  let wanted = known;
  let busy = false;

  /* ---- Bubbles: each stands once, in the order of its number -------------------------------------------------- */
  const isAtEnd = () => !thread || thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const place = (bubble) => {
    const old = document.getElementById(bubble.id);
    if (old && thread.contains(old)) {
      if (!old.contains(document.activeElement)) old.replaceWith(bubble);
      return;
    }
    const number = Number(bubble.dataset.number);
    const later = [...thread.querySelectorAll("[data-number]")].find((other) => Number(other.dataset.number) > number);
    thread.insertBefore(bubble, later || thread.querySelector("#newest"));
    each("[data-empty], .chat__begin", (part) => part.remove(), thread);
    const keeps = Number(thread.dataset.keeps);
    const bubbles = thread.querySelectorAll("[data-number]");
    if (keeps && bubbles.length > keeps) bubbles[0].remove();
  };
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const show = (html) => {
    if (!thread) return;
    const follow = isAtEnd();
    const parsed = new DOMParser().parseFromString(html, "text/html");
    each("[data-number]", (bubble) => place(document.adoptNode(bubble)), parsed);
    each("[data-needs-script]", (part) => { part.hidden = false; }, thread);
    if (follow) thread.scrollTop = thread.scrollHeight;
  };

  /* ---- Everything beside the chat: take over the parts of the page that changed, never one being written in ---- */
  const refresh = async () => {
    if (!document.querySelector("[data-live-part]")) return;
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    each("[data-live-part]", (part) => {
      const now = fresh.getElementById(part.id);
      const isWrittenIn = part.contains(document.activeElement) || [...part.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
      if (now && !isWrittenIn && now.outerHTML !== part.outerHTML) part.replaceWith(document.adoptNode(now));
    });
    each(".path", (path) => { const now = fresh.querySelector(".path"); if (now) path.replaceWith(document.adoptNode(now)); });
    each(".path__key", (key) => { const now = fresh.querySelector(".path__key"); if (now) key.replaceWith(document.adoptNode(now)); });
  };

  /* ---- Catching up: everything after the number this page knows, in order, as often as needed ------------------ */
  const take = async (answer) => {
    known = Math.max(known, Number(answer.headers.get("X-Up-To")));
    show(await answer.text());
    if (answer.headers.get("X-Elsewhere") === "yes") await refresh();
    return answer.headers.get("X-More") === "yes";
  };
  const catchUp = async () => {
    if (busy) return;
    busy = true;
    try {
      while (wanted > known) {
        const seen = thread && !document.hidden ? "&seen" : "";
        const answer = await fetch(`${here.dataset.since}?after=${known}${seen}`, { credentials: "same-origin" });
        if (!answer.ok) break;
        const before = known;
        const more = await take(answer);
        if (!more && known === before) break;
      }
    } catch { /* The next word, or the next look, tries again. */ } finally { busy = false; }
  };
  const hear = (news) => {
    if ((news.gone || []).includes(space)) return location.reload();
    const number = (news.spaces || {})[space];
    if (number > known) { wanted = number; catchUp(); }
  };

  /* ---- One stream for all tabs of this browser: whoever holds the lock listens and tells the others ------------ */
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("alongside-live") : null;
  const pass = (message) => { if (channel) channel.postMessage(message); handle(message); };
  const handle = (message) => {
    if (message.news) hear(message.news);
    if (message.bye) location.reload();
    if (message.hello && last) channel.postMessage({ news: last });
  };
  let last = null;
  if (channel) channel.onmessage = (event) => handle(event.data);
  const listen = () => new Promise((over) => {
    const stream = new EventSource("/live/");
    stream.addEventListener("news", (event) => {
      const news = JSON.parse(event.data);
      last = { ...news, spaces: { ...(last && last.spaces), ...news.spaces } };
      pass({ news });
    });
    stream.addEventListener("bye", () => { stream.close(); pass({ bye: true }); });
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { poll(); over(); } };
    addEventListener("pagehide", () => { stream.close(); over(); }, { once: true });
  });
  let polling = 0;
  const poll = () => {
    if (!polling) polling = setInterval(() => { if (!document.hidden) { wanted = known + 1; catchUp(); } }, 5000);
  };
  if (!("EventSource" in window)) poll();
  else if (navigator.locks && channel) {
    navigator.locks.request("alongside-live", listen);
    channel.postMessage({ hello: true });
  } else listen();
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wanted = Math.max(wanted, known + 1); catchUp(); } });

  /* ---- Sending without leaving the page; what could not be sent stays where it was written --------------------- */
  if (!composer || !thread) return;
  const box = composer.querySelector("textarea");
  const said = composer.querySelector("[role=status]");
  const files = composer.querySelector("[data-files]");
  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(composer);
    body.set("after", known);
    const button = composer.querySelector("button:not([type=button])");
    button.disabled = true;
    said.textContent = "";
    try {
      const answer = await fetch(composer.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (answer.status === 422) said.textContent = await answer.text();
      else if (!answer.ok) said.textContent = here.dataset.failed;
      else {
        composer.elements.client_id.value = answer.headers.get("X-Client-Id");
        composer.elements.quotes.value = "";
        if (files) files.value = "";
        box.value = box.defaultValue = "";
        await take(answer);
        thread.scrollTop = thread.scrollHeight;
      }
    } catch { said.textContent = here.dataset.failed; }
    delete composer.dataset.sent;
    button.disabled = false;
    box.focus();
  });
  if (files) files.addEventListener("change", () => {
    said.textContent = [...files.files].map((file) => file.name).join(", ");
  });
  document.addEventListener("click", (event) => {
    const quoting = event.target.closest("[data-quotes]");
    if (!quoting) return;
    composer.elements.quotes.value = quoting.dataset.quotes;
    const bubble = quoting.closest(".bubble");
    said.textContent = `“${(bubble.querySelector("p") || bubble).textContent.slice(0, 80)}”`;
    quoting.closest("details").open = false;
    box.focus();
  });
})();
