import { answered } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { locationScope } from "./scope.ts";

/** Names for groups of services that policies of service endpoints can use. */
export interface ServiceAliases {
  readonly value: readonly ServiceAlias[];
}

/** One name. */
export interface ServiceAlias {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly resourceName: string;
}

const paths = ["", "Batch", "DataFactory", "MachineLearning", "ManagedInstance", "WebPI"];

/** `GET locations/L/availableServiceAliases`: a fixed list. */
export const serviceAliases: Answer<ServiceAliases> = (_asked, { target }) => {
  const scope = `${locationScope(target).group}/providers/Microsoft.Network`;
  return answered({
    value: paths.map((path) => {
      const name = `servicesAzure${path}`;
      return {
        name,
        id: `${scope}/AvailableServiceAliases/${name}`,
        type: "Microsoft.Network/AvailableServiceAliases",
        resourceName: path === "" ? "/services/Azure" : `/services/Azure/${path}`,
      };
    }),
  });
};
