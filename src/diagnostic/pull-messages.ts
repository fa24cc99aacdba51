/** Diagnostics about resources that are read from Azure, or from another server. */
export const pullMessages = {
  "pull-refused": {
    severity: "error",
    message: "{what} could not be read: {reason}",
    remedy: "Ask for the role Reader there, or leave it out with --types; the rest was read.",
  },
  "pull-failed": {
    severity: "error",
    message: "{what} could not be read, however often it was asked for: {reason}",
    remedy: "Run the command again later; the rest was read.",
  },
  "pull-incomplete": {
    severity: "warning",
    message: "{file} lacks {parts} that could not be read when it was pulled, such as: {example}",
    remedy: "Pull again, with the rights that were missing; until then answers lack it.",
  },
} as const;
