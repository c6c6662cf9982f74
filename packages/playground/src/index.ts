/**
 * What a laptop lacks: sample clusters with data, a forge and a GitOps agent. `src/main.ts` starts it, `src/cli.ts` plays with it; other
 * packages use its pieces in their tests.
 *
 * @packageDocumentation
 */
export { accounts, type Account } from './forge/accounts';
export type { ForgeFault } from './forge/faults';
export type { Forge } from './forge/Forge';
export { startForge, type ForgeOptions } from './forge/startForge';
export { seedFolder } from './paths';
