import { createExternalRouteRef } from '@backstage/frontend-plugin-api';

/** A template's form, in the scaffolder. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
