// One page on the screen: its picture, its words, and the blocks that can be picked.

import { element, text } from "/texts.js";

const SETTLED_MS = 60; // a page that is scrolled past faster than this is not drawn
const WIDTHS_PX = [50, 6000];
const ruler = new OffscreenCanvas(1, 1).getContext("2d");
ruler.font = "100px sans-serif"; // as `.words` in preview.css

/** How wide a word is in the face of the words, as a share of the size of that face. */
function widthOf(word) {
  return ruler.measureText(word).width / 100;
}

/** Do something when the next frame is made: the browser shows that first. */
function afterFrame(act) {
  requestAnimationFrame(() => setTimeout(act));
}

export class View {
  constructor(pages) {
    this.pages = pages;
    this.blocks = [];
    this.element = element("section", { className: "page", view: this });
    this.element.addEventListener("click", (event) => this.pickBelow(event));
    this.isNear = false;
    this.worded = ""; // the digest of the page whose words lie there
    this.shown = ""; // the address of the picture that stands there
    pages.observer.observe(this.element);
  }

  take(page, number) {
    this.page = page;
    this.number = number;
    this.element.dataset.number = number;
    this.element.dataset.digest = page.digest;
    this.element.setAttribute("aria-label", text("page_name", { number: page.label || number }));
  }

  resize(scale) {
    this.scale = scale;
    this.element.style.width = `${this.page.width_pt * scale}px`;
    this.element.style.height = `${this.page.height_pt * scale}px`;
  }

  remove() {
    this.pages.observer.unobserve(this.element);
    this.clear();
    this.element.remove();
  }

  near(isNear) {
    this.isNear = isNear;
    clearTimeout(this.timer);
    if (isNear) this.timer = setTimeout(() => this.refresh(), SETTLED_MS);
    else this.clear();
  }

  clear() {
    if (this.coming) this.coming.src = ""; // ends the request
    this.coming = null;
    this.asking?.abort();
    this.asking = null;
    this.shown = "";
    this.worded = "";
    this.element.replaceChildren();
  }

  /** Where the picture of a page of this size is. */
  address(digest) {
    const asked = Math.round(this.page.width_pt * this.scale * devicePixelRatio);
    return `/picture/${digest}/${Math.min(Math.max(asked, WIDTHS_PX[0]), WIDTHS_PX[1])}`;
  }

  /** Show the page and its blocks; the old picture stays until the new one is there. */
  refresh() {
    if (!this.isNear) return;
    this.showBlocks();
    this.showFound();
    this.draw();
  }

  /** Ask for the picture of the page, unless it stands here or is on its way. */
  draw() {
    const address = this.address(this.page.digest);
    if (address === this.shown || address === this.coming?.getAttribute("src")) return;
    if (this.coming) this.coming.src = "";
    // Decoded with the frame that shows it first: `decode()` would take a frame of its own.
    const picture = element("img", { alt: "", draggable: false, decoding: "sync" });
    this.coming = picture;
    picture.onload = () => this.replace(picture, address);
    picture.onerror = () =>
      this.replace(element("p", { className: "undrawn" }, text("page_undrawn")), "", picture);
    picture.src = address;
  }

  /** Show a page that the next edition has here; `isSeen`: it was brought into view just now. */
  takeAhead(digest, isSeen) {
    this.take({ ...this.page, digest }, this.number);
    this.isNear ||= isSeen;
    if (!this.isNear) return;
    this.draw(); // the blocks come with the edition: to make them anew would cost a frame
    this.showFound();
  }

  replace(content, address, asked = content) {
    if (this.coming !== asked) return;
    this.coming = null;
    this.shown = address;
    this.element.querySelector(":scope > img, :scope > .undrawn")?.remove();
    this.element.prepend(content);
    if (address) afterFrame(() => this.showWords());
  }

  /** Lay the words of the page over its picture, unseen, to be selected, copied and found. */
  async showWords() {
    const { digest, width_pt, height_pt } = this.page;
    if (!this.shown || this.worded === digest) return;
    this.worded = digest;
    this.asking?.abort();
    this.asking = new AbortController();
    const answer = await fetch(`/words/${digest}`, { signal: this.asking.signal }).catch(() => null);
    const words = answer?.ok ? await answer.json().catch(() => []) : [];
    if (this.worded !== digest) return; // another page stands here by now
    const layer = element("div", { className: "words" });
    for (const [word, left, top, width, height, ends] of words) {
      const span = element("span", {}, word);
      span.style.left = `${(left / width_pt) * 100}%`;
      span.style.top = `${(top / height_pt) * 100}%`;
      span.style.fontSize = `${(height / width_pt) * 100}cqw`;
      span.style.scale = `${width / (widthOf(word.trimEnd()) * height) || 1} 1`;
      layer.append(span, ...(ends ? [element("br")] : []));
    }
    this.element.querySelector(":scope > .words")?.remove();
    this.element.append(layer);
  }

  /** Pick the block under a word that was clicked; who selects words picks nothing. */
  pickBelow(event) {
    if (!event.target.closest(".words")) return;
    if (event.detail < 2 && !getSelection().isCollapsed) return;
    const { left, top } = this.element.getBoundingClientRect();
    const x = (event.clientX - left) / this.scale;
    const y = (event.clientY - top) / this.scale;
    const block = this.blocks.findLast((each) =>
      each.left_pt <= x && x <= each.left_pt + each.width_pt &&
      each.top_pt <= y && y <= each.top_pt + each.height_pt);
    if (block) this.pick(block, (y - block.top_pt) / block.height_pt, event);
  }

  pick(block, share, event) {
    this.pages.picked({ file: block.file, line: this.pages.lineAt(block, share) }, event);
  }

  showBlocks() {
    this.element.querySelectorAll(":scope > .block").forEach((each) => each.remove());
    const { width_pt, height_pt } = this.page;
    for (const block of this.blocks) {
      const button = element("button", { type: "button", className: "block" });
      button.setAttribute("aria-label", `${block.file}:${block.line}`);
      button.dataset.block = block.block;
      button.style.left = `${(block.left_pt / width_pt) * 100}%`;
      button.style.top = `${(block.top_pt / height_pt) * 100}%`;
      button.style.width = `${(block.width_pt / width_pt) * 100}%`;
      button.style.height = `${(block.height_pt / height_pt) * 100}%`;
      button.addEventListener("click", (event) => {
        const share = event.detail ? event.offsetY / button.offsetHeight : 0; // 0: by a key
        this.pick(block, share, event);
      });
      this.element.append(button);
    }
  }

  /** Mark the words that were found on this page. */
  showFound() {
    this.element.querySelectorAll(":scope > .found").forEach((each) => each.remove());
    const { width_pt, height_pt, digest } = this.page;
    const hits = this.pages.found.get(this.number) ?? [];
    for (const hit of hits.filter((each) => each.digest === digest)) {
      for (const [left, top, width, height] of hit.boxes) {
        const mark = element("div", { className: "found" });
        mark.classList.toggle("chosen", hit === this.pages.chosen);
        mark.style.left = `${(left / width_pt) * 100}%`;
        mark.style.top = `${(top / height_pt) * 100}%`;
        mark.style.width = `${(width / width_pt) * 100}%`;
        mark.style.height = `${(height / height_pt) * 100}%`;
        this.element.append(mark);
      }
    }
  }

  mark(top_pt) {
    const mark = element("div", { className: "edit" });
    mark.style.top = `${(top_pt / this.page.height_pt) * 100}%`;
    this.element.append(mark);
    setTimeout(() => mark.remove(), 2500);
  }
}
