import type { Severity } from "../../diagnostic/index.ts";
import type { FindingAssumption, FindingWalk } from "../../finding/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { Draft } from "../rule.ts";
import type { Asymmetry } from "./asymmetry.ts";
import { type Cause, deviceKeys } from "./cause.ts";
import type { End } from "./end.ts";
import { type Proof, prove } from "./proof.ts";
import { deviceNames, endNames, repliesDo, routeThere } from "./words.ts";

/** What a rule adds to what is the same for all asymmetries; the place is the home's unless told. */
export type Parts = Pick<Draft, "remedy" | "repair" | "rules"> & Partial<Pick<Draft, "place">>;

/**
 * The finding of a cause: what passes where, shown by flows. Absent where no flow shows it, because
 * filters let none through.
 */
export function draftOf(
  ground: Ground,
  cause: Cause,
  partsOf: (asymmetry: Asymmetry) => Parts,
): readonly Draft[] {
  const { home, asymmetries } = cause;
  for (const asymmetry of asymmetries.slice(0, mostTried)) {
    const proof = prove(ground, asymmetry);
    const severity = severityOf(asymmetry, proof);
    if (severity === undefined) continue;
    const { there, back } = asymmetry;
    return [
      {
        severity,
        message: `${tell(ground, asymmetry)}${consequence(asymmetry, proof)}`,
        place: home.place,
        related: [there, back].flatMap(({ first }) => first?.route.places[0] ?? []),
        affected: asymmetries.flatMap(({ sources, targets }) =>
          [...sources, ...targets].flatMap(idsOf),
        ),
        subject: [...home.ids, ...deviceKeys(ground, asymmetry)],
        assumptions: assumptionsOf(asymmetry, proof),
        walks: [proof.begun, proof.answered].flatMap((walk) => walk ?? []),
        ...partsOf(asymmetry),
      },
    ];
  }
  return [];
}

// A pair of ends may be shut off from each other for other reasons; a few that show nothing suffice.
const mostTried = 3;

function tell(ground: Ground, { sources, targets, there, back }: Asymmetry): string {
  const [from, to] = [endNames(sources), endNames(targets)];
  const route = routeThere(ground, there, sources[0]);
  const ends = from === to ? `among ${from}` : `from ${from} to ${to}`;
  return `Traffic ${ends} passes ${deviceNames(there)} (${route}), and the replies ${repliesDo(ground, back, there)}.`;
}

function consequence({ sources, targets, there, kind }: Asymmetry, proof: Proof): string {
  if (kind === "dropped") return "";
  if (kind === "equalDevices") {
    return " Each direction is given to one of them for itself: the other one has not seen the flow begin, and drops the reply.";
  }
  const device = deviceNames(there);
  const sentences = [
    ...(proof.begun === undefined ? [] : [` ${device} sees one half of these connections.`]),
    ...(proof.answered === undefined
      ? []
      : [
          ` What ${endNames(targets)} begins meets ${device} only when ${endNames(sources)} answers, and is dropped there.`,
        ]),
  ];
  return sentences.join("");
}

/** Absent where nothing shows that it matters. */
function severityOf(asymmetry: Asymmetry, proof: Proof): Severity | undefined {
  const { begun, answered, isTranslated, isUnknown } = proof;
  if (begun === undefined && answered === undefined) return isUnknown ? "warning" : undefined;
  if (asymmetry.kind === "dropped") return begun === undefined ? undefined : "error";
  if (asymmetry.kind === "equalDevices" || isTranslated) return "warning";
  return isNeeded(asymmetry) ? "error" : "warning";
}

// Wide routes bring together what nobody has asked to meet.
function isNeeded({ isMeant, sources: [source], targets: [target] }: Asymmetry): boolean {
  if (isMeant || source.kind === "site" || target.kind === "site") return true;
  return source.network.peerings.some(({ remote }) => remote === target.network.key);
}

function idsOf(end: End): readonly string[] {
  return end.kind === "site" ? [end.gateway.id] : end.subnets.map(({ id }) => id);
}

function assumptionsOf({ there }: Asymmetry, proof: Proof): readonly FindingAssumption[] {
  const walks = [proof.begun, proof.answered].flatMap((walk) => walk ?? []);
  const device = deviceNames(there);
  const unknown: FindingAssumption = {
    code: "deviceLetsThrough",
    message: `${device} lets such traffic through; the input does not tell its rules`,
    rules: ["FWD-26"],
  };
  return [...stateAssumptions(walks), ...(proof.isUnknown ? [unknown] : [])];
}

function stateAssumptions(walks: readonly FindingWalk[]): readonly FindingAssumption[] {
  const all = walks.flatMap(({ trace }) => trace.assumptions);
  if (!all.some(({ code }) => code === "guestState")) return [];
  const guests = all.filter(({ code }) => code === "guestForwards").flatMap(({ about }) => about);
  const names = guests.length === 0 ? "the appliances" : listNames([...new Set(guests)]);
  return [
    {
      code: "guestState",
      message: `the guests behind ${names} keep state of the flows that they see`,
      rules: ["FWD-47"],
    },
  ];
}
