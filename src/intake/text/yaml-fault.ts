import type { ErrorCode } from "yaml";

const problems: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias has an anchor or a tag of its own",
  BAD_ALIAS: "an alias or anchor without a name",
  BAD_COLLECTION_TYPE: "a tag does not fit the collection that it stands on",
  BAD_DIRECTIVE: "a directive that YAML does not know",
  BAD_DQ_ESCAPE: "an escape that YAML does not know",
  BAD_INDENT:
    "the indentation does not fit the lines above, or a bracket or brace before it is open",
  BAD_PROP_ORDER: "an anchor or tag stands before its indicator",
  BAD_SCALAR_START: "a plain text begins with a sign that is reserved; quote it",
  BLOCK_AS_IMPLICIT_KEY: "a mapping or list begins in the middle of a line",
  BLOCK_IN_FLOW: "an indented block stands inside brackets or braces",
  DUPLICATE_KEY: "a key is there twice",
  IMPOSSIBLE: "it cannot be parsed",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a sign is missing, such as a colon, comma, quote, bracket or brace",
  MULTILINE_IMPLICIT_KEY: "a key goes over more than one line, or its colon is missing",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_DOCS: "more than one document",
  MULTIPLE_TAGS: "a value has two tags",
  NON_STRING_KEY: "a key that is not a text",
  RESOURCE_EXHAUSTION: "it nests too deeply",
  TAB_AS_INDENT: "a tab in the indentation; use spaces",
  TAG_RESOLVE_FAILED: "a value does not fit its tag",
  UNEXPECTED_TOKEN: "a word or sign that does not belong there",
};

/** Says a fault in words, without quoting the text. */
export function describeYamlFault(code: ErrorCode): string {
  return problems[code];
}
