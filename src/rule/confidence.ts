/**
 * How well a rule is known: `observed` in a captured table, `documented` by Microsoft, or
 * `inferred` from the rest without a direct source.
 */
export type Confidence = "documented" | "observed" | "inferred";

/**
 * The confidences from weakest to strongest.
 *
 * A capture beats a document: the documents contradict each other, and sometimes the tables, while
 * a table is what Azure did.
 */
export const confidences: readonly Confidence[] = ["inferred", "documented", "observed"];
