/* A voice note: record, listen, send or throw away. Shown only where the browser can record. */
(() => {
  "use strict";
  const LONGEST = 5 * 60; // seconds
  const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
  const composer = document.querySelector("[data-composer]");
  const opener = composer && composer.querySelector("[data-record]");
  const can = "MediaRecorder" in window && navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  if (!opener || !can || !composer.sendFile) return;
  opener.hidden = false;

  const panel = composer.querySelector("[data-voice]");
  const part = (name) => panel.querySelector(`[data-voice-${name}]`);
  const words = part("words").dataset;
  const status = composer.querySelector(".composer__said");
  let recorder = null, note = null, address = "", clock = 0, seconds = 0;

  const time = () => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const say = (text) => { part("says").textContent = text; };
  const put = (shown) => {
    panel.hidden = shown === "none";
    panel.classList.toggle("voice--on", shown === "recording");
    for (const each of composer.children) if (each !== panel && each !== status) each.classList.toggle("is-away", !panel.hidden);
    part("stop").hidden = shown !== "recording";
    part("send").hidden = part("play").hidden = shown !== "recorded";
  };
  const letGo = () => {
    clearInterval(clock);
    if (recorder) recorder.stream.getTracks().forEach((track) => track.stop());
    recorder = null;
  };
  const close = () => {
    letGo();
    part("play").removeAttribute("src");
    if (address) URL.revokeObjectURL(address);
    note = null;
    address = "";
    put("none");
    opener.focus();
  };
  const stop = (because) => {
    if (!recorder || recorder.state === "inactive") return;
    recorder.stop();
    say(because || words.listen);
  };
  const start = async () => {
    status.textContent = "";
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { status.textContent = words.refused; return; }
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const pieces = [];
    const mine = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: 32000 });
    recorder = mine;
    mine.ondataavailable = (event) => { if (event.data.size) pieces.push(event.data); };
    mine.onstop = () => {
      if (recorder !== mine) return; // thrown away
      const kind = mine.mimeType.split(";")[0];
      note = new File(pieces, `voice-note.${kind.split("/")[1]}`, { type: kind });
      letGo();
      address = URL.createObjectURL(note);
      part("play").src = address;
      put("recorded");
      part("send").focus();
    };
    mine.start(1000);
    seconds = 0;
    part("time").textContent = time();
    clock = setInterval(() => {
      seconds += 1;
      part("time").textContent = time();
      if (seconds >= LONGEST) stop(words.full);
    }, 1000);
    say(words.recording);
    put("recording");
    part("stop").focus();
  };

  opener.addEventListener("click", start);
  part("stop").addEventListener("click", () => stop());
  part("cancel").addEventListener("click", close);
  part("send").addEventListener("click", async () => {
    const button = part("send");
    button.disabled = true;
    // Kept until it has arrived: a lost line costs a second press, not the words.
    if (await composer.sendFile(note)) close();
    button.disabled = false;
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  addEventListener("pagehide", letGo);
})();
