import type { Outcome, OutcomePass, OutcomeWay } from "../../reach/index.ts";
import { joinWords } from "./list.ts";

/** Says how flows that arrive on both sides go otherwise: `now pass azfw, there and back`. */
export function pathWords(before: Outcome, after: Outcome): string {
  const there = changeWords(before, after, ({ there: pass }) => pass);
  const back = changeWords(before, after, (way) => way.back);
  if (there === back) return there === undefined ? "take another way" : `${there}, there and back`;
  const [one, other] = [
    there === undefined ? [] : [`${there} on the way there`],
    back === undefined ? [] : [`${back} on the way back`],
  ];
  return joinWords([...one, ...other]);
}

/** Says past which nodes flows go: `past azfw, there and back`. */
export function wayWords({ ways }: Outcome): string {
  const there = placesOf(ways, (way) => way.there);
  const back = placesOf(ways, (way) => way.back);
  if (back.length === 0 || textOf(there) + textOf(back) === "") return directionWords(there);
  if (sameTexts(there, back)) return `${directionWords(there)}, there and back`;
  return `${directionWords(there)} there, ${directionWords(back)} back`;
}

type PassOf = (way: OutcomeWay) => OutcomePass | undefined;

// Each way by the names it passes, in order.
type Vias = readonly (readonly string[])[];

function placesOf(ways: Outcome["ways"], passOf: PassOf): Vias {
  const all = ways.flatMap((way) => {
    const pass = passOf(way);
    return pass === undefined ? [] : [namesOf(pass)];
  });
  return [...new Map(all.map((names) => [names.join("\n"), names])).values()];
}

function namesOf({ via, hasIdentity }: OutcomePass): readonly string[] {
  return [...via.map(({ name }) => name), ...(hasIdentity ? ["a service endpoint"] : [])];
}

function sameTexts(one: Vias, other: Vias): boolean {
  return textOf(one) === textOf(other);
}

function textOf(vias: Vias): string {
  return vias.map((names) => names.join(", then ")).join(" or ");
}

function directionWords(vias: Vias): string {
  const text = textOf(vias.filter((names) => names.length > 0));
  const isDirect = vias.some((names) => names.length === 0);
  if (text === "") return "directly";
  return isDirect ? `past ${text} or directly` : `past ${text}`;
}

function changeWords(before: Outcome, after: Outcome, passOf: PassOf): string | undefined {
  const [old, now] = [placesOf(before.ways, passOf), placesOf(after.ways, passOf)];
  if (sameTexts(old, now)) return undefined;
  const [first, second] = [old[0] ?? [], now[0] ?? []];
  if (old.length > 1 || now.length > 1) {
    return `go ${directionWords(now)} instead of ${directionWords(old)}`;
  }
  const added = second.filter((name) => !first.includes(name));
  const removed = first.filter((name) => !second.includes(name));
  if (removed.length === 0 && added.length === 0) return `now pass ${second.join(", then ")}`;
  if (removed.length === 0) return `now pass ${joinWords(added)}`;
  if (added.length === 0) return `no longer pass ${joinWords(removed)}`;
  return `pass ${joinWords(added)} instead of ${joinWords(removed)}`;
}
