// The round at a glance: key figures, charts, chapters by labels.

const HEAT_STEPS = 5;

/** Figures of the whole run, each a link to what it counts. */
function showFigures(place) {
  const all = select(Object.fromEntries(Object.keys(PARAMETERS).map((name) => [name, ""])));
  const { sentences } = run;
  const shared = new Map();
  run.proposals.group.forEach((group, proposal) => {
    const response = sentences.response[run.proposals.sentence[proposal]];
    if (!shared.has(group)) shared.set(group, new Set());
    shared.get(group).add(response);
  });
  const several = [...shared.values()].filter((responses) => responses.size > 1).length;
  const figures = [
    [run.responses.key.length, t("row_responses"), { view: "sentences" }],
    [all.length, t("row_sentences"), { view: "sentences" }],
    ...run.labels.map((label, number) => [
      all.filter((i) => sentences.label[i] === number).length,
      t(`labels_${label}`), { view: "sentences", label }, label]),
    [all.filter((i) => sentences.review[i]).length, t("row_review"),
      { view: "sentences", review: "1" }],
    [run.proposalGroups.key.length, t("row_proposal_groups"), { view: "proposals" }],
    [several, t("row_shared"), { view: "proposals" }],
    [all.filter((i) => sentences.unresolved[i]).length, t("web_unresolved_count"),
      { view: "sentences", unresolved: "1" }],
    [run.failures, t("row_failures"), { view: "method" }],
  ];
  place.replaceChildren(el("ul", {}, ...figures.map(([number, name, change, label]) =>
    el("li", { class: label && `figure-${label}` }, el("a", { href: link(change, {}) },
      el("b", {}, number.toLocaleString(run.language)), " ", el("span", {}, name))))));
  place.hidden = false;
}

/** Counts by row and label: sentences and respondents; behind the labels comes their sum. */
class Counts {
  constructor(rows) {
    this.width = run.labels.length + 1;
    this.sentences = new Int32Array(rows * this.width);
    this.respondents = new Int32Array(rows * this.width);
    this.last = new Int32Array(rows * this.width).fill(-1);
  }

  /** Sentences must come in the order of the run. */
  add(row, i) {
    for (const column of [run.sentences.label[i], this.width - 1]) {
      const cell = row * this.width + column;
      this.sentences[cell]++;
      if (this.last[cell] !== run.sentences.response[i]) this.respondents[cell]++;
      this.last[cell] = run.sentences.response[i];
    }
  }

  of(row, column) {
    const cell = row * this.width + column;
    return { sentences: this.sentences[cell], respondents: this.respondents[cell] };
  }
}

function drawCharts(state, found) {
  const labels = new Counts(1);
  const groups = new Counts(run.groups.length);
  for (const i of found) {
    labels.add(0, i);
    groups.add(run.responses.group[run.sentences.response[i]], i);
  }
  drawChart("chart-labels", t("web_by_label"), (width) => labelChart(width, labels, state));
  drawChart("chart-groups", t("web_by_group"), (width) => groupChart(width, groups, state));
}

/** Puts a chart in its place; its numbers are links with names, its bars are for the mouse. */
function drawChart(id, name, draw) {
  const place = document.getElementById(id);
  const chart = draw(Math.max(place.clientWidth, 560));
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", name);
  for (const group of chart.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const anchor of chart.querySelectorAll("a")) {
    const mark = anchor.firstElementChild;
    if (mark.tagName === "rect") {
      anchor.setAttribute("tabindex", "-1");
      anchor.setAttribute("aria-hidden", "true");
    } else {
      anchor.setAttribute("aria-label", mark.getAttribute("aria-label"));
      mark.removeAttribute("aria-label");
    }
  }
  place.replaceChildren(chart);
}

function labelChart(width, counts, state) {
  const rows = run.labels.map((label, column) => {
    const { sentences, respondents } = counts.of(0, column);
    const told = `${t("sentences", { n: sentences })}, ${t("respondents", { n: respondents })}`;
    return {
      name: t(`label_${label}`), sentences, told, spoken: `${told}: ${t(`label_${label}`)}`,
      colour: COLOURS[label], href: behind({ label }, state),
    };
  });
  return Libraries.plot({
    className: "plot",
    width,
    height: 40 + 34 * rows.length,
    marginLeft: 140,
    marginRight: 210,
    marginTop: 10,
    marginBottom: 10,
    x: { axis: null },
    y: { domain: rows.map((row) => row.name), label: null },
    marks: [
      Libraries.axisY({ label: null, tickSize: 0, fontSize: 14 }),
      Libraries.barX(rows, { x: "sentences", y: "name", fill: "colour", href: "href", insetTop: 2,
        insetBottom: 2 }),
      Libraries.text(rows, { x: "sentences", y: "name", text: "told", textAnchor: "start", dx: 8,
        fontSize: 14, href: "href", ariaLabel: "spoken", fill: "currentColor" }),
      Libraries.ruleX([0]),
    ],
  });
}

