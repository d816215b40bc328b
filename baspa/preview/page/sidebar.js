// What stands beside the pages: the messages of the last build, and the contents.

import { element, text } from "/texts.js";

/** Show the diagnostics; `picked` is told the place of one that was chosen. */
export function showMessages(list, status, picked) {
  const items = status.diagnostics.map((each) => message(each, picked));
  if (status.failure) {
    const words = text("our_mistake", { failure: status.failure });
    items.unshift(element("li", { className: "error" }, element("p", {}, words)));
  }
  if (!items.length) items.push(element("li", { className: "none" }, text("no_messages")));
  list.replaceChildren(...items);
  list.querySelectorAll("pre").forEach(showCarets);
}

/** Scroll an excerpt, a long line with carets under a part of it, to that part. */
function showCarets(excerpt) {
  const [line, carets] = excerpt.textContent.split("\n");
  const column = carets.indexOf("^") / Math.max(line.length, carets.length);
  excerpt.scrollLeft = column * excerpt.scrollWidth - excerpt.clientWidth / 3;
}

function message(found, picked) {
  const item = element("li", { className: found.severity });
  const head = element("p", {},
    element("strong", {}, `${text(found.severity)} ${found.code}`), ` ${found.message}`);
  item.append(head);
  if (found.file) {
    const place = { file: found.file, line: found.line ?? 1, column: found.column ?? 1 };
    const name = found.line ? `${found.file}:${found.line}:${found.column}` : found.file;
    const button = element("button", { type: "button", className: "link" }, name);
    button.addEventListener("click", (event) => picked(place, event));
    item.append(button);
  }
  if (found.excerpt) item.append(element("pre", {}, found.excerpt));
  if (found.help) {
    item.append(element("p", { className: "help" }, `${text("help")}: ${found.help}`));
  }
  return item;
}

/** Show the outline, its pages by their names; `chosen` is told the bookmark that was chosen. */
export function showContents(list, outline, pageName, chosen) {
  const items = outline.map((bookmark) => {
    const button = element("button", { type: "button" },
      element("span", {}, bookmark.title), element("span", {}, pageName(bookmark.page)));
    button.addEventListener("click", () => chosen(bookmark));
    const item = element("li", {}, button);
    item.style.setProperty("--level", bookmark.level);
    return item;
  });
  list.replaceChildren(...items);
}

/** Mark the entry of the contents under which a height on a page stands. */
export function markCurrent(list, outline, { page, top_pt }) {
  const index = outline.findLastIndex(
    (each) => each.page < page || (each.page === page && each.top_pt <= top_pt),
  );
  const [before, now] = [list.querySelector("[aria-current]"), list.children[index]?.firstChild];
  if (before === now) return;
  before?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  now?.scrollIntoView({ block: "nearest" });
}
