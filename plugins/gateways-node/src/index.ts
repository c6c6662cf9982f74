/**
 * Server-side interfaces of the gateways plugin: one adapter per forge, and what permission policies decide by.
 *
 * @packageDocumentation
 */
export * from './forge/Forge';
export * from './forge/forgeOf';
export * from './forge/treeUrl';
export * from './permissions';