function groupChart(width, counts, state) {
  const sizes = new Array(run.groups.length).fill(0);
  for (const group of run.responses.group) sizes[group]++;
  const groups = run.groups
    .map((_, group) => group)
    .filter((group) => counts.of(group, run.labels.length).sentences)
    .sort((one, other) => sizes[other] - sizes[one] || one - other);
  const nameOf = (group) => `${run.groups[group]} (${sizes[group]})`;
  const rows = groups.flatMap((group) => run.labels.map((label, column) => {
    const { sentences, respondents } = counts.of(group, column);
    const told = sentences ? `${sentences} / ${respondents}` : "";
    return {
      group: nameOf(group), label: t(`label_${label}`), sentences, told,
      spoken: `${told}: ${run.groups[group]}, ${t(`label_${label}`)}, ` +
        `${t("sentences", { n: sentences })} / ${t("respondents", { n: respondents })}`,
      colour: COLOURS[label],
      href: behind({ label, group: run.groups[group] }, state),
    };
  }));
  const shown = rows.filter((row) => row.sentences);
  return Libraries.plot({
    className: "plot",
    width: Math.max(width, 860),
    height: 60 + 30 * groups.length,
    marginLeft: 260,
    marginRight: 50,
    marginTop: 36,
    marginBottom: 6,
    x: { axis: null, insetRight: 46 },
    y: { domain: groups.map(nameOf), label: null },
    fx: { domain: run.labels.map((label) => t(`label_${label}`)), label: null, padding: 0.08 },
    marks: [
      Libraries.axisY({ label: null, tickSize: 0, fontSize: 13, lineWidth: 18,
        textOverflow: "ellipsis" }),
      Libraries.axisFx({ label: null, fontSize: 13, fontWeight: "bold" }),
      Libraries.barX(shown, { x: "sentences", y: "group", fx: "label", fill: "colour",
        href: "href", insetTop: 3, insetBottom: 3 }),
      Libraries.text(shown, { x: "sentences", y: "group", fx: "label", text: "told",
        textAnchor: "start", dx: 5, fontSize: 13, href: "href", ariaLabel: "spoken",
        fill: "currentColor" }),
      Libraries.ruleX([0], { stroke: "#8a94a0" }),
    ],
  });
}

let heat;

/** Chapters by labels; also what is said below a chapter. */
async function showHeat(state, found) {
  const counts = new Counts(run.chapters.key.length);
  const below = new Counts(run.chapters.key.length);
  for (const i of found) {
    const set = run.sentences.chapters[i];
    for (const chapter of run.chapterSets[set]) counts.add(chapter, i);
    for (const chapter of run.chapterSetsAbove[set]) below.add(chapter, i);
  }
  const sum = run.labels.length;
  const chosen = run.chapters.key.map((_, chapter) => chapter)
    .filter((chapter) => chapterChosen(chapter, state));
  const silent = chosen.filter((chapter) => !below.of(chapter, sum).sentences);
  showSilent(state, silent.length);
  const most = Math.max(1, ...run.labels.flatMap((_, column) =>
    chosen.map((chapter) => counts.of(chapter, column).respondents)));
  const rows = chosen
    .filter((chapter) => state.silent || below.of(chapter, sum).sentences)
    .map((chapter) => ({
      chapter,
      name: chapterName(chapter),
      ...Object.fromEntries(run.labels.map((_, column) => [
        `label${column}`, heatCell(counts.of(chapter, column), most, state, chapter,
          { label: run.labels[column] })])),
      all: heatCell(counts.of(chapter, sum), 0, state, chapter, {}),
      below: heatCell(below.of(chapter, sum), 0, state, chapter, { below: "1" }),
    }));
  heat ??= await makeTable("table-heat", {
    ...tableOptions([
      { field: "chapter", title: t("chapter"), formatter: chapterCell, widthGrow: 4, minWidth: 240,
        sorter: "number" },
      ...run.labels.map((label, column) => (
        { field: `label${column}`, title: t(`labels_${label}`), ...heatColumn })),
      { field: "all", title: t("col_all"), ...heatColumn },
      { field: "below", title: t("col_with_subchapters"), ...heatColumn },
    ]),
  }, t("web_heat"));
  await heat.setData(rows);
}

const heatColumn = {
  formatter: (cell) => {
    const { element, step } = cell.getValue();
    cell.getElement().classList.add(`heat-${step}`);
    return element;
  },
  sorter: (one, other) => one.respondents - other.respondents || one.sentences - other.sentences,
  headerSortStartingDir: "desc",
  hozAlign: "right",
  minWidth: 136,
};

function heatCell({ sentences, respondents }, most, state, chapter, change) {
  const step = most ? Math.ceil(HEAT_STEPS * Math.sqrt(respondents / most)) : 0;
  const name = [run.chapters.number[chapter] || chapterName(chapter),
    change.label ? t(`label_${change.label}`) : change.below && t("col_with_subchapters")];
  const element = sentences
    ? el("a", { href: behind(
        { chapter: run.chapters.key[chapter], below: "", ...change }, state) },
        el("b", {}, respondents.toLocaleString(run.language)),
        ` / ${sentences.toLocaleString(run.language)}`,
        spoken(` (${t("by_respondents")} / ${t("by_sentences")}), ${name.filter(Boolean).join(", ")}`))
    : el("span", { class: "nothing" }, "–");
  return { sentences, respondents, step, element };
}

function chapterCell(cell) {
  const chapter = cell.getValue();
  const depth = Math.min(Math.max(run.chapters.depth[chapter], 1), 6);
  return el("span", { class: `chapter depth-${depth}` },
    run.chapters.number[chapter] ? el("b", {}, `${run.chapters.number[chapter]} `) : null,
    run.chapters.title[chapter],
    el("span", { class: "draft" }, run.chapters.draft[chapter] ? ` ${run.chapters.draft[chapter]}` : ""),
    run.chapters.outside[chapter] ? ` (${t("not_in_outline")})` : null);
}

function showSilent(state, count) {
  const box = el("input", { type: "checkbox", id: "show-silent" });
  box.checked = Boolean(state.silent);
  box.addEventListener("change", () => (location.hash = link({ silent: box.checked ? "1" : "" })));
  const place = document.getElementById("silent");
  const focused = place.contains(document.activeElement);
  place.replaceChildren(...(count
    ? [box, " ", el("label", { for: "show-silent" }, t("web_silent", { n: count }))] : []));
  if (focused && count) box.focus();
}
