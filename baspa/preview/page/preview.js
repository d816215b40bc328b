// The page of `baspa serve`: it hears how builds go, and shows the pages of the newest good one.

import { Finder } from "/find.js";
import { Pages, SIZES } from "/pages.js";
import { markCurrent, showContents, showMessages } from "/sidebar.js";
import { element, errors, fillDocument, text } from "/texts.js";

const byId = (id) => document.getElementById(id);
const PLACE = "place"; // where the reader was, kept while the tab lives
const QUIET_MS = 200; // what a build that ends sooner told of itself would only flicker
const NARROW = matchMedia("(max-width: 50rem)");

let status = null;
let edition = { id: "", outline: [] };
let seenRound = 0; // the last build that the page has taken over; 0 after the server was away
let revealedRound = 0; // the last build whose edit came into view
let taken = Promise.resolve(); // one status is taken over after the other
let telling = 0; // the timer of what is told of that build
let begun = 0; // when the build that goes on began
let chosen = null; // the place that stands in the footer
let source = null;

fillDocument();

const pages = new Pages(byId("pages"), byId("sheets"), { picked: pick, moved: onMove });
const finder = new Finder(pages);

// --- what the server tells -------------------------------------------------------------------

/** Listen while the tab is seen: a browser has but six connections to a server for all its tabs. */
function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource("/events");
  source.onmessage = (event) => {
    taken = taken.then(() => hear(JSON.parse(event.data))).catch(reportError);
  };
  source.onerror = () => {
    seenRound = 0;
    revealedRound = 0;
    clearTimeout(telling);
    byId("state").textContent = text("disconnected");
    document.body.dataset.state = "disconnected";
    byId("progress").hidden = true;
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => sessionStorage.setItem(PLACE, JSON.stringify(pages.place())));

async function hear(told) {
  if (told.building && !status?.building) begun = performance.now();
  const isLive = seenRound > 0;
  const isNew = told.edition && told.edition !== edition.id;
  const follows = isLive && told.edited && byId("follow").checked;
  const wasAway = document.body.dataset.state === "disconnected";
  status = told;
  showState();
  if (isNew) await fetchEdition(told.edition);
  else if (told.building && told.edited && isLive) pages.showAhead(told.edited, follows);
  else if (pages.isAhead) pages.show(edition); // nothing came of it
  else if (wasAway) pages.fit(); // draws what could not be drawn meanwhile
  const round = told.round + (told.building ? 1 : 0);
  if (follows && round > revealedRound && (isNew || !told.building)) {
    pages.reveal(told.edited, { mark: true });
    revealedRound = round;
  }
  if (told.building) return;
  showMessages(byId("messages"), told, pick);
  seenRound = told.round;
  revealedRound = told.round;
  document.body.dataset.round = told.round;
}

async function fetchEdition(id) {
  const answer = await fetch(`/edition/${id}`);
  if (!answer.ok) return; // it has been replaced: the next status names its successor
  const isFirst = !edition.id;
  edition = Object.assign(await answer.json(), { id });
  byId("empty").hidden = true;
  byId("pdf").hidden = false;
  byId("number").disabled = false;
  byId("title").textContent = edition.title || status.project;
  document.title = `${edition.title || status.project} – Baspa`;
  byId("count").textContent = text("of", { count: edition.pages.length });
  showContents(byId("contents"), edition.outline, pageName, (bookmark) => {
    pages.reveal(bookmark, { always: true });
    if (NARROW.matches) toggleSidebar(false);
  });
  pages.show(edition);
  document.body.dataset.edition = id;
  if (isFirst) pages.go(JSON.parse(sessionStorage.getItem(PLACE)));
  finder.renew(id);
  onMove();
}

/** What a page prints as its number; its place in the file in brackets where it prints none. */
function pageName(place) {
  const { label } = edition.pages[place - 1];
  return label || (edition.pages.some((page) => page.label) ? `(${place})` : String(place));
}

