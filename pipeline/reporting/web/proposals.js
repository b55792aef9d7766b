// Proposals in groups: what is asked, by how many, how strongly.

const NAMES_SHOWN = 3;
const STRENGTHS = ["must", "should", "could"];

let proposalTable;
let proposalGroups = [];

/** Groups that the sentences found ask, those of most respondents first. */
function groupsOf(found) {
  const groups = new Map();
  for (const i of found) {
    for (const proposal of run.sentences.proposals.get(i) ?? []) {
      const key = run.proposals.group[proposal];
      if (!groups.has(key)) groups.set(key, { key, sentences: [], strengths: new Set() });
      const group = groups.get(key);
      if (group.sentences.at(-1) !== i) group.sentences.push(i);
      group.strengths.add(run.strengths[run.proposals.strength[proposal]]);
    }
  }
  for (const group of groups.values()) group.respondents = respondentsOf(group.sentences);
  return [...groups.values()].sort((one, other) =>
    other.respondents - one.respondents || other.sentences.length - one.sentences.length ||
    one.sentences[0] - other.sentences[0]);
}

async function showProposals(found) {
  proposalGroups = groupsOf(found);
  if (proposalTable) return proposalTable.renew();
  proposalTable = await pagedTable("table-proposals", {
    name: t("web_proposals"),
    rows: () => proposalGroups,
    show: proposalRow,
    keys: {
      text: (group) => run.proposalGroups.text[group.key],
      count: (group) => group.respondents,
      strength: (group) => Math.min(...[...group.strengths].map((s) => STRENGTHS.indexOf(s))),
      chapters: (group) => run.chapterSets[run.sentences.chapters[group.sentences[0]]][0],
      who: (group) => run.responses.name[run.sentences.response[group.sentences[0]]],
    },
    columns: [
      { field: "text", title: t("web_proposal"), formatter: asIs, widthGrow: 5, minWidth: 260 },
      { field: "count", title: `${t("col_respondents")} / ${t("col_sentences")}`, formatter: asIs,
        widthGrow: 1, minWidth: 130, headerSortStartingDir: "desc" },
      { field: "strength", title: t("col_strength"), formatter: asIs, widthGrow: 1, minWidth: 120 },
      { field: "chapters", title: t("col_chapters"), formatter: asIs, widthGrow: 1, minWidth: 90 },
      { field: "who", title: t("web_who"), formatter: asIs, widthGrow: 2, minWidth: 180 },
    ],
  });
}

function proposalRow(group) {
  const names = [...new Set(group.sentences.map((i) => run.sentences.response[i]))]
    .map((response) => run.responses.name[response]);
  const others = names.length - NAMES_SHOWN;
  const numbers = [...new Set(group.sentences.flatMap(chapterNumbers))];
  const text = run.proposalGroups.text[group.key];
  return {
    text: el("span", { class: "said" }, ...quoted(text)),
    count: el("a", { href: behind({ ask: run.proposalGroups.key[group.key] }) },
      el("b", {}, group.respondents.toLocaleString(run.language)),
      ` / ${group.sentences.length.toLocaleString(run.language)}`,
      spoken(` (${t("by_respondents")} / ${t("by_sentences")}): ${text}`)),
    strength: STRENGTHS.filter((strength) => group.strengths.has(strength))
      .map((strength) => t(`strength_${strength}`)).join(", "),
    chapters: numbers.join(", ") || "–",
    who: names.slice(0, NAMES_SHOWN).join("; ") +
      (others > 0 ? ` ${t("web_others", { n: others })}` : ""),
  };
}
