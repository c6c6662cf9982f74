/**
 * Live state of product gateways from many clusters, and the plan of a change, over HTTP.
 *
 * @packageDocumentation
 */
export { gatewaysPlugin as default } from './plugin';
