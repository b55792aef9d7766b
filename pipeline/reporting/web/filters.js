// What is chosen lives in the address, so that a link shows what its sender saw.

const PARAMETERS = {
  view: "nakyma",
  chapter: "luku",
  below: "alaluvut",
  label: "tunniste",
  group: "ryhma",
  respondent: "vastaaja",
  text: "haku",
  review: "tarkistettavat",
  unresolved: "viittaus",
  ask: "ehdotus",
  same: "sama",
  silent: "tyhjat",
  sentence: "lause",
};
const NOT_FILTERS = ["view", "silent", "sentence"];
const POSITIONS = "kannanotot";

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(
    Object.entries(PARAMETERS).map(([name, parameter]) => [name, given.get(parameter) ?? ""]),
  );
}

/** The address of what is chosen with some of it changed. */
function link(change, state = readState()) {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, sentence: "", ...change })) {
    if (value) next.set(PARAMETERS[name], value);
  }
  return `#${next}`;
}

/** The address of the sentences behind a number. */
const behind = (change, state) => link({ view: "sentences", ...change }, state);

const filtersOf = (state) =>
  Object.entries(state).filter(([name, value]) => value && !NOT_FILTERS.includes(name));

/** Sentences that fit all filters, in the order of the run. */
function select(state) {
  const { sentences, responses, places } = run;
  const label = run.labels.indexOf(state.label);
  const group = run.groups.indexOf(state.group);
  const respondent = places.responses.get(state.respondent) ?? -1;
  const ask = places.proposalGroups.get(state.ask) ?? -1;
  const same = state.same ? sentences.repeat[sentenceOf(state.same)] ?? -1 : -1;
  const inChapter = state.chapter && setsOf(state);
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (let i = 0; i < sentences.label.length; i++) {
    if (label >= 0 && sentences.label[i] !== label) continue;
    if (state.label === POSITIONS && run.labels[sentences.label[i]] === "none") continue;
    if (respondent >= 0 && sentences.response[i] !== respondent) continue;
    if (state.group && responses.group[sentences.response[i]] !== group) continue;
    if (inChapter && !inChapter[sentences.chapters[i]]) continue;
    if (state.review && !sentences.review[i]) continue;
    if (state.unresolved && !sentences.unresolved[i]) continue;
    if (state.same && (same < 0 || sentences.repeat[i] !== same)) continue;
    if (state.ask && !asks(i, ask)) continue;
    if (words.length) {
      const text = sentenceText(i).toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    found.push(i);
  }
  return found;
}

function asks(i, group) {
  const proposals = run.sentences.proposals.get(i) ?? [];
  return proposals.some((proposal) => run.proposals.group[proposal] === group);
}

/** For each set of chapters whether the chapter chosen, or one below it, is in it. */
function setsOf(state) {
  const chapter = run.places.chapters.get(state.chapter);
  return (state.below ? run.chapterSetsAbove : run.chapterSets).map((set) => set.includes(chapter));
}

/** Whether a chapter is among those chosen. */
function chapterChosen(chapter, state) {
  if (!state.chapter) return true;
  const chosen = run.places.chapters.get(state.chapter);
  for (let at = chapter; at >= 0; at = state.below ? run.chapters.parent[at] : -1) {
    if (at === chosen) return true;
  }
  return false;
}

/** Names of the filters set, for the chips and the print: [name, what is told of it]. */
function toldFilters(state) {
  const nameOf = {
    chapter: (key) => {
      const chapter = run.places.chapters.get(key);
      return `${t("chapter")}: ${chapter === undefined ? key : chapterName(chapter)}`;
    },
    below: () => t("web_with_below"),
    label: (key) =>
      `${t("web_label")}: ${key === POSITIONS ? t("web_positions") : t(`label_${key}`)}`,
    group: (name) => `${t("col_group")}: ${name}`,
    respondent: (key) => {
      const response = run.places.responses.get(key);
      return `${t("col_respondent")}: ${response === undefined ? key : run.responses.name[response]}`;
    },
    text: (text) => `${t("web_search")}: ${text}`,
    review: () => t("web_review_only"),
    unresolved: () => t("web_only_unresolved"),
    ask: (key) => {
      const group = run.places.proposalGroups.get(key);
      return t("web_only_proposal", { text: run.proposalGroups.text[group] ?? key });
    },
    same: (key) => {
      const sentence = sentenceOf(key);
      return t("web_only_same", { text: sentence < 0 ? key : sentenceText(sentence) });
    },
  };
  return filtersOf(state)
    .filter(([name, value]) => name !== "label" || run.words[`label_${value}`] || value === POSITIONS)
    .map(([name, value]) => [name, nameOf[name](value)]);
}

/** Fields of the form; each changes the address as it changes. */
function makeFilters(form) {
  const field = (name, label, control) =>
    el("div", { class: `field field-${name}` }, el("label", { for: `filter-${name}` }, label), control);
  const choice = (name, label, options) => {
    const control = el("select", { id: `filter-${name}`, name },
      el("option", { value: "" }, t("web_all")),
      ...options.map(([value, text]) => el("option", { value }, text)));
    control.addEventListener("change", () => (location.hash = link({ [name]: control.value })));
    return field(name, label, control);
  };
  const tick = (name, label) => {
    const control = el("input", { type: "checkbox", id: `filter-${name}`, name });
    control.addEventListener(
      "change", () => (location.hash = link({ [name]: control.checked ? "1" : "" })));
    return el("div", { class: "tick" }, control, el("label", { for: `filter-${name}` }, label));
  };
  const search = el("input", { type: "search", id: "filter-text", name: "text" });
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => location.replace(link({ text: search.value })), 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = link({ text: search.value });
  });
  form.append(
    choice("chapter", t("chapter"), run.chapters.key.map((key, chapter) => [
      key, "\u00a0\u00a0".repeat(Math.max(0, Math.min(run.chapters.depth[chapter], 8) - 1)) +
        chapterName(chapter)])),
    choice("label", t("web_label"), [
      ...run.labels.map((label) => [label, t(`label_${label}`)]), [POSITIONS, t("web_positions")]]),
    choice("group", t("col_group"), run.groups.map((group) => [group, group])),
    choice("respondent", t("col_respondent"), run.responses.key
      .map((key, place) => [key, run.responses.name[place]])
      .sort((one, other) => alphabet.compare(one[1], other[1]))),
    field("text", t("web_search"), search),
    el("div", { class: "ticks" }, tick("below", t("web_with_below")),
      tick("review", t("web_review_only"))),
    el("p", { id: "found", role: "status" }),
    el("ul", { id: "chips" }),
    el("div", { class: "buttons" }, el("a", { id: "clear", href: "#" }, t("web_clear")),
      el("button", { type: "button", id: "print" }, t("web_print"))),
  );
  form.hidden = false;
}

/** The form as the address has it, and how much was found. */
function showFilters(form, state, found) {
  for (const control of form.querySelectorAll("[name]")) {
    const value = state[control.name];
    if (control.type === "checkbox") control.checked = Boolean(value);
    else if (control.value !== value && control !== document.activeElement) control.value = value;
    else if (control.tagName === "SELECT") control.value = value;
  }
  const told = toldFilters(state);
  const all = !told.length;
  document.getElementById("found").textContent =
    t(all ? "web_found_all" : "web_found", toldOf(found));
  document.getElementById("chips").replaceChildren(...told.map(([name, text]) =>
    el("li", {}, el("a", { href: link({ [name]: "" }, state) }, text,
      el("span", { "aria-hidden": "true" }, " ×"), spoken(`, ${t("web_remove")}`)))));
  document.getElementById("clear").hidden = all;
  document.getElementById("clear").setAttribute("href", link({}, { view: state.view }));
}
