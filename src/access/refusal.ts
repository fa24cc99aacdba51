import type { CloudService } from "../model/index.ts";
import { formatIp, type Ip } from "../net/index.ts";
import type { Refusal } from "./verdict.ts";

/** What differs from one refusal to the next, and no model can know. */
export interface RequestStamp {
  readonly requestId: string;
  /** As Azure writes it: `2023-11-14T19:30:02.6638006Z`. */
  readonly time: string;
}

/** The stamp of refusals that nobody has seen. */
export const exampleStamp: RequestStamp = {
  requestId: "00000000-0000-0000-0000-000000000000",
  time: "2000-01-01T00:00:00.0000000Z",
};

/** Who is refused, and at which door. */
export interface Refused {
  readonly service: CloudService;
  /** Public name by which the service was called. */
  readonly name: string | undefined;
  /** Address that the service sees. */
  readonly source: Ip | undefined;
  readonly door: "publicAccess" | "ipRules" | "subnetRules";
}

/** The refusal of a storage account, key vault or SQL server, as the service writes it (SE-12). */
export function refusalOf(refused: Refused, stamp: RequestStamp = exampleStamp): Refusal {
  switch (refused.service.kind) {
    case "storage":
      return storageRefusal(refused, stamp);
    case "keyVault":
      return keyVaultRefusal(refused);
    case "sql":
      return sqlRefusal(refused);
  }
}

/** What Windows says when no activation server has answered it. */
export const activationRefusal: Refusal = {
  status: undefined,
  code: "0xC004F074",
  body: "The Software Licensing Service reported that the computer could not be activated. No Key Management Service (KMS) could be contacted. Please see the Application Event Log for additional information.",
};

// Each service of an account has its own form. The table service writes no full stop.
function storageRefusal({ name }: Refused, { requestId, time }: RequestStamp): Refusal {
  const code = "AuthorizationFailure";
  const sentence = "This request is not authorized to perform this operation";
  const stamp = `\nRequestId:${requestId}\nTime:${time}`;
  const message = `${sentence}.${stamp}`;
  const label = name?.split(".").find((part) => part === "table" || part === "dfs");
  switch (label) {
    case "table": {
      const value = `${sentence}${stamp}`;
      const body = { "odata.error": { code, message: { lang: "en-US", value } } };
      return { status: 403, code, body };
    }
    case "dfs":
      return { status: 403, code, body: { error: { code, message } } };
    default: {
      const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      return { status: 403, code, body: `<?xml version="1.0" encoding="utf-8"?>${error}` };
    }
  }
}

// The line with the caller's identity is left out: no flow carries one.
function keyVaultRefusal({ service, source, door }: Refused): Refusal {
  const isOff = door === "publicAccess";
  const reason = service.admitsAzureServices
    ? "Client address is not authorized and caller is not a trusted service."
    : "Client address is not authorized and caller was ignored because bypass is set to None";
  const lines = [
    isOff
      ? "Public network access is disabled and request is not from a trusted service nor via an approved private link."
      : reason,
    ...(isOff || source === undefined ? [] : [`Client address: ${formatIp(source)}`]),
    `Vault: ${service.name}${service.region === undefined ? "" : `;location=${service.region}`}`,
  ];
  const innererror = { code: isOff ? "ForbiddenByConnection" : "ForbiddenByFirewall" };
  const body = { error: { code: "Forbidden", message: lines.join("\r\n"), innererror } };
  return { status: 403, code: "Forbidden", body };
}

function sqlRefusal({ service, source, door }: Refused): Refusal {
  const opening = `Cannot open server '${service.name}' requested by the login.`;
  switch (door) {
    case "publicAccess":
      return {
        status: undefined,
        code: "47073",
        body: "Reason: An instance-specific error occurred while establishing a connection to SQL Server. Connection was denied since Deny Public Network Access is set to Yes (https://docs.microsoft.com/azure/azure-sql/database/connectivity-settings#deny-public-network-access). To connect to this server, use the Private Endpoint from inside your virtual network (https://docs.microsoft.com/azure/sql-database/sql-database-private-endpoint-overview#how-to-set-up-private-link-for-azure-sql-database).",
      };
    case "subnetRules": {
      const body = `${opening} Client is not allowed to access the server.`;
      return { status: undefined, code: "40914", body };
    }
    case "ipRules": {
      const client =
        source === undefined ? "Client" : `Client with IP address '${formatIp(source)}'`;
      const body = `${opening} ${client} is not allowed to access the server. To enable access, use the Azure Management Portal or run sp_set_firewall_rule on the master database to create a firewall rule for this IP address or address range. It may take up to five minutes for this change to take effect.`;
      return { status: undefined, code: "40615", body };
    }
  }
}
