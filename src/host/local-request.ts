/** A request to a server of this user. */
export interface LocalRequest {
  readonly url: string;
  /** What the server's certificate is signed with, in PEM; nothing else is trusted. */
  readonly authority: string;
  /** What stands after `Bearer`; absent: no such header. */
  readonly bearer?: string;
  /** Fields to post; absent: a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

/** What it answered. */
export interface LocalReply {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a server of this user, as a port: the shells get Node's, tests get one of their own. Rejects
 * with an error whose `code` is one of Node's (`ECONNREFUSED`, ...).
 */
export type AskLocally = (request: LocalRequest) => Promise<LocalReply>;

/** Reaches no server. */
export const askNobody: AskLocally = async () => {
  throw Object.assign(new Error("ECONNREFUSED"), { code: "ECONNREFUSED" });
};
