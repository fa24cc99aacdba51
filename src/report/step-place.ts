import type { Place } from "../diagnostic/index.ts";
import type { Pass, Trace } from "../walk/index.ts";
import { reportStep } from "./walk-step.ts";

/** What decided a step of a flow, and where that stands. */
export interface StepPlace {
  /** Who does what: `azfw: network rule 'a' of b allows it`. */
  readonly text: string;
  readonly place: Place;
}

/** The places that decide on a flow, there and back, in its order; each step has its most direct. */
export function stepPlaces({ journeys: [shown] }: Trace): readonly StepPlace[] {
  const { forward, reply } = shown;
  return [...passPlaces(forward), ...(reply === undefined ? [] : passPlaces(reply))];
}

function passPlaces({ hops }: Pass): readonly StepPlace[] {
  return hops.flatMap(({ node, steps }) =>
    steps.flatMap((step): readonly StepPlace[] => {
      const [place] = step.places;
      if (place === undefined || place.file === "") return [];
      return [{ text: `${node.name}: ${reportStep(step, node.name).text}`, place }];
    }),
  );
}
