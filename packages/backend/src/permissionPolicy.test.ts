import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  changeProposePermission,
  productCreatePermission,
  productReadPermission,
} from '@product-gateways/backstage-plugin-gateways-common';
import { teamsChangeTheirOwn } from './permissionPolicy';

const developer = {
  info: {
    userEntityRef: 'user:default/guest',
    ownershipEntityRefs: ['user:default/guest', 'group:default/payments-team'],
  },
} as PolicyQueryUser;

describe('the portal’s policy', () => {
  it('lets everybody read every product', async () => {
    await expect(
      teamsChangeTheirOwn.handle(
        { permission: productReadPermission },
        developer,
      ),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
  });

  it.each([
    ['a developer', developer, developer.info.ownershipEntityRefs],
    ['nobody', undefined, []],
  ])(
    'lets %s change, and begin, what they own alone',
    async (_, user, owners) => {
      for (const permission of [
        changeProposePermission,
        productCreatePermission,
      ])
        await expect(
          teamsChangeTheirOwn.handle({ permission }, user),
        ).resolves.toMatchObject({
          result: AuthorizeResult.CONDITIONAL,
          conditions: { rule: 'HAS_OWNER', params: { owners } },
        });
    },
  );
});
