import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  changeProposePermission,
  productCreatePermission,
} from '@product-gateways/backstage-plugin-gateways-common';
import {
  createGatewaysProductConditionalDecision,
  gatewaysProductConditions,
} from '@product-gateways/backstage-plugin-gateways-node';

/** What a product's owners alone may do. */
const ofOwners = [changeProposePermission, productCreatePermission];

/** Everybody reads every product; only a product's owners propose changes of it, and nobody a product of another team. */
export const teamsChangeTheirOwn: PermissionPolicy = {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const asked = ofOwners.find(({ name }) => name === permission.name);
    if (!asked) return { result: AuthorizeResult.ALLOW };
    const owners = user?.info.ownershipEntityRefs ?? [];
    return createGatewaysProductConditionalDecision(
      asked,
      gatewaysProductConditions.hasOwner({ owners }),
    );
  },
};

export const permissionPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'teams-change-their-own',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(teamsChangeTheirOwn);
      },
    });
  },
});
