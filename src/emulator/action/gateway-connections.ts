import { connectionsOfGateway, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { notFound } from "../resource/get.ts";

/** `GET .../connections` of a gateway. */
export const gatewayConnections: Handler = (_request, { id }, host) => {
  const { estate } = host.keeper;
  const row = id === undefined ? undefined : estate.find(id.key);
  if (id === undefined) return { status: 404 };
  if (row === undefined) return notFound(id, host);
  const value = connectionsOfGateway(estate, row).map((one) => showRow(estate, one));
  return { status: 200, body: { value } };
};
