/** A server that was started and has not ended. */
export interface RunningServer {
  /** Process id. */
  readonly pid: number;
  readonly port: number;
  /** Scheme, host and port, without a slash: `https://127.0.0.1:8443`. */
  readonly address: string;
  /** Absolute path of the certificate that clients must trust. */
  readonly caFile: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** What clients must say to be let in; absent: they may say anything. */
  readonly token?: string;
}

/** The servers of this user on this machine, as a port. */
export interface RunningServers {
  /** Those that are alive, the one that was started last first. Never rejects. */
  list(): Promise<readonly RunningServer[]>;
  /**
   * Makes a server known. Rejects as a `FileSystem` does. The text that is kept can be read by this
   * user only.
   */
  enter(server: RunningServer): Promise<void>;
  /** Takes back what `enter` made known. Never rejects. */
  leave(server: Pick<RunningServer, "port" | "pid">): Promise<void>;
}

/** Knows these servers, the newest first, and forgets what it is told. */
export function createRunningServers(servers: readonly RunningServer[] = []): RunningServers {
  return { list: async () => servers, enter: async () => {}, leave: async () => {} };
}
