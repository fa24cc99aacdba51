import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { alternativeName } from "./alternative-name.ts";
import { createCertificate } from "./certificate.ts";

/** An authority that clients are told to trust. */
export interface Authority {
  /** File with its certificate, for clients. */
  readonly file: string;
  readonly certificate: X509Certificate;
  readonly commonName: string;
  readonly key: KeyObject;
}

/** What an authority may vouch for: this machine under its own names, or any host. */
export type AuthorityScope = "loopback" | "any";

const dayMs = 86_400_000;
const lifetimeDays = 3_650;

/** The names that every server is called by on its own machine. */
export const loopbackHosts: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/**
 * Opens the authority of a folder, and makes one where there is none, or where it is damaged or has
 * expired. Of two programs that do so at once, both get the one that came first. Throws what the
 * file system throws.
 */
export function openAuthority(folder: string, scope: AuthorityScope, now: Date): Authority {
  const home = join(folder, "ca");
  const found = readAuthority(home, now);
  if (found !== undefined) return found;
  if (existsSync(home)) rmSync(home, { recursive: true, force: true });
  makeAuthority(folder, scope, now);
  const made = readAuthority(home, now);
  if (made === undefined) throw new Error(`the authority in ${home} cannot be read back`);
  return made;
}

function readAuthority(home: string, now: Date): Authority | undefined {
  const file = join(home, "ca.pem");
  if (!existsSync(file)) return undefined;
  try {
    const certificate = new X509Certificate(readFileSync(file));
    const key = createPrivateKey(readFileSync(join(home, "ca-key.pem")));
    const commonName = certificate.subject.replace(/^CN=/, "");
    const isUsable = certificate.checkPrivateKey(key) && new Date(certificate.validTo) > now;
    return isUsable ? { file, certificate, commonName, key } : undefined;
  } catch {
    return undefined;
  }
}

// A folder is renamed at once, so nobody ever sees a certificate without its key.
function makeAuthority(folder: string, scope: AuthorityScope, now: Date): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(join(folder, "ca-"));
  try {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    // Two authorities of one name would be taken for each other.
    const commonName = `trueroute local CA ${randomBytes(4).toString("hex")}`;
    const role = {
      kind: "authority",
      ...(scope === "any" ? {} : { permitted: loopbackHosts.map(alternativeName) }),
    } as const;
    const certificate = createCertificate(
      {
        commonName,
        key: privateKey,
        notBefore: new Date(now.getTime() - dayMs),
        notAfter: new Date(now.getTime() + lifetimeDays * dayMs),
        serial: newSerial(),
        role,
      },
      { commonName, key: privateKey },
    );
    writeFileSync(join(draft, "ca-key.pem"), pemOf(privateKey), { mode: 0o600, flush: true });
    writeFileSync(join(draft, "ca.pem"), certificate, { mode: 0o644, flush: true });
    renameSync(draft, join(folder, "ca"));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another program was quicker; its authority serves as well.
    if (!existsSync(join(folder, "ca", "ca.pem"))) throw error;
  }
}

/** A private key as text. */
export function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** A new serial number: 127 bits that nobody can guess. */
export function newSerial(): Uint8Array {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
