/**
 * Scaffolder actions that turn a planned change of a gateway into a pull request.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGateways as default } from './module';
