/**
 * Words shared by the browser and the server of the gateways plugin.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './permissions';
export * from './product';
export * from './signals';
export * from './schema/openapi/generated';
