/**
 * Gateways of a product in the catalog: where it stands, what serves what, and the next step.
 *
 * @packageDocumentation
 */
export { gatewaysPlugin as default } from './plugin';
export { gatewaysApiRef, type GatewaysApi } from './api/GatewaysApi';
