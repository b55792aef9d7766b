// Opens the data, then shows what the address asks for, each time it changes.

const VIEWS = ["overview", "proposals", "sentences", "method"];
let alphabet;
let shown = {};
let foundNow = [];
let showing = Promise.resolve();

const viewOf = (state) => (VIEWS.includes(state.view) ? state.view : VIEWS[0]);

/** What decides which sentences are found. */
const selection = (state) => JSON.stringify(filtersOf(state));

async function show() {
  const state = readState();
  const view = viewOf(state);
  const changed = selection(state) !== shown.selection;
  const moved = view !== shown.view;
  if (changed) foundNow = select(state);
  const before = shown;
  shown = { selection: selection(state), view, silent: state.silent, drawn: before.drawn ?? {} };
  for (const name of VIEWS) document.getElementById(`view-${name}`).hidden = name !== view;
  showViews(state, view);
  const form = document.getElementById("filters");
  form.hidden = view === "method";
  showFilters(form, state, foundNow);
  const drawn = shown.selection + (view === "overview" ? state.silent : "");
  if (shown.drawn[view] !== drawn) {
    shown.drawn[view] = drawn;
    if (view === "overview") {
      drawCharts(state, foundNow);
      await showHeat(state, foundNow);
    }
    if (view === "proposals") await showProposals(foundNow);
    if (view === "sentences") await showSentences(foundNow);
  }
  if (moved && before.view) document.getElementById(`title-${view}`).focus();
  showAnswer(document.getElementById("answer"), state);
}

/** One after the other, as a table is made only once. */
function showInTurn() {
  showing = showing.then(show).then(() => {
    document.documentElement.dataset.shown = location.hash || "#";
  });
  return showing;
}

function showViews(state, view) {
  document.getElementById("views").replaceChildren(...VIEWS.map((name) =>
    el("li", {}, el("a", {
      href: link({ view: name === VIEWS[0] ? "" : name }, state),
      "aria-current": name === view && "page",
    }, t(`web_${name}`)))));
}

/** Prints the view with all its rows, up to a limit that is told. */
async function print() {
  const table = { proposals: proposalTable, sentences: sentenceTable }[shown.view];
  const all = { proposals: proposalGroups, sentences: foundSentences }[shown.view]?.length ?? 0;
  const undo = await table?.printable();
  const note = el("p", { class: "print-only" }, t("web_cut", { n: PRINTED_ROWS, all }));
  if (all > PRINTED_ROWS) document.getElementById(`view-${shown.view}`).prepend(note);
  window.print();
  note.remove();
  await undo?.();
}

async function start() {
  const loading = document.getElementById("loading");
  const data = document.getElementById("data");
  if (typeof DecompressionStream === "undefined") {
    loading.textContent = loading.dataset.tooOld;
    return;
  }
  await openData(data.textContent);
  data.remove();
  alphabet = new Intl.Collator(run.language);
  makeFilters(document.getElementById("filters"));
  showFigures(document.getElementById("figures"));
  document.getElementById("content").hidden = false;
  loading.remove();
  document.getElementById("print").addEventListener("click", print);
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("content").focus();
  });
  document.getElementById("answer").addEventListener("close", () => {
    if (readState().sentence) location.hash = link({});
  });
  window.addEventListener("hashchange", showInTurn);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    if (shown.view === "overview") drawCharts(readState(), foundNow);
    else delete shown.drawn.overview;
  });
  await showInTurn();
}

start();
