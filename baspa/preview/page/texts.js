// Every word that the page says: another language is another table like this one.

const texts = {
  building: "Building",
  building_stage: "Building: {stage}, {seconds} s",
  close: "Close",
  contents: "Contents",
  copied: "copied",
  copy: "Copy",
  disconnected: "No answer from baspa serve; trying again …",
  empty: "The pages stand here once the first build is done.",
  empty_failed: "There are no pages yet: the build found mistakes. They stand beside this.",
  error: "error",
  failed: "Not built: {count}",
  errors: "{count} errors",
  errors_one: "1 error",
  find: "Find on all pages",
  find_short: "Find",
  fit_page: "Whole page",
  fit_width: "Page width",
  follow: "Follow edits",
  found: "{number} of {count}",
  help: "help",
  larger: "Larger",
  menu: "Contents and messages",
  messages: "Messages",
  next: "Next place",
  no_messages: "None.",
  not_found: "Not found",
  of: "of {count}",
  open: "Open in editor",
  opened: "opened",
  our_mistake: "This is a mistake of Baspa, not yours: {failure}. The terminal says more.",
  page: "Page",
  page_name: "Page {number}",
  page_undrawn: "This page cannot be drawn.",
  pages: "Pages",
  pdf: "PDF",
  place: "Place in the sources",
  previous: "Previous place",
  sidebar: "Contents and messages",
  skip: "To the pages",
  smaller: "Smaller",
  stale: "The pages are those of the last good build.",
  up_to_date: "Up to date ({seconds} s)",
  warning: "warning",
  zoom: "Size",
};

/** Return the words for `key`; `{name}` in them gives way to `values.name`. */
export function text(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Return `count` errors in words. */
export function errors(count) {
  return count === 1 ? text("errors_one") : text("errors", { count });
}

/** Fill the elements of the document that ask for words. */
export function fillDocument() {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
    if (element.matches("button")) element.title = text(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.placeholder = text(element.dataset.hint);
  }
}

/** Return a new element with attributes or properties `made` and `children`. */
export function element(name, made = {}, ...children) {
  const found = Object.assign(document.createElement(name), made);
  found.append(...children);
  return found;
}
