import { type Refusal, refuseUnverified } from "./refusal.ts";

export function factMissing(fact: string, property: string): Refusal {
  return refuseUnverified(400, "FactPropertyMissing", `${fact} needs the property ${property}.`);
}

export function factShape(fact: string, pointer: string, reason: string): Refusal {
  return refuseUnverified(400, "FactPropertyInvalid", `${fact}, ${pointer}: ${reason}`);
}
