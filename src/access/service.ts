import type {
  BuiltInHost,
  CloudService,
  PrivateEndpoint,
  PublicHost,
  TagMatch,
} from "../model/index.ts";

/** What answers at an address. */
export type ServiceAtAddress = {
  /** Whether the address is one of Azure's; absent where no service-tag file tells. */
  readonly isAzureAddress: boolean | undefined;
} & (
  | { readonly kind: "builtInHost"; readonly host: BuiltInHost }
  /** A host that the snapshot names. */
  | { readonly kind: "publicHost"; readonly host: PublicHost }
  | {
      readonly kind: "cloudService";
      readonly service: CloudService;
      /** Public name by which it is called, lower case; absent where only the address is known. */
      readonly name: string | undefined;
      /** Private endpoint that has the address. */
      readonly endpoint: PrivateEndpoint | undefined;
    }
  /** A private endpoint of a service that is not in the model. */
  | { readonly kind: "endpointService"; readonly endpoint: PrivateEndpoint }
  /** An address of which only the service tag is known. */
  | {
      readonly kind: "taggedService";
      readonly tag: TagMatch["tag"];
      /** That of the tag, or else of all of Azure's addresses there. */
      readonly region: string | undefined;
    }
  /** An address of Azure of which only the region is known. */
  | { readonly kind: "azure"; readonly region: string | undefined }
  | { readonly kind: "internet" }
);
