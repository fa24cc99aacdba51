import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { Router } from "../route/index.ts";
import type { Sender, WalkQuestion } from "./question.ts";
import type { Trace, TraceAssumption } from "./trace.ts";

export class Walker {
  readonly router: Router;
  constructor(router: Router) {
    this.router = router;
  }
  trace(_question: WalkQuestion): Trace {
    throw new Error("pending");
  }
}
export type SenderResult =
  | {
      readonly kind: "found";
      readonly sender: Sender;
      readonly address: Ip;
      readonly network: Key | undefined;
      readonly label: string;
    }
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  | { readonly kind: "incomplete"; readonly id: string; readonly missing: string }
  | { readonly kind: "unknown"; readonly near: readonly string[] };
export type DestinationResult =
  | {
      readonly kind: "found";
      readonly address: Ip;
      readonly name?: string;
      readonly label: string;
      readonly assumptions: readonly TraceAssumption[];
    }
  | { readonly kind: "unresolved"; readonly name: string; readonly reason: string }
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  | { readonly kind: "unknown"; readonly near: readonly string[] };
export function findSender(_walker: Walker, _text: string): SenderResult {
  return { kind: "unknown", near: [] };
}
export function findDestination(
  _walker: Walker,
  _text: string,
  _sender: Extract<SenderResult, { kind: "found" }>,
): DestinationResult {
  return { kind: "unknown", near: [] };
}
