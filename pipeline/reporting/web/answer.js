// A sentence in its answer: the whole text as it came, every sentence with its label.

/** Opens the answer of the sentence in the address, closes it where there is none. */
function showAnswer(dialog, state) {
  const i = state.sentence ? sentenceOf(state.sentence) : -1;
  if (i < 0) {
    if (dialog.open) dialog.close();
    return;
  }
  const answer = run.sentences.answer[i];
  const response = run.sentences.response[i];
  const question = run.answers.question[answer];
  const { number, text } = run.questions;
  dialog.replaceChildren(
    el("div", { class: "answer-head" },
      el("h2", { id: "answer-title", tabindex: "-1" }, t("web_answer")),
      el("button", { type: "button", onclick: () => dialog.close() }, t("web_close"))),
    el("p", { class: "who" }, el("b", {}, run.responses.name[response]), " · ",
      run.groups[run.responses.group[response]], " · ", run.responses.file[response]),
    text[question] ? el("p", { class: "question" }, number[question] === null ? text[question]
      : t("web_question", { n: String(number[question]), text: text[question] })) : "",
    about(i),
    el("div", { class: "answer-text" }, ...answerParts(answer, i)),
    el("ul", { class: "answer-links" },
      ...neighbours(answer).map(([name, other]) =>
        el("li", {}, el("a", { href: link({ sentence: sentenceKey(other) }) }, t(name)))),
      el("li", {}, el("a", { href: link(
        { view: "sentences", respondent: run.responses.key[response] }, {}) },
        t("web_all_of_respondent")))),
  );
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("#answer-title").focus();
  dialog.querySelector(".current").scrollIntoView({ block: "center" });
}

/** What is known of the sentence that was opened. */
function about(i) {
  const label = run.labels[run.sentences.label[i]];
  const score = run.sentences.score[i];
  const chapters = run.chapterSets[run.sentences.chapters[i]].map(chapterName).join("; ");
  return el("ul", { class: "notes about" },
    el("li", {}, badge(label),
      score < 0 ? "" : ` ${t("web_probability", { n: score })}`),
    el("li", {}, `${t("chapter")}: ${chapters}`), ...notesOf(i));
}

/** The answer's text, cut at its sentences and nowhere changed. */
function answerParts(answer, current) {
  const { firstSentence } = run.answers;
  const { start, end, label } = run.sentences;
  const parts = [];
  let at = 0;
  for (let i = firstSentence[answer]; i < firstSentence[answer + 1]; i++) {
    const name = run.labels[label[i]];
    parts.push(...marked(answer, at, start[i]), el("span", {
      class: `sentence sentence-${name}${i === current ? " current" : ""}`,
      "aria-current": i === current && "true",
    }, badge(name), " ", ...marked(answer, start[i], end[i])));
    at = end[i];
  }
  return [...parts, ...marked(answer, at, answerText(answer).length)];
}

/** First sentences of the same response's answers before and behind this one. */
function neighbours(answer) {
  const { response, firstSentence } = run.answers;
  return [["web_previous", answer - 1], ["web_next", answer + 1]]
    .filter(([, other]) => response[other] === response[answer])
    .map(([name, other]) => [name, firstSentence[other]]);
}
