import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  ChangePlan,
  DefaultApiClient,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';

/** What it takes to ask the gateways backend, wherever it runs. */
export interface PlanningServices {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** Asks the gateways backend for a plan, in the name of whoever started the task: what they may not propose is refused there. */
export async function planChange(
  intent: Intent,
  onBehalfOf: BackstageCredentials,
  { auth, discovery }: PlanningServices,
): Promise<ChangePlan> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf,
    targetPluginId: 'gateways',
  });
  const client = new DefaultApiClient({
    discoveryApi: discovery,
    fetchApi: { fetch },
  });
  const response = await client.planChange({ body: intent }, { token });
  if (response.ok) return response.json();
  // The backend's own sentence; the status around it says nothing to a person.
  const error = await ResponseError.fromResponse(response);
  throw error.cause;
}
