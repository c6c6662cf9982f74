import { HttpAuthService } from '@backstage/backend-plugin-api';
import { GatewayViews } from '../products/GatewayViews';
import { GatewaysRouter } from './GatewaysRouter';
import { clusterToWire } from './toWire';

export function addClusters(
  router: GatewaysRouter,
  { httpAuth, views }: { httpAuth: HttpAuthService; views: GatewayViews },
) {
  router.get('/clusters', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json({ clusters: views.clusters.map(clusterToWire) });
  });
}
