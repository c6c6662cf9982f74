import { useEffect } from 'react';
import { IdentityApi } from '@backstage/frontend-plugin-api';

const nobody: IdentityApi = {
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/guest',
    ownershipEntityRefs: [],
  }),
  getCredentials: async () => ({}),
  getProfileInfo: async () => ({ displayName: 'Guest' }),
  signOut: async () => {},
};

/** Goes straight to the page: there is nothing here to sign in to. */
export function NobodySignsIn({
  onSignInSuccess,
}: {
  onSignInSuccess(identity: IdentityApi): void;
}) {
  useEffect(() => onSignInSuccess(nobody), [onSignInSuccess]);
  return null;
}
