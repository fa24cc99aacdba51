import type { Shell } from "./completion/shells.ts";
import type { OutputOptions, SnapshotOptions } from "./options.ts";

/** Option of every command that talks to a running server. */
export interface PortOptions extends OutputOptions {
  readonly port?: number;
}

/** Options of `trueroute env`. */
export interface EnvOptions extends PortOptions {
  readonly shell?: Shell;
  readonly undo?: boolean;
}

/** Forms in which requests are logged. */
export const serverLogFormats = ["text", "json"] as const;

/** Options of `trueroute serve`. */
export interface ServeOptions extends SnapshotOptions {
  readonly replace?: boolean;
  /** A file, or a URL of PostgreSQL. */
  readonly database?: string;
  readonly memory?: boolean;
  readonly port?: number;
  readonly host?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly logFormat?: (typeof serverLogFormats)[number];
  readonly strictAzure?: boolean;
  /** In seconds. */
  readonly operationDelay?: number;
}
