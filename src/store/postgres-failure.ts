import { StoreError, type StoreErrorCode } from "./store-error.ts";

/** Codes of Node and of PostgreSQL for a connection that was lost or never came about. */
const lostCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTCONN",
  "EPIPE",
  "ETIMEDOUT",
  // The server is shut down, has crashed, or is starting.
  "57P01",
  "57P02",
  "57P03",
  // It ended a transaction that hung.
  "25P03",
]);

// The client gives these no code.
const lostWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a failure is a connection that was lost or never came about. */
export function isLostConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== "") return lostCodes.has(code) || code.startsWith("08");
  return error instanceof Error && lostWords.test(error.message);
}

interface Failure {
  readonly code: StoreErrorCode;
  /** Completes "NAME ...". */
  readonly message: string;
  readonly remedy: string;
}

const accessRemedy = "Look at user, password and database in the URL.";
const busy: Failure = {
  code: "busy",
  message: "is locked by another program for too long",
  remedy: "Look in pg_stat_activity for who keeps it locked.",
};

const failures: Readonly<Record<string, Failure>> = {
  "28000": { code: "inaccessible", message: "lets this user not in", remedy: accessRemedy },
  "28P01": { code: "inaccessible", message: "refused the password", remedy: accessRemedy },
  "3D000": { code: "inaccessible", message: "does not exist", remedy: "Make it: createdb." },
  "42501": {
    code: "inaccessible",
    message: "lets this user not make or write its tables",
    remedy: "Grant the user CREATE on the schema, or name a database that it owns.",
  },
  "3F000": {
    code: "inaccessible",
    message: "has no schema to make tables in",
    remedy: "Make a schema of the user's search path.",
  },
  "25006": {
    code: "readOnly",
    message: "takes no changes: it is a standby, or read-only by its settings",
    remedy: "Name the primary server in the URL.",
  },
  "53100": {
    code: "full",
    message: "has no space left on its device",
    remedy: "Make room there. Nothing that was acknowledged is lost.",
  },
  "53300": {
    code: "unreachable",
    message: "has no connection left",
    remedy: "Raise max_connections, or end programs that keep connections.",
  },
  "55P03": busy,
  "57014": busy,
  "40P01": busy,
  XX001: {
    code: "damaged",
    message: "is damaged",
    remedy: "Put a backup of the database in its place.",
  },
};

/** Says what PostgreSQL or the way to it refused. */
export function explainPostgres(error: unknown, name: string): StoreError {
  const failure = failures[codeOf(error)];
  if (failure !== undefined) {
    return new StoreError(failure.code, `${name} ${failure.message}`, failure.remedy, error);
  }
  const reason = error instanceof Error ? error.message || codeOf(error) : String(error);
  return isLostConnection(error) || isUnknownHost(error)
    ? new StoreError(
        "unreachable",
        `${name} does not answer: ${reason}`,
        "Look whether the database runs, and at host and port in the URL.",
        error,
      )
    : new StoreError("failed", `${name} cannot be used: ${reason}`, "See its log.", error);
}

/** Says what the failure of a transaction's end was. */
export function explainEnd(error: unknown, name: string): StoreError {
  if (!isLostConnection(error)) return explainPostgres(error, name);
  return new StoreError(
    "uncertain",
    `the connection to ${name} was lost while a change was written; it may have been written or not`,
    "Look whether the change is there, and make it again where it is not.",
    error,
  );
}

function isUnknownHost(error: unknown): boolean {
  return ["ENOTFOUND", "EAI_AGAIN"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const isCoded = error instanceof Error && "code" in error && typeof error.code === "string";
  return isCoded ? String(error.code) : "";
}
