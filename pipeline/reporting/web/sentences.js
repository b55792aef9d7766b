// Sentences one by one, verbatim, with all that is known of them.

let sentenceTable;
let foundSentences = [];

/** Verbatim text, or parts of it, between quotation marks. */
function quoted(...parts) {
  const [before, after] = run.words.quote.split("{text}");
  return [before, ...parts, after];
}

/** A stretch of an answer with its references marked. */
function marked(answer, start, end) {
  const text = answerText(answer);
  const parts = [];
  let at = start;
  for (const reference of referencesWithin(run, answer, start, end)) {
    const from = run.references.start[reference];
    const to = Math.min(run.references.end[reference], end);
    if (from < at) continue; // another target of the same words
    parts.push(text.slice(at, from), el("mark", {
      class: run.targets[run.references.target[reference]][4] ? "reference" : "reference unsure",
    }, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at, end)].filter((part) => part !== "");
}

/** What the references of a sentence mean, in words. */
function toldReferences(i) {
  const { answer, start, end } = run.sentences;
  const told = referencesWithin(run, answer[i], start[i], end[i]).map((reference) => {
    const [kind, number, title, status, resolved] = run.targets[run.references.target[reference]];
    const target = [t(`kind_${kind}`), number, title].filter(Boolean).join(" ");
    const why = status && !resolved ? ` (${t(`status_${status}`)})` : "";
    return t(resolved ? "web_resolved" : "web_unresolved", { target: target + why });
  });
  return [...new Set(told)];
}

/** Notes under a sentence: other labels, doubt, copies, references. */
function notesOf(i) {
  const { sentences } = run;
  const notes = [];
  if (sentences.review[i]) notes.push(el("span", { class: "doubt" }, `? ${t("needs_review")}`));
  const also = run.labels.filter((_, number) => sentences.also[i] & (1 << number));
  if (also.length) {
    notes.push(t("also", { labels: also.map((label) => t(`label_${label}`)).join(", ") }));
  }
  if (sentences.repeat[i] >= 0) {
    const told = toldOf(run.repeats.get(sentences.repeat[i]));
    notes.push(el("a", { href: link({ view: "sentences", same: sentenceKey(i) }, {}) },
      t("web_same", told)));
  }
  notes.push(...toldReferences(i));
  return notes.map((note) => el("li", {}, note));
}

function sentenceRow(i) {
  const { answer, start, end, label, response } = run.sentences;
  return {
    text: el("div", {},
      el("div", { class: "said" }, ...quoted(...marked(answer[i], start[i], end[i]))),
      el("ul", { class: "notes" }, ...notesOf(i),
        el("li", {}, el("a", { href: link({ sentence: sentenceKey(i) }), class: "show" },
          t("web_show_answer"), spoken(`: ${sentenceText(i).slice(0, 60)}`))))),
    label: badge(run.labels[label[i]]),
    chapters: chapterNumbers(i).join(", ") || "–",
    respondent: el("div", {}, el("div", {}, run.responses.name[response[i]]),
      el("div", { class: "group" }, run.groups[run.responses.group[response[i]]])),
  };
}

async function showSentences(found) {
  foundSentences = found;
  if (sentenceTable) return sentenceTable.renew();
  sentenceTable = await pagedTable("table-sentences", {
    name: t("web_sentences"),
    rows: () => foundSentences,
    show: sentenceRow,
    keys: {
      text: sentenceText,
      label: (i) => run.sentences.label[i],
      chapters: (i) => run.chapterSets[run.sentences.chapters[i]][0],
      respondent: (i) => run.responses.name[run.sentences.response[i]],
    },
    columns: [
      { field: "text", title: t("col_text"), formatter: asIs, widthGrow: 6, minWidth: 300 },
      { field: "label", title: t("web_label"), formatter: asIs, widthGrow: 1, minWidth: 160 },
      { field: "chapters", title: t("col_chapters"), formatter: asIs, widthGrow: 1, minWidth: 100 },
      { field: "respondent", title: t("col_respondent"), formatter: asIs, widthGrow: 2,
        minWidth: 180 },
    ],
  });
}
