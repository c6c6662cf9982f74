import { Intent } from '@product-gateways/backstage-plugin-gateways-common';

/** Where the portal's form plans an intent again. */
export type ResumeUrl = (intent: Intent) => string | undefined;

/** Forms filled in with an intent, in the portal at `app.baseUrl`; the template of an intent has the name of its kind. */
export function resumeUrlIn(baseUrl: string | undefined): ResumeUrl {
  return ({ kind, ...formData }) => {
    if (!baseUrl) return undefined;
    const portal = baseUrl.replace(/\/+$/, '');
    const url = new URL(`${portal}/create/templates/default/${kind}`);
    url.searchParams.set('formData', JSON.stringify(formData));
    return url.href;
  };
}
