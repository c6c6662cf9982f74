import { createOpenApiRouter } from '../schema/openapi';

/** A router that knows which requests and answers the OpenAPI document allows. */
export type GatewaysRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;
