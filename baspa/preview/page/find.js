// Finding: words on all pages; the server tells where they stand, page by page.

import { text } from "/texts.js";

const TYPED_MS = 150; // after so long without a key the words are looked for
const byId = (id) => document.getElementById(id);

export class Finder {
  constructor(pages) {
    this.pages = pages;
    this.edition = "";
    this.forget();
    this.field = byId("wanted");
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), TYPED_MS);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") this.leave();
      else return;
      event.preventDefault();
    });
    byId("find").addEventListener("submit", (event) => event.preventDefault());
    byId("before").addEventListener("click", () => this.step(-1));
    byId("behind").addEventListener("click", () => this.step(1));
    document.addEventListener("keydown", (event) => this.hear(event));
  }

  /** Take the keys that a browser has for finding; asked a second time, the browser finds. */
  hear(event) {
    const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
    const finds = isControl && !event.shiftKey && event.code === "KeyF";
    const repeats = event.key === "F3" || (isControl && event.code === "KeyG");
    if (finds && document.activeElement !== this.field) this.enter();
    else if (repeats && this.hits.length) this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  enter() {
    const chosen = getSelection().toString().trim();
    this.field.focus();
    if (chosen && chosen.length <= this.field.maxLength) {
      this.field.value = chosen;
      this.look();
    }
    this.field.select();
  }

  leave() {
    this.field.value = "";
    this.look();
    byId("pages").focus({ preventScroll: true });
  }

  /** Another edition is shown: look for the same words again; the reader stays where he is. */
  renew(edition) {
    this.edition = edition;
    if (this.field.value.trim()) this.look({ stays: true });
  }

  forget() {
    this.asking?.abort();
    this.hits = []; // each with its page, its digest, and its boxes
    this.hit = null; // the one that is shown
    this.isDone = true;
  }

  /** Look for what is typed; the first place from where the reader is, or was taken to, is shown. */
  async look({ stays = false } = {}) {
    clearTimeout(this.timer);
    const from = this.hit ?? this.pages.upper();
    const wanted = this.field.value.trim();
    this.forget();
    if (wanted && this.edition && from) {
      this.isDone = false;
      const asking = new AbortController();
      this.asking = asking;
      try {
        for await (const page of this.ask(wanted, asking.signal)) {
          this.hits.push(...page);
          const next = this.hit ?? page.find((hit) => !isBefore(hit, from));
          this.show(next, stays || this.hit);
        }
      } catch (error) {
        if (asking.signal.aborted) return; // other words are looked for
        console.warn(error);
      }
      this.isDone = true;
      this.hits.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    }
    this.show(this.hit ?? this.hits[0], stays || this.hit);
  }

  /** Yield the places on each page that has some. */
  async *ask(wanted, signal) {
    const asked = new URLSearchParams({ words: wanted });
    const answer = await fetch(`/found/${this.edition}?${asked}`, { signal });
    if (!answer.ok) return;
    const numbers = Map.groupBy(this.pages.views, (view) => view.page.digest);
    for await (const line of lines(answer.body)) {
      const { digest, places } = JSON.parse(line);
      for (const { number } of numbers.get(digest) ?? []) {
        yield places.map((boxes) => ({ page: number, top_pt: boxes[0][1], digest, boxes }));
      }
    }
  }

  step(direction) {
    if (!this.hits.length) return;
    const present = this.hits.indexOf(this.hit);
    this.show(this.hits.at((present + direction) % this.hits.length));
  }

  /** Show a place, or none; nothing moves where `stays`. */
  show(hit, stays = false) {
    this.hit = hit ?? null;
    this.pages.showFound(this.hits, this.hit);
    if (hit && !stays) this.pages.reveal(hit);
    for (const id of ["before", "behind"]) byId(id).disabled = !this.hits.length;
    const count = this.hits.length;
    const goesOn = this.isDone ? "" : " …";
    const words = hit
      ? text("found", { number: this.hits.indexOf(hit) + 1, count })
      : count ? String(count) : this.field.value.trim() && this.isDone ? text("not_found") : "";
    byId("found").textContent = words + goesOn;
    byId("find").classList.toggle("missing", this.isDone && !count && words !== "");
  }
}

function isBefore(a, b) {
  return a.page < b.page || (a.page === b.page && a.top_pt < b.top_pt);
}

/** Yield the lines of a text that comes bit by bit. */
async function* lines(body) {
  let rest = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const found = (rest + part).split("\n");
    rest = found.pop();
    yield* found;
  }
}
