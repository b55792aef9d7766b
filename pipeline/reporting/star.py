"""The star schema as data: every table and column with what it means and what it points to."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TEXT, NUMBER, SHARE, YES_NO = pa.string(), pa.int32(), pa.float64(), pa.bool_()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `of` names the table whose key it holds. Without `optional` it is never empty."""

    name: str
    type: pa.DataType
    meaning: str
    of: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first `keys` columns together are its key."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    keys: int = 1

    @property
    def schema(self) -> pa.Schema:
        """Arrow's schema; meanings go along as metadata, into Parquet too."""
        return pa.schema(
            [
                pa.field(column.name, column.type, column.optional, {"meaning": column.meaning})
                for column in self.columns
            ],
            {"meaning": self.meaning},
        )


_SENTENCE = Column("sentence_key", TEXT, "The sentence.", of="fact_sentence")
_PROPOSAL = Column("proposal_key", TEXT, "The proposal.", of="fact_proposal")
_RESPONSE = Column("response_key", TEXT, "The response, one for each respondent.", "dim_response")
_CHAPTER = Column("chapter_key", TEXT, "The chapter.", of="dim_chapter")
_LABEL = Column("label_key", TEXT, "The label that the classifier gave.", of="dim_label")
_CHAPTERS = Column("chapters", TEXT, "Chapter numbers in a row, for reading: '5.1; 5.10'.")
_REVIEW = Column("needs_review", YES_NO, "The label is less probable than the run's limit.")

