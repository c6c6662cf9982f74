import { parseEntityRef } from '@backstage/catalog-model';
import { NextStep } from '@product-gateways/backstage-plugin-gateways-common';

/** The address of the form that does a step, or nothing when there is none. */
export type TemplateLink = (step: NextStep) => string | undefined;

/** What the scaffolder's route to a template asks for. */
export type TemplateRoute = (params: {
  namespace: string;
  templateName: string;
}) => string;

/** Links a step to its template's form, filled in with the step's intent. */
export function templateLinkBy(route: TemplateRoute | undefined): TemplateLink {
  return ({ template, intent }) => {
    if (!template || !route) return undefined;
    const { namespace, name } = parseEntityRef(template, {
      defaultKind: 'template',
      defaultNamespace: 'default',
    });
    const { kind: _, ...formData } = intent ?? {};
    const query = new URLSearchParams({ formData: JSON.stringify(formData) });
    return `${route({ namespace, templateName: name })}?${query}`;
  };
}
