import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import { type AlternativeName, contentOf, networkOf } from "./alternative-name.ts";
import {
  bitString,
  type Der,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  setOf,
  time,
  utf8,
  yes,
} from "./der.ts";

/** What a certificate says of its subject. */
export interface CertificateSubject {
  readonly commonName: string;
  /** The subject's public key, or its private key. */
  readonly key: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** At most 20 bytes, not all zero. */
  readonly serial: Uint8Array;
  readonly role: CertificateRole;
}

/** What the subject may do. */
export type CertificateRole =
  | {
      readonly kind: "authority";
      /** The only names it may vouch for; absent: any. */
      readonly permitted?: readonly AlternativeName[];
    }
  | { readonly kind: "server"; readonly names: readonly AlternativeName[] };

/** Who signs a certificate. */
export interface CertificateIssuer {
  readonly commonName: string;
  /** A private key of the curve P-256. */
  readonly key: KeyObject;
}

const oid = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

const algorithm = sequence(objectId(oid.ecdsaWithSha256));

/** Creates a certificate (X.509 version 3, RFC 5280) in PEM. */
export function createCertificate(subject: CertificateSubject, issuer: CertificateIssuer): string {
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(subject.serial),
    algorithm,
    nameOf(issuer.commonName),
    sequence(time(subject.notBefore), time(subject.notAfter)),
    nameOf(subject.commonName),
    publicKeyOf(subject.key),
    explicit(3, sequence(...extensionsOf(subject, issuer))),
  );
  const signed = sequence(body, algorithm, bitString(sign("sha256", body, issuer.key)));
  const lines = signed.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Der {
  return sequence(setOf(sequence(objectId(oid.commonName), utf8(commonName))));
}

function publicKeyOf(key: KeyObject): Buffer {
  const isPublic = key.type === "public";
  return (isPublic ? key : createPublicKey(key)).export({ type: "spki", format: "der" });
}

// RFC 5280, 4.2.1.2: the hash of the key's own bits, which are the end of what a P-256 key exports.
function identifierOf(key: KeyObject): Buffer {
  return createHash("sha1").update(publicKeyOf(key).subarray(-65)).digest();
}

function extensionsOf(subject: CertificateSubject, issuer: CertificateIssuer): readonly Der[] {
  return [
    ...roleExtensions(subject.role),
    extension(oid.subjectKeyIdentifier, octetString(identifierOf(subject.key))),
    extension(oid.authorityKeyIdentifier, sequence(implicit(0, identifierOf(issuer.key)))),
  ];
}

function roleExtensions(role: CertificateRole): readonly Der[] {
  switch (role.kind) {
    case "authority":
      return [
        // An authority, with no other authority below it.
        critical(oid.basicConstraints, sequence(yes, integer(Buffer.from([0])))),
        // keyCertSign and cRLSign.
        critical(oid.keyUsage, bitString(Buffer.from([0b0000_0110]), 1)),
        ...constraintsOf(role.permitted),
      ];
    case "server":
      return [
        critical(oid.basicConstraints, sequence()),
        // digitalSignature.
        critical(oid.keyUsage, bitString(Buffer.from([0b1000_0000]), 7)),
        extension(oid.extendedKeyUsage, sequence(objectId(oid.serverAuth))),
        extension(oid.subjectAltName, sequence(...role.names.map(generalName))),
      ];
  }
}

function constraintsOf(permitted: readonly AlternativeName[] | undefined): readonly Der[] {
  if (permitted === undefined) return [];
  const subtrees = permitted.map((name) => sequence(implicit(tagOf(name), networkOf(name))));
  return [critical(oid.nameConstraints, sequence(explicit(0, ...subtrees)))];
}

function generalName(name: AlternativeName): Der {
  return implicit(tagOf(name), contentOf(name));
}

function tagOf({ kind }: AlternativeName): number {
  return kind === "dns" ? 2 : 7;
}

function extension(id: string, value: Der): Der {
  return sequence(objectId(id), octetString(value));
}

function critical(id: string, value: Der): Der {
  return sequence(objectId(id), yes, octetString(value));
}
