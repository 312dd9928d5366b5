"use strict";
(() => {
  const all = (pick, under = document) => [...under.querySelectorAll(pick)];
  const values = new Map(all("button.value").map((button) => [button.dataset.id, button]));
  const places = new Map();
  for (const place of all("[data-v]"))
    for (const id of place.dataset.v.split(" ")) places.set(id, [...(places.get(id) || []), place]);
  const words = document.body.dataset;
  const says = document.getElementById("says");
  const source = document.querySelector(".source");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let lit = null, pinned = null;
  document.documentElement.classList.add("js");
  says.hidden = false;

  const shown = (place) => place.getClientRects().length > 0;
  const seen = (id) => (places.get(id) || []).filter(shown);
  const paint = (id, name, on) => {
    for (const place of places.get(id) || []) place.classList.toggle(name, on);
    if (values.has(id)) values.get(id).classList.toggle(name, on);
  };
  const light = (id) => {
    if (id === lit) return;
    if (lit) paint(lit, "on", false);
    lit = id;
    if (lit) paint(lit, "on", true);
  };
  const tell = (id, where) => {
    const button = values.get(id);
    const what = button ? button.dataset.says : where ? where.getAttribute("title") : "";
    says.textContent = what ? (seen(id).length ? words.found : words.hidden).replace("{value}", () => what) : "";
  };
  const pin = (id, where) => {
    if (pinned) { paint(pinned, "pin", false); values.get(pinned)?.setAttribute("aria-pressed", "false"); }
    pinned = id;
    if (!id) { says.textContent = ""; return; }
    paint(id, "pin", true);
    values.get(id)?.setAttribute("aria-pressed", "true");
    tell(id, where);
  };
  const open = (button) => { const folded = button.closest("details"); if (folded) folded.open = true; };
  const goTo = (target, focus) => {
    target.scrollIntoView({ block: "center", behavior: still });
    if (!focus) return;
    target.setAttribute("tabindex", target.matches("button") ? "0" : "-1");
    target.focus({ preventScroll: true });
  };
  const idOf = (target) => {
    const button = target.closest("button.value");
    if (button) return button.dataset.id;
    const place = target.closest("[data-v]");
    if (!place) return null;
    const ids = place.dataset.v.split(" ");
    return ids.includes(pinned) ? pinned : ids[0];
  };

  document.addEventListener("pointerover", (event) => light(event.target.closest ? idOf(event.target) : null));
  document.addEventListener("focusin", (event) => light(idOf(event.target)));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.value");
    const place = event.target.closest("[data-v]");
    if (button) {
      const id = button.dataset.id;
      pin(pinned === id ? null : id);
      if (pinned && seen(id).length) goTo(seen(id)[0], false);
    } else if (place) {
      const ids = place.dataset.v.split(" ");
      const next = ids[(ids.indexOf(pinned) + 1) % ids.length];
      pin(next, place);
      const value = values.get(next);
      if (value) { open(value); goTo(value, false); }
    }
  });

  const stops = () => { const found = []; const met = new Set();
    for (const place of all("[data-v]", source)) {
      if (!shown(place)) continue;
      const fresh = place.dataset.v.split(" ").filter((id) => !met.has(id));
      if (fresh.length) found.push([place, fresh[0]]);
      for (const id of fresh) met.add(id);
    }
    return found; };
  const step = (by) => {
    const found = stops();
    if (!found.length) return;
    const at = found.findIndex(([place]) => place === document.activeElement);
    const [place, id] = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length];
    pin(id, place);
    goTo(place, true);
  };
  document.addEventListener("keydown", (event) => {
    const here = event.target;
    if (event.key === "Escape") { const back = values.get(pinned); pin(null); light(null); if (back && !here.closest("button")) { open(back); goTo(back, true); } return; }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (here.closest(".source") && !here.closest("input")) {
      if (event.key === "ArrowRight") { event.preventDefault(); step(1); }
      if (event.key === "ArrowLeft") { event.preventDefault(); step(-1); }
      if (event.key === "Enter" && values.has(pinned)) { event.preventDefault(); open(values.get(pinned)); goTo(values.get(pinned), true); }
    } else if (here.matches("button.value")) {
      if (event.key === "ArrowRight" && seen(here.dataset.id).length) { event.preventDefault(); pin(here.dataset.id); goTo(seen(here.dataset.id)[0], true); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const row = [...values.values()].filter(shown);
        const next = row[row.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
        if (next) { event.preventDefault(); next.focus(); }
      }
    }
  });

  const pictures = document.getElementById("pictures"), text = document.getElementById("text");
  const view = (which) => { if (!pictures) return; pictures.hidden = which === "text"; text.hidden = which === "pictures";
    if (pinned && seen(pinned).length) goTo(seen(pinned)[0], false); };
  for (const choice of all("input[name=view]")) {
    choice.addEventListener("change", () => view(choice.value));
    if (choice.checked) view(choice.value);
  }
  document.getElementById("edits")?.addEventListener("change", (event) => text.classList.toggle("plain", !event.target.checked));

  const today = new Date(new Date().toDateString());
  for (const left of all("[data-due]")) {
    const days = Math.round((new Date(`${left.dataset.due}T00:00`) - today) / 864e5);
    left.textContent = (days > 0 ? words.left : days === 0 ? words.today : words.over).replace("{days}", Math.abs(days));
  }
  addEventListener("beforeprint", () => all("details").forEach((folded) => { if (!folded.dataset.long) folded.open = true; }));
})();
