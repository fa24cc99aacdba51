import { formatPrefix } from "../../../net/index.ts";
import type { ServiceTag, ServiceTagIndex } from "../../../servicetag/index.ts";
import { answered, type Outcome, type Refusal } from "../outcome.ts";
import type { Answer, Asked } from "../question.ts";
import { locationScope } from "./scope.ts";

/** Microsoft's list of service tags. */
export interface ServiceTags {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly changeNumber: string;
  readonly cloud: string;
  readonly values: readonly ServiceTagValue[];
  readonly nextLink: string;
}

/** One service tag. */
export interface ServiceTagValue {
  readonly name: string;
  readonly id: string;
  readonly serviceTagChangeNumber: string;
  readonly properties: {
    readonly changeNumber: string;
    /** Empty for tags of all regions. */
    readonly region: string;
    readonly state: "GA";
    /** Absent where the list does not tell it. */
    readonly networkFeatures?: readonly string[];
    readonly systemService: string;
    /** Left out on request. */
    readonly addressPrefixes?: readonly string[];
  };
}

/** `GET locations/L/serviceTags`: all tags, by name; every location has the same. */
export const serviceTags: Answer<ServiceTags> = (asked, { target }) => {
  const list = listOf(asked);
  if (list.kind === "refused") return list;
  const index = list.body;
  const cloud = index.cloud === "" ? "Public" : index.cloud;
  const { subscription } = locationScope(target);
  return answered({
    name: cloud,
    id: `${subscription}/providers/Microsoft.Network/serviceTags/${cloud}`,
    type: "Microsoft.Network/serviceTags",
    changeNumber: `${index.changeNumber}`,
    cloud,
    values: index.tags().map((tag) => toValue(index, tag, true)),
    nextLink: "",
  });
};

/** Service tags one by one. */
export interface ServiceTagDetails {
  readonly value: readonly ServiceTagValue[];
}

/**
 * `GET locations/L/serviceTagDetails`: as `serviceTags`, of one tag with `tagName`, and without
 * prefixes with `noAddressPrefixes=true`.
 */
export const serviceTagDetails: Answer<ServiceTagDetails> = (asked, { parameter }) => {
  const list = listOf(asked);
  if (list.kind === "refused") return list;
  const index = list.body;
  const name = parameter?.("tagName") ?? "";
  const hasPrefixes = parameter?.("noAddressPrefixes")?.toLowerCase() !== "true";
  const found = name === "" ? index.tags() : [index.find(name) ?? []].flat();
  return answered({ value: found.map((tag) => toValue(index, tag, hasPrefixes)) });
};

function listOf({ serviceTags: index }: Asked): Outcome<ServiceTagIndex> {
  return index === undefined ? absent : answered(index);
}

const absent: Refusal = {
  kind: "refused",
  status: 404,
  code: "NotFound",
  message:
    "No list of service tags is installed. Run 'trueroute tags update' to install Microsoft's.",
  isVerified: false,
};

function toValue(index: ServiceTagIndex, tag: ServiceTag, hasPrefixes: boolean): ServiceTagValue {
  const { name, region, features, systemService, changeNumber } = tag;
  const prefixes = hasPrefixes ? (index.prefixesOf(name) ?? []) : [];
  return {
    name,
    id: name,
    serviceTagChangeNumber: `${index.changeNumber}`,
    properties: {
      changeNumber: `${changeNumber}`,
      region: region ?? "",
      state: "GA",
      ...(features.length === 0 ? {} : { networkFeatures: features }),
      systemService,
      ...(hasPrefixes ? { addressPrefixes: prefixes.map(formatPrefix) } : {}),
    },
  };
}
