import { codeOf } from "./file-system.ts";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use by another program",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EIO: "the device reported an error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links form a loop",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENFILE: "too many files are open",
  ENOENT: "no such file or folder",
  ENOSPC: "no space is left on the device",
  ENOTDIR: "a part of the path is not a folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ESOCKETTIMEDOUT: "it took too long",
  ESTALE: "the network share has lost it",
  ETIMEDOUT: "the network share does not answer",
};

/** Says in words why a file could not be read. */
export function describeFailure(thrown: unknown): string {
  const code = codeOf(thrown);
  return reasons[code] ?? (code === "" ? "the system gave no reason" : `the system said ${code}`);
}
