/** Shells that completion scripts exist for. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

/** One of the shells. */
export type Shell = (typeof shells)[number];