function showState() {
  clearTimeout(telling);
  if (status.building && seenRound && performance.now() - begun < QUIET_MS) {
    telling = setTimeout(showState, QUIET_MS);
    return;
  }
  const count = status.diagnostics.filter((each) => each.severity === "error").length;
  const failed = status.failed && !status.building;
  document.body.dataset.state = status.building ? "building" : failed ? "failed" : "good";
  byId("progress").hidden = !status.building;
  byId("open").hidden = !status.opens;
  byId("stale").hidden = !(status.failed && status.edition);
  say("messages-count", status.diagnostics.length ? `(${status.diagnostics.length})` : "");
  if (!status.edition) {
    say("title", status.project);
    say("empty", text(failed ? "empty_failed" : "empty"));
  }
  const words = failed
    ? text("failed", { count: errors(count || 1) })
    : text("up_to_date", { seconds: status.seconds.toFixed(1) });
  say("state", status.building ? buildingWords() : words);
}

/** Let an element say something; one that says it already is not laid out and painted again. */
function say(id, words) {
  if (byId(id).textContent !== words) byId(id).textContent = words;
}

function buildingWords() {
  const seconds = Math.floor((performance.now() - begun) / 1000);
  return status.stage ? text("building_stage", { stage: status.stage, seconds }) : text("building");
}

setInterval(() => {
  if (status?.building && document.body.dataset.state === "building") {
    byId("state").textContent = buildingWords();
  }
}, 1000);

// --- what the reader does --------------------------------------------------------------------

/** Show a place of the sources; open it at once when it was clicked twice or with Ctrl. */
function pick(place, event) {
  chosen = { column: 1, ...place };
  byId("place-name").textContent = `${chosen.file}:${chosen.line}`;
  byId("place-note").textContent = "";
  byId("place").hidden = false;
  if (event.currentTarget.className === "link") {
    const block = pages.blockAt(chosen.file, chosen.line);
    if (block) pages.reveal(block, { mark: true });
  }
  if (status.opens && (event.ctrlKey || event.metaKey || event.detail === 2)) openChosen();
}

async function openChosen() {
  const answer = await fetch("/open", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(chosen),
  });
  const told = await answer.json().catch(() => ({ error: answer.statusText }));
  byId("place-note").textContent = told.error ?? text("opened");
  if (told.address) location.href = told.address;
}

byId("open").addEventListener("click", openChosen);
byId("close").addEventListener("click", () => { byId("place").hidden = true; });
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("place-name").textContent);
  byId("place-note").textContent = text("copied");
});

let moving = false;
function onMove() {
  if (moving) return;
  moving = true;
  requestAnimationFrame(() => {
    moving = false;
    const focus = pages.focus();
    if (!focus) return;
    if (document.activeElement !== byId("number")) byId("number").value = pageName(focus.page);
    markCurrent(byId("contents"), edition.outline, focus);
  });
}

byId("number").addEventListener("change", (event) => {
  const wanted = event.target.value.trim();
  const index = edition.pages.findIndex((page) => page.label === wanted);
  const page = index >= 0 ? index + 1 : Number.parseInt(wanted.replace("(", ""), 10);
  if (page >= 1 && page <= edition.pages.length) pages.reveal({ page, top_pt: 0 }, { always: true });
  event.target.blur();
  onMove();
});

function toggleSidebar(open) {
  document.body.classList.toggle("sidebar", open);
  byId("menu").setAttribute("aria-expanded", open);
}

byId("menu").addEventListener("click", () => {
  toggleSidebar(!document.body.classList.contains("sidebar"));
});
toggleSidebar(!NARROW.matches);
NARROW.addEventListener("change", () => toggleSidebar(!NARROW.matches));

// --- how large the pages are -----------------------------------------------------------------

const words = { width: "fit_width", page: "fit_page" };
byId("zoom").append(...SIZES.map((size) =>
  element("option", { value: size }, words[size] ? text(words[size]) : `${size} %`)));

function setSize(size) {
  byId("zoom").value = size;
  localStorage.setItem("size", size);
  pages.setSize(words[size] ? size : Number(size));
}

function step(direction) {
  const percents = SIZES.filter((size) => !words[size]);
  const further = percents.filter((size) => (size - pages.percent) * direction > 1);
  if (further.length) setSize(direction > 0 ? further[0] : further.at(-1));
}

byId("zoom").addEventListener("change", (event) => setSize(event.target.value));
byId("smaller").addEventListener("click", () => step(-1));
byId("larger").addEventListener("click", () => step(1));
const kept = localStorage.getItem("size");
setSize(SIZES.map(String).includes(kept) ? kept : "width");

listen();
