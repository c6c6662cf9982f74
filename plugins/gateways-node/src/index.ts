/**
 * Server-side interfaces of the gateways plugin: one adapter per forge.
 *
 * @packageDocumentation
 */
export * from './forge/Forge';
export * from './forge/forgeOf';
export * from './forge/treeUrl';
