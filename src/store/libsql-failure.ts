import { StoreError, type StoreErrorCode } from "./store-error.ts";

interface Failure {
  readonly code: StoreErrorCode;
  /** Completes "PATH ...". */
  readonly message: string;
  readonly remedy: string;
}

const folderRemedy = "Name a file in a folder that you may write to.";

/** By the first two words of SQLite's result code, and by the codes of Node for the file itself. */
const failures: Readonly<Record<string, Failure>> = {
  SQLITE_NOTADB: {
    code: "foreign",
    message: "is not a database",
    remedy: "Name a file that does not exist yet, or one that trueroute has made.",
  },
  SQLITE_CORRUPT: {
    code: "damaged",
    message: "is damaged",
    remedy: "Put a backup of the file in its place, or name another file.",
  },
  SQLITE_READONLY: {
    code: "readOnly",
    message: "cannot be written",
    remedy: "Give yourself the right to write to the file and to its folder, or name another file.",
  },
  SQLITE_FULL: {
    code: "full",
    message: "cannot grow: no space is left on the device",
    remedy: "Make room on the device. Nothing that was acknowledged is lost.",
  },
  SQLITE_BUSY: {
    code: "busy",
    message: "is locked by another program",
    remedy: "End the program that has the file open, or wait until it is done.",
  },
  SQLITE_IOERR: {
    code: "failed",
    message: "cannot be read or written: the device reported an error",
    remedy: "Look whether the device is full or broken. Nothing that was acknowledged is lost.",
  },
  SQLITE_CANTOPEN: {
    code: "inaccessible",
    message: "cannot be opened",
    remedy: folderRemedy,
  },
  ENOSPC: {
    code: "full",
    message: "cannot be made: no space is left on the device",
    remedy: "Make room on the device.",
  },
  EROFS: {
    code: "readOnly",
    message: "cannot be made: the file system is read-only",
    remedy: folderRemedy,
  },
  ENOENT: {
    code: "inaccessible",
    message: "cannot be made: no folder can be made there",
    remedy: folderRemedy,
  },
  EACCES: { code: "inaccessible", message: "may not be opened", remedy: folderRemedy },
  EPERM: { code: "inaccessible", message: "may not be opened", remedy: folderRemedy },
  EISDIR: { code: "foreign", message: "is a folder", remedy: "Name a file." },
  ENOTDIR: {
    code: "inaccessible",
    message: "cannot be made: a part of its path is not a folder",
    remedy: folderRemedy,
  },
  EEXIST: {
    code: "inaccessible",
    message: "cannot be made: a part of its path is not a folder",
    remedy: folderRemedy,
  },
};

/** Whether a failure is a lock that another connection has. */
export function isLocked(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY");
}

/** Says what SQLite or the file system refused. */
export function explainLibsql(error: unknown, path: string): StoreError {
  const code = codeOf(error);
  const failure = failures[code] ?? failures[code.split("_").slice(0, 2).join("_")];
  if (failure === undefined) {
    const reason = error instanceof Error ? error.message : String(error);
    return new StoreError(
      "failed",
      `${path} cannot be used: ${reason}`,
      "Name another file.",
      error,
    );
  }
  return new StoreError(failure.code, `${path} ${failure.message}`, failure.remedy, error);
}

function codeOf(error: unknown): string {
  const isCoded = error instanceof Error && "code" in error && typeof error.code === "string";
  return isCoded ? String(error.code) : "";
}
