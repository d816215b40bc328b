// The pages of an edition: as high as they print, with a picture only near what is being read.

import { View } from "/view.js";

const NEAR = "100% 0px"; // a screen above and below
const GAP_PX = 12; // between pages
const PX_PER_PT = 96 / 72;
export const SIZES = ["width", "page", 50, 75, 100, 125, 150, 200, 300];

export class Pages {
  /** `picked` is told the place of a block that was chosen: `{file, line}`, and the event. */
  constructor(container, sheets, { picked, moved }) {
    this.container = container;
    this.sheets = sheets;
    this.picked = picked;
    this.size = "width";
    this.views = [];
    this.blocks = [];
    this.found = new Map(); // the places that words were found at, by the number of the page
    this.observer = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.target.view.near(entry.isIntersecting)),
      { root: container, rootMargin: NEAR },
    );
    container.addEventListener("scroll", () => moved(), { passive: true });
    new ResizeObserver(() => this.fit()).observe(container);
    this.watchPixels();
  }

  /** Show an edition; the reader stays where he is, whatever was inserted above. */
  show(edition) {
    this.isAhead = false;
    const place = this.place();
    const views = this.reused(edition.pages);
    this.blocks = edition.blocks;
    edition.pages.forEach((page, index) => views[index].take(page, index + 1));
    countFragments(edition.blocks);
    for (const view of views) view.blocks = [];
    for (const block of edition.blocks) views[block.page - 1].blocks.push(block);
    const used = new Set(views);
    for (const view of this.views) if (!used.has(view)) view.remove();
    this.views = views;
    views.forEach((view, index) => {
      const present = this.sheets.children[index];
      if (present !== view.element) this.sheets.insertBefore(view.element, present ?? null);
    });
    this.measure();
    this.go(place);
    for (const view of views) view.refresh();
  }

  /** Return a view for each page: the one that shows it already, else one that is free. */
  reused(pages) {
    const byDigest = Map.groupBy(this.views, (view) => view.page.digest);
    const views = pages.map((page) => byDigest.get(page.digest)?.shift());
    const used = new Set(views);
    const free = new Set(this.views.filter((view) => !used.has(view)));
    return views.map((view, index) => {
      if (view) return view;
      const before = this.views[index];
      return free.delete(before) ? before : new View(this);
    });
  }

  setSize(size) {
    this.size = size;
    this.fit();
  }

  /** Adapt to the window; the reader stays where he is. */
  fit() {
    const place = this.place();
    this.measure();
    this.go(place);
    for (const view of this.views) view.refresh();
  }

  /** Give each page its size; one that is larger than most, such as a landscape one, fits in too. */
  measure() {
    if (!this.views.length) return;
    const style = getComputedStyle(this.sheets);
    const room = (side) => parseFloat(style[`padding${side}`]);
    const width = this.container.clientWidth - room("Left") - room("Right");
    const height = this.container.clientHeight - room("Top") - room("Bottom");
    const fitting = {
      width: (page) => width / page.width_pt,
      page: (page) => Math.min(width / page.width_pt, height / page.height_pt),
    }[this.size];
    const usual = this.views[this.views.length >> 1].page;
    this.scale = fitting ? fitting(usual) : (this.size / 100) * PX_PER_PT;
    for (const view of this.views) {
      view.resize(fitting ? Math.min(this.scale, fitting(view.page)) : this.scale);
    }
  }

  /** The present size, for the steps to larger and smaller. */
  get percent() {
    return (this.scale / PX_PER_PT) * 100;
  }

  /** Draw anew on a screen with other pixels. */
  watchPixels() {
    const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    same.addEventListener("change", () => { this.watchPixels(); this.fit(); }, { once: true });
  }

  /** Where the reader is: the visible blocks with their distance from the upper edge, and the page. */
  place() {
    const view = this.current();
    if (!view) return null;
    const top = this.container.scrollTop;
    const bottom = top + this.container.clientHeight;
    const blocks = [];
    for (const each of this.views.slice(view.number - 1)) {
      if (each.element.offsetTop >= bottom) break;
      for (const block of each.blocks) {
        const distance = this.top(block) - top;
        if (distance + block.height_pt * each.scale > 0 && distance < bottom - top) {
          blocks.push({ key: block.key, distance });
        }
      }
    }
    const share = (top - view.element.offsetTop) / view.element.offsetHeight;
    return { blocks, digest: view.page.digest, number: view.number, share };
  }

  go(place) {
    if (!place || !this.views.length) return;
    const known = new Map(this.blocks.map((block) => [block.key, block]));
    const anchor = place.blocks.find(({ key }) => known.has(key));
    if (anchor) {
      this.container.scrollTop = this.top(known.get(anchor.key)) - anchor.distance;
      return;
    }
    const same = this.views.find((view) => view.page.digest === place.digest);
    const view = same ?? this.views[Math.min(place.number, this.views.length) - 1];
    this.container.scrollTop = view.element.offsetTop + place.share * view.element.offsetHeight;
  }

  /** What stands at the upper edge of the window: page and height. */
  upper() {
    const view = this.current();
    if (!view) return null;
    const down = this.container.scrollTop - view.element.offsetTop;
    return { page: view.number, top_pt: Math.max(0, down) / view.scale };
  }

  /** Mark the places that words were found at, and one of them in particular. */
  showFound(hits, chosen) {
    this.found = Map.groupBy(hits, (hit) => hit.page);
    this.chosen = chosen;
    for (const view of this.views) if (view.isNear) view.showFound();
  }

  /** The page at the upper edge of the window, or `below` that edge. */
  current(below = 1) {
    const top = this.container.scrollTop + below;
    let [low, high] = [0, this.views.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { offsetTop, offsetHeight } = this.views[middle].element;
      if (offsetTop + offsetHeight > top) high = middle; else low = middle + 1;
    }
    return this.views[Math.min(low, this.views.length - 1)];
  }

  /** What the reader looks at: the page in the upper part of the window, and how far down it. */
  focus() {
    const below = this.container.clientHeight / 4;
    const view = this.current(below);
    if (!view) return null;
    const down = this.container.scrollTop + below - view.element.offsetTop;
    return { page: view.number, top_pt: Math.max(0, down) / view.scale };
  }

  top({ page, top_pt }) {
    const { element: sheet, scale } = this.views[page - 1];
    return sheet.offsetTop + top_pt * scale;
  }

  /** Bring a height on a page into view; nothing moves where it is in view already. */
  reveal(spot, { mark = false, always = false } = {}) {
    if (!this.views[spot.page - 1]) return;
    const { scrollTop, clientHeight } = this.container;
    const top = this.top(spot);
    const margin = clientHeight / 12;
    if (always) this.container.scrollTop = top - GAP_PX;
    else if (top < scrollTop + margin || top > scrollTop + clientHeight - margin) {
      this.container.scrollTop = top - clientHeight / 3;
    }
    if (mark) this.views[spot.page - 1].mark(spot.top_pt);
  }

  /** Show the page that was edited before its edition is there; `follows`: bring it into view. */
  showAhead(spot, follows) {
    const view = this.views[spot.page - 1];
    if (!view || (view.page.digest === spot.digest && !this.isAhead)) return;
    this.isAhead = true;
    const isFound = follows && spot.top_pt !== null;
    view.takeAhead(spot.digest, isFound); // asks for the picture, before anything is measured
    if (isFound) this.reveal(spot);
  }

  /** The block that was written at a line, or the last one before it. */
  blockAt(file, line) {
    const before = this.blocks.filter((block) => block.file === file && block.line <= line);
    return before.length ? before.reduce((a, b) => (b.line > a.line ? b : a)) : null;
  }

  /** The line of a block that stands `share` of the way down its fragment. */
  lineAt(block, share) {
    const fragments = this.blocks.filter((each) => each.block === block.block);
    const height = fragments.reduce((sum, each) => sum + each.height_pt, 0);
    const above = fragments.slice(0, block.fragment).reduce((sum, each) => sum + each.height_pt, 0);
    const lines = block.last_line - block.line + 1;
    const down = height ? (above + share * block.height_pt) / height : 0;
    return block.line + Math.min(lines - 1, Math.floor(down * lines));
  }
}

/** Give each block its `fragment`, from 0, and a `key` that tells its fragments apart. */
function countFragments(blocks) {
  const seen = new Map();
  for (const block of blocks) {
    block.fragment = seen.get(block.block) ?? 0;
    block.key = `${block.block}/${block.fragment}`;
    seen.set(block.block, block.fragment + 1);
  }
}
