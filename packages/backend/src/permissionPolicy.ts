import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { changeProposePermission } from '@product-gateways/backstage-plugin-gateways-common';
import {
  createGatewaysProductConditionalDecision,
  gatewaysProductConditions,
} from '@product-gateways/backstage-plugin-gateways-node';

/** Everybody reads every product; only a product's owners propose changes of it. */
export const teamsChangeTheirOwn: PermissionPolicy = {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!isPermission(permission, changeProposePermission))
      return { result: AuthorizeResult.ALLOW };
    const owners = user?.info.ownershipEntityRefs ?? [];
    return createGatewaysProductConditionalDecision(
      permission,
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
