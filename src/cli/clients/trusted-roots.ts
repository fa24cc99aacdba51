import { posix } from "node:path";
import type { Environment } from "../../host/index.ts";
import type { Io } from "../io.ts";

/** Certificates in PEM. */
export interface TrustedRoots {
  /** What the user trusts, and the server's root. */
  readonly all: string;
  /** The server's root, with what the user has told Node to trust besides. */
  readonly extra: string;
}

// Where distributions keep all roots in one file: Debian, Alpine and Arch; Fedora and RHEL; SUSE;
// macOS, Alpine and OpenBSD; FreeBSD; Homebrew on both kinds of Mac.
const rootFiles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
  "/usr/local/share/certs/ca-root-nss.crt",
  "/opt/homebrew/etc/ca-certificates/cert.pem",
  "/usr/local/etc/ca-certificates/cert.pem",
];

const mostBytes = 16 * 2 ** 20;

/**
 * Collects the roots that a client must trust to reach a server and whatever it could reach before.
 *
 * What the user has named in `REQUESTS_CA_BUNDLE` and `SSL_CERT_FILE` comes before the roots of the
 * system; where the system has no file of them, as on Windows, those that Node brings are taken.
 * Never rejects.
 *
 * @param authority the server's root, in PEM
 * @param environment as it was before any server was in it
 */
export async function collectRoots(
  authority: string,
  environment: Environment,
  io: Io,
): Promise<TrustedRoots> {
  const named = [environment["REQUESTS_CA_BUNDLE"], environment["SSL_CERT_FILE"]];
  const chosen = await readAll([...new Set(named)], io);
  const roots = chosen.length > 0 ? chosen : await systemRoots(io);
  const extra = await readAll([environment["NODE_EXTRA_CA_CERTS"]], io);
  return { all: join([authority, ...roots]), extra: join([authority, ...extra]) };
}

async function systemRoots(io: Io): Promise<readonly string[]> {
  if (io.platform !== "win32") {
    for (const file of rootFiles) {
      const text = await readCertificates(file, io);
      if (text !== undefined) return [text];
    }
  }
  const { rootCertificates } = await import("node:tls");
  return rootCertificates;
}

async function readAll(files: readonly (string | undefined)[], io: Io): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const file of files) {
    const text = file ? await readCertificates(file, io) : undefined;
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

// A path to a folder of certificates, or to nothing, has no text; programs ignore such a one too.
async function readCertificates(file: string, io: Io): Promise<string | undefined> {
  try {
    const path = io.platform === "win32" ? file : posix.resolve(io.folder, file);
    const text = decode(await io.fileSystem.readFile(path, mostBytes));
    return text.includes("-----BEGIN") ? text : undefined;
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function join(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith("\n") ? text : `${text}\n`)).join("");
}
