// The run as columns: row i of a table is column[i] of each of its columns.

let run;

/** Unpacks the data: base64 of gzip of JSON. */
async function openData(packed) {
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  run = prepare(await new Response(unpacked).json());
}

/** Typed columns, and what is looked up for every sentence. */
function prepare(data) {
  const { sentences, answers, references, chapters } = data;
  for (const [name, column] of Object.entries(data.spans)) sentences[name] = column;
  for (const table of [sentences, references]) {
    for (const name of Object.keys(table)) table[name] = Int32Array.from(table[name]);
  }
  const count = sentences.label.length;
  sentences.response = Int32Array.from(sentences.answer, (answer) => answers.response[answer]);
  sentences.proposals = new Map();
  data.proposals.sentence.forEach((sentence, proposal) => {
    const known = sentences.proposals.get(sentence);
    if (known) known.push(proposal);
    else sentences.proposals.set(sentence, [proposal]);
  });
  answers.firstSentence = firsts(sentences.answer, answers.text.length);
  answers.firstReference = firsts(references.answer, answers.text.length);
  data.responses.firstSentence = firsts(sentences.response, data.responses.key.length);
  data.chapterSetsAbove = data.chapterSets.map((set) => {
    const above = new Set();
    for (let chapter of set) {
      for (; chapter >= 0 && !above.has(chapter); chapter = chapters.parent[chapter]) {
        above.add(chapter);
      }
    }
    return [...above];
  });
  data.repeats = new Map(); // sentences that are nearly the same, by the one in their centre
  for (let i = 0; i < count; i++) {
    const centre = sentences.repeat[i];
    if (centre < 0) continue;
    const same = data.repeats.get(centre);
    if (same) same.push(i);
    else data.repeats.set(centre, [i]);
  }
  data.places = {};
  for (const name of ["chapters", "responses", "proposalGroups"]) {
    data.places[name] = new Map(data[name].key.map((key, place) => [key, place]));
  }
  sentences.unresolved = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    sentences.unresolved[i] = referencesWithin(data, sentences.answer[i], sentences.start[i],
      sentences.end[i]).some((reference) => !data.targets[references.target[reference]][4]);
  }
  return data;
}

/** For each owner the place of its first row, and behind the last the number of rows. */
function firsts(owners, count) {
  const first = new Int32Array(count + 1);
  for (const owner of owners) first[owner + 1]++;
  for (let owner = 0; owner < count; owner++) first[owner + 1] += first[owner];
  return first;
}

/** References of an answer that begin between two offsets. */
function referencesWithin(data, answer, start, end) {
  const found = [];
  const { firstReference } = data.answers;
  for (let i = firstReference[answer]; i < firstReference[answer + 1]; i++) {
    if (data.references.start[i] >= start && data.references.start[i] < end) found.push(i);
  }
  return found;
}

const answerText = (answer) => run.texts[run.answers.text[answer]];

const sentenceText = (i) =>
  answerText(run.sentences.answer[i]).slice(run.sentences.start[i], run.sentences.end[i]);

/** The sentence's key in the tables: response and number in it. */
function sentenceKey(i) {
  const response = run.sentences.response[i];
  return `${run.responses.key[response]}:${i - run.responses.firstSentence[response]}`;
}

/** The sentence with a key; -1 for none. */
function sentenceOf(key) {
  const colon = key.lastIndexOf(":");
  const response = run.places.responses.get(key.slice(0, colon));
  if (response === undefined || !/^\d+$/.test(key.slice(colon + 1))) return -1;
  const i = run.responses.firstSentence[response] + Number(key.slice(colon + 1));
  return i < run.responses.firstSentence[response + 1] ? i : -1;
}

function chapterName(chapter) {
  const name = `${run.chapters.number[chapter]} ${run.chapters.title[chapter]}`.trim();
  const notes = [run.chapters.draft[chapter],
    run.chapters.outside[chapter] && t("not_in_outline")].filter(Boolean);
  return notes.length ? `${name} (${notes.join(", ")})` : name;
}

/** Chapters of a sentence for reading. */
const chapterNumbers = (i) =>
  run.chapterSets[run.sentences.chapters[i]]
    .map((chapter) => run.chapters.number[chapter])
    .filter(Boolean);

/** Number of different responses among sentences that stand in the order of the run. */
function respondentsOf(sentences) {
  let count = 0;
  let last = -1;
  for (const i of sentences) {
    const response = run.sentences.response[i];
    if (response !== last) count++;
    last = response;
  }
  return count;
}

const toldOf = (sentences) => ({
  sentences: t("sentences", { n: sentences.length }),
  respondents: t("respondents", { n: respondentsOf(sentences) }),
});