TABLES: tuple[Table, ...] = (
    Table(
        "fact_sentence",
        "A labelled sentence or bullet of an answer.",
        (
            Column("sentence_key", TEXT, "Response and the sentence's number in it."),
            _RESPONSE,
            Column("question_key", TEXT, "The question it answers.", of="dim_question"),
            _LABEL,
            Column("sentence_index", NUMBER, "Counts the sentences of the response from 0."),
            Column("answer_index", NUMBER, "Counts the answers of the response from 0."),
            Column("start", NUMBER, "Offset of its first character in the answer."),
            Column("end", NUMBER, "Offset behind its last character in the answer."),
            Column("text", TEXT, "The sentence, verbatim."),
            Column("language", TEXT, "Language code: fi, sv, en."),
            Column("score", SHARE, "Probability of the label, 0 to 1.", optional=True),
            _REVIEW,
            _CHAPTERS,
            Column(
                "chapters_source",
                TEXT,
                "own: named in it; heading, lead-in, back-reference, question: inherited.",
                optional=True,
            ),
            Column(
                "repeat_key",
                TEXT,
                "Sentences with the same value are near-identical; the key of one of them.",
                of="fact_sentence",
            ),
            Column("repeat_respondents", NUMBER, "Respondents that have a near-identical one."),
        ),
    ),
    Table(
        "bridge_sentence_label",
        "All labels of a sentence: the main one and those it has beside it.",
        (
            _SENTENCE,
            _LABEL,
            Column("is_main", YES_NO, "Whether it is the sentence's main label."),
            Column("score", SHARE, "Probability of this label, 0 to 1.", optional=True),
        ),
        keys=2,
    ),
    Table(
        "bridge_sentence_chapter",
        "The chapters a sentence is about; 'none' where it is about no known one.",
        (_SENTENCE, _CHAPTER),
        keys=2,
    ),
    Table(
        "bridge_sentence_reference",
        "A reference: one row a target. In a heading it belongs to no sentence.",
        (
            Column("reference_key", TEXT, "Response and the reference's number in it."),
            _RESPONSE,
            Column("sentence_key", TEXT, "The sentence it stands in.", "fact_sentence", True),
            Column("chapter_key", TEXT, "The chapter meant, if resolved.", "dim_chapter", True),
            Column("kind", TEXT, "chapter, question, page, appendix, table, figure or statute."),
            Column("surface", TEXT, "The reference, verbatim."),
            Column("context", TEXT, "The sentence or heading it stands in, verbatim."),
            Column("number", TEXT, "Number of the target; text: 5.10 is not 5.1.", optional=True),
            Column("title", TEXT, "Title of the target.", optional=True),
            Column("resolved", YES_NO, "Whether the target is certain."),
            Column("status", TEXT, "How a chapter was resolved or why not.", optional=True),
            Column("reason", TEXT, "Why it was not resolved, in words.", optional=True),
            Column("rule", TEXT, "Name of the rule that found it."),
        ),
    ),
    Table(
        "fact_proposal",
        "What a sentence asks for.",
        (
            Column("proposal_key", TEXT, "Response and the proposal's number in it."),
            _SENTENCE,
            _RESPONSE,
            Column("text", TEXT, "The proposal, verbatim."),
            Column("action", TEXT, "The verb's lemma.", optional=True),
            Column("object", TEXT, "What it is about, as written.", optional=True),
            Column("addressee", TEXT, "Who is asked, as written.", optional=True),
            Column("strength", TEXT, "must, should or could."),
            _REVIEW,
            _CHAPTERS,
        ),
    ),
    Table(
        "bridge_proposal_chapter",
        "The chapters a proposal is about; 'none' where it is about no known one.",
        (_PROPOSAL, _CHAPTER),
        keys=2,
    ),
    Table(
        "bridge_proposal_group",
        "The group of each proposal; one that nobody shares is a group of its own.",
        (
            _PROPOSAL,
            Column("group_key", TEXT, "The group.", of="dim_proposal_group"),
        ),
        keys=2,
    ),
    Table(
        "dim_proposal_group",
        "Proposals that ask the same of the same chapters.",
        (
            Column("group_key", TEXT, "Key of the proposal that is most like the others."),
            Column("text", TEXT, "That proposal, verbatim."),
            Column("proposals", NUMBER, "Proposals in the group."),
            Column("respondents", NUMBER, "Respondents in the group."),
        ),
    ),
    Table(
        "dim_response",
        "A response; each counts as one respondent. Holds no contact details and no roles.",
        (
            Column("response_key", TEXT, "The response's id, as in its JSON file's name."),
            Column("run_key", TEXT, "The run.", of="dim_run"),
            Column("group_key", TEXT, "The respondent's group.", of="dim_respondent_group"),
            Column("respondent", TEXT, "The organisation's name, or the id where it gives none."),
            Column("named", YES_NO, "Whether the response gives an organisation."),
            Column("consultation", TEXT, "What was asked, as the response has it.", optional=True),
            Column("language", TEXT, "Language code."),
            Column("file", TEXT, "The file it came in."),
            Column("format", TEXT, "The file's layout."),
            Column("sha256", TEXT, "Fingerprint of the file."),
            Column("outline_key", TEXT, "Fingerprint of the outline used.", optional=True),
            Column("answers", NUMBER, "Answers given."),
            Column("sentences", NUMBER, "Sentences in them."),
        ),
    ),
    Table(
        "dim_respondent_group",
        "Groups of respondents.",
        (
            Column("group_key", TEXT, "Made from the name: the same in every run."),
            Column("name", TEXT, "The group's name, as in the responses."),
        ),
    ),
    Table(
        "dim_question",
        "Questions of the consultation, one for each wording.",
        (
            Column("question_key", TEXT, "Made from number and wording: the same in every run."),
            Column("number", NUMBER, "The question's number.", optional=True),
            Column("text", TEXT, "The question; empty for a letter without questions."),
        ),
    ),
    Table(
        "dim_chapter",
        "Chapters of the drafts, and of what the responses name beside them.",
        (
            Column("chapter_key", TEXT, "Outline and number; 'none' is 'about no known chapter'."),
            Column("number", TEXT, "Text: 5.10 is not 5.1."),
            Column("title", TEXT, "The title."),
            Column("parent_key", TEXT, "The nearest chapter above it.", "dim_chapter", True),
            Column("depth", NUMBER, "1 for a main chapter; 0 for 'none'."),
            Column("sort_key", TEXT, "Sorts as the draft does; 'none' comes last."),
            Column("outline_key", TEXT, "Fingerprint of the outline.", optional=True),
            Column("draft", TEXT, "File of the outline.", optional=True),
            Column("in_outline", YES_NO, "Whether the outline has it."),
        ),
    ),
    Table(
        "dim_label",
        "The labels.",
        (
            Column("label_key", TEXT, "proposal, critique, risk, support or none."),
            Column("name_fi", TEXT, "Name in Finnish."),
            Column("name_sv", TEXT, "Name in Swedish."),
            Column("name_en", TEXT, "Name in English."),
            Column("sort_order", NUMBER, "The order in which labels are shown."),
        ),
    ),
    Table(
        "dim_run",
        "The run: one row.",
        (
            Column("run_key", TEXT, "Made from the fingerprints and the responses."),
            Column("schema_version", TEXT, "Version of the JSON contract."),
            Column("version", TEXT, "Version of the program."),
            Column("language_model", TEXT, "Fingerprint of the language model."),
            Column("classifier", TEXT, "Fingerprint of the classifier."),
            Column("review_below", SHARE, "A label less probable than this needs review."),
            Column("responses", NUMBER, "Responses analysed."),
            Column("failures", NUMBER, "Files or responses that could not be processed."),
            Column("sentences", NUMBER, "Sentences."),
            Column("needs_review", NUMBER, "Sentences that need review."),
            Column("macro_f1", SHARE, "Measured in cross-validation by response.", optional=True),
            Column("measured_on", NUMBER, "Sentences in that measurement.", optional=True),
            Column("measured_responses", NUMBER, "Responses in it.", optional=True),
            Column("outline_inferred", YES_NO, "Whether an outline was gathered from responses."),
        ),
    ),
    Table(
        "fact_failure",
        "What could not be processed.",
        (
            Column("failure_key", TEXT, "Counts from 1."),
            Column("file", TEXT, "The file."),
            Column("response_id", TEXT, "The response, where it is known.", optional=True),
            Column("stage", TEXT, "Where it failed."),
            Column("reason", TEXT, "Why, and what to do."),
        ),
    ),
    Table(
        "fact_notice",
        "What the reader of a response's result should know.",
        (
            Column("notice_key", TEXT, "Response and the notice's number in it."),
            _RESPONSE,
            Column("code", TEXT, "Stable code."),
            Column("message", TEXT, "For people."),
        ),
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
