/** The labels of the sample repository. Gitea's API names them by number. */
export const labels = [
  { id: 1, name: 'gateways', color: '0052cc' },
  { id: 2, name: 'needs-review', color: 'fbca04' },
];
