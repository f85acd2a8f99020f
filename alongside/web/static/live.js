/* What is new appears by itself: words, answers, signs, who has read, who is writing, how many notices wait.
   Without this file a reload shows them. */
(() => {
  "use strict";
  const LOOK_EVERY = 5000; // without a stream the page asks this often
  const SILENT_AFTER = 45000; // a stream breathes every 20 seconds; one that does not is no stream
  const LONGEST_ANSWER = 15000;
  const here = document.querySelector("[data-live]");
  const thread = document.querySelector("[data-thread]");
  const composer = document.querySelector("[data-composer]");
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const space = here ? here.dataset.live : "";
  let known = here ? Number(here.dataset.after) : 0;
  let wanted = known;
  let isStale = false; // something beside the chat changed and was not drawn yet

  const ask = (address, options = {}) =>
    fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(LONGEST_ANSWER), ...options });

  /* ---- Bubbles: each stands once, in the order of its number -------------------------------------------------- */
  const isAtEnd = () => !thread || thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const later = new Map(); // bubbles that changed while somebody was using their menu
  const place = (bubble) => {
    const old = document.getElementById(bubble.id);
    if (old && thread.contains(old)) {
      if (old.contains(document.activeElement)) later.set(bubble.id, bubble);
      else old.replaceWith(bubble);
      return;
    }
    const number = Number(bubble.dataset.number);
    const next = [...thread.querySelectorAll("[data-number]")].find((other) => Number(other.dataset.number) > number);
    thread.insertBefore(bubble, next || thread.querySelector("#newest"));
    each("[data-empty], .chat__begin", (part) => part.remove(), thread);
    const keeps = Number(thread.dataset.keeps);
    const bubbles = thread.querySelectorAll("[data-number]");
    if (keeps && bubbles.length > keeps) bubbles[0].remove();
  };
  if (thread) thread.addEventListener("focusout", () => setTimeout(() => {
    for (const [id, bubble] of [...later]) { later.delete(id); place(bubble); }
  }));
  const show = (html) => {
    if (!thread) return;
    const follow = isAtEnd();
    const parsed = new DOMParser().parseFromString(html, "text/html");
    each("[data-number]", (bubble) => place(document.adoptNode(bubble)), parsed);
    each("[data-needs-script]", (part) => { part.hidden = false; }, thread);
    if (follow) thread.scrollTop = thread.scrollHeight;
  };
  const showSeen = (upTo) => {
    if (!thread || !upTo) return;
    each(".bubble--me [data-seen]", (mark) => {
      if (Number(mark.closest("[data-number]").dataset.number) <= upTo) mark.hidden = false;
    }, thread);
  };

  /* ---- Everything beside the chat: take over what changed, never what is being written in ---------------------- */
  const isInUse = (part) => part.contains(document.activeElement)
    || [...part.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
  const takeOver = (part, now) => {
    if (part.outerHTML === now.outerHTML) return;
    if (!isInUse(part)) return part.replaceWith(document.adoptNode(now));
    // Somebody writes in here: leave the part standing and take over the named parts inside it, one by one.
    const named = [...now.children].filter((child) => child.id);
    let before = null;
    for (const child of named) {
      const old = document.getElementById(child.id);
      if (old && part.contains(old)) takeOver(old, child);
      else if (before) before.after(document.adoptNode(child));
      else part.prepend(document.adoptNode(child));
      before = document.getElementById(child.id);
    }
    const stays = new Set(named.map((child) => child.id));
    [...part.children].filter((child) => child.id && !stays.has(child.id) && !isInUse(child)).forEach((child) => child.remove());
  };
  const refresh = async () => {
    const parts = document.querySelectorAll("[data-live-part]");
    if (!parts.length) return;
    const answer = await ask(location.href);
    if (answer.redirected || answer.status === 404) return location.reload();
    if (!answer.ok) throw new Error("refresh");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    parts.forEach((part) => {
      const now = fresh.getElementById(part.id);
      if (now && part.isConnected) takeOver(part, now);
    });
    each(".path, .path__key", (part) => {
      const now = fresh.querySelector(part.classList.contains("path") ? ".path" : ".path__key");
      if (now && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(now));
    });
    each("[data-needs-script]", (part) => { part.hidden = false; });
  };

  /* ---- Catching up: everything after the number this page knows, in order, one question at a time -------------- */
  let line = Promise.resolve();
  const inLine = (act) => { line = line.then(act, act); return line; };
  const take = async (answer) => {
    const upTo = Number(answer.headers.get("X-Up-To"));
    show(await answer.text());
    known = Math.max(known, upTo);
    showSeen(Number(answer.headers.get("X-Seen-Up-To")));
    if (answer.headers.get("X-Elsewhere") === "yes") isStale = true;
    return answer.headers.get("X-More") === "yes";
  };
  let again = 0;
  const catchUp = () => inLine(async () => {
    clearTimeout(again);
    try {
      while (wanted > known) {
        const query = new URLSearchParams({ after: known, back: location.pathname });
        if (thread && !document.hidden) query.set("seen", "");
        if (thread && thread.dataset.keeps) query.set("preview", "");
        const answer = await ask(`${here.dataset.since}?${query}`);
        if (answer.redirected || answer.status === 404) return location.reload();
        if (!answer.ok) throw new Error("catching up");
        const before = known;
        const more = await take(answer);
        if (!more && known === before) wanted = known;
      }
      if (isStale) { await refresh(); isStale = false; }
    } catch { again = setTimeout(catchUp, 2000); }
  });
  const look = () => { if (here && !document.hidden) { wanted = Math.max(wanted, known + 1); catchUp(); } };

  /* ---- News: numbers only ------------------------------------------------------------------------------------- */
  const showNotices = (number) => each("[data-notices]", (place) => {
    place.replaceChildren();
    if (!number) return;
    const count = place.appendChild(document.createElement("span"));
    count.className = "count";
    count.textContent = number;
    const what = count.appendChild(document.createElement("span"));
    what.className = "sr";
    what.textContent = ` ${place.dataset.notices}`;
  });
  const hear = (news) => {
    if ("notices" in news) showNotices(news.notices);
    if (!here) return;
    if ((news.gone || []).includes(space)) return location.reload();
    const number = (news.spaces || {})[space];
    if (number > known) { wanted = Math.max(wanted, number); catchUp(); }
  };

  /* ---- Who is writing: shown for a few seconds, only where everybody agreed ------------------------------------ */
  const sign = document.querySelector("[data-writing]");
  const writers = sign ? JSON.parse(sign.dataset.writing) : {};
  const writing = new Map();
  const showWriting = () => {
    sign.textContent = [...writing.keys()].map((who) => writers[who]).join(" ");
    sign.hidden = !writing.size;
  };
  const hearWriting = ({ space: where, who }) => {
    if (where !== space || !writers[who]) return;
    clearTimeout(writing.get(who));
    writing.set(who, setTimeout(() => { writing.delete(who); showWriting(); }, 6000));
    showWriting();
  };
  const stopWriting = () => { writing.forEach(clearTimeout); writing.clear(); if (sign) showWriting(); };

  /* ---- One stream for all tabs of this browser: whoever holds the lock listens and tells the others ------------ */
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("alongside-live") : null;
  let heardAt = 0;
  let last = null;
  const pass = (message) => { if (channel) channel.postMessage(message); handle(message); };
  const handle = (message) => {
    if (message.lost) heardAt = 0;
    else if (!message.hello) heardAt = Date.now();
    if (message.news) hear(message.news);
    if (message.writing) hearWriting(message.writing);
    if (message.bye) location.reload();
    if (message.hello && last) channel.postMessage({ news: last });
  };
  if (channel) channel.onmessage = (event) => handle(event.data);
  const listen = () => new Promise((over) => {
    const stream = new EventSource("/live/");
    const on = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("news", (news) => {
      last = { ...news, gone: [], spaces: { ...(last && last.spaces), ...news.spaces } };
      pass({ news });
    });
    on("writing", (sign) => pass({ writing: sign }));
    on("breath", () => pass({ breath: true }));
    on("bye", () => { stream.close(); pass({ bye: true }); });
    stream.onerror = () => {
      pass({ lost: true });
      // The browser itself comes back after a lost line, but not after a refusal.
      if (stream.readyState === EventSource.CLOSED) setTimeout(over, 15000);
    };
    addEventListener("pagehide", () => { isLeaving = true; stream.close(); over(); }, { once: true });
  });
  let isLeaving = false;
  const listenOn = async () => { while (!isLeaving) await listen(); };
  setInterval(() => { if (Date.now() - heardAt > SILENT_AFTER) look(); }, LOOK_EVERY);
  if ("EventSource" in window) {
    if (navigator.locks && channel) {
      navigator.locks.request("alongside-live", listenOn);
      channel.postMessage({ hello: true });
    } else listenOn();
  }
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);

  /* ---- The page opens where the new words begin ---------------------------------------------------------------- */
  const firstNew = thread && thread.querySelector("#unread");
  if (firstNew) thread.scrollTop = firstNew.offsetTop - thread.offsetTop - 48;

  /* ---- Sending without leaving the page; what could not be sent stays where it was written --------------------- */
  if (!composer || !thread) return;
  const box = composer.querySelector("textarea");
  const said = composer.querySelector("[role=status]");
  const files = composer.querySelector("[data-files]");
  const send = (body) => inLine(async () => {
    body.set("after", known);
    said.textContent = "";
    try {
      const answer = await ask(composer.action, { method: "POST", body, headers: { "HX-Request": "true" }, signal: undefined });
      const nextId = answer.headers.get("X-Client-Id");
      if (nextId) composer.elements.client_id.value = nextId;
      if (answer.status === 422 || answer.status === 429) said.textContent = await answer.text();
      else if (answer.status === 413 && files) said.textContent = files.dataset.large;
      else if (!answer.ok || answer.redirected) said.textContent = here.dataset.failed;
      else {
        if (await take(answer)) look();
        if (isStale) look();
        thread.scrollTop = thread.scrollHeight;
        return true;
      }
    } catch { said.textContent = here.dataset.failed; }
    return false;
  });
  composer.sendFile = (file) => {
    const body = new FormData(composer);
    body.delete("files");
    body.set("message", "");
    body.append("files", file);
    return send(body);
  };
  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = composer.querySelector("button:not([type=button])");
    button.disabled = true;
    const sent = box.value;
    if (await send(new FormData(composer))) {
      composer.elements.quotes.value = "";
      if (files) files.value = "";
      // What was written while the message was on its way is the beginning of the next one.
      box.value = box.value.startsWith(sent) ? box.value.slice(sent.length).trimStart() : "";
      box.defaultValue = "";
    }
    delete composer.dataset.sent;
    button.disabled = false;
    box.focus();
  });
  const MOST_BYTES = 10_000_000;
  if (files) files.addEventListener("change", () => {
    const chosen = [...files.files];
    const isTooMuch = chosen.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES;
    said.textContent = isTooMuch ? files.dataset.large : chosen.map((file) => file.name).join(", ");
    if (isTooMuch) files.value = "";
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

  /* ---- Saying that one is writing ------------------------------------------------------------------------------ */
  let toldAt = 0;
  if (sign) box.addEventListener("input", () => {
    if (!box.value.trim() || Date.now() - toldAt < 3000) return;
    toldAt = Date.now();
    const token = composer.elements.csrfmiddlewaretoken.value;
    ask(sign.dataset.to, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
  });
  new MutationObserver(stopWriting).observe(thread, { childList: true });
})();
