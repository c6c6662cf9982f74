import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ProductCatalog } from '../products/ProductCatalog';
import { GatewaysRouter } from './GatewaysRouter';
import { productToWire } from './toWire';

export function addProducts(
  router: GatewaysRouter,
  { httpAuth, catalog }: { httpAuth: HttpAuthService; catalog: ProductCatalog },
) {
  router.get('/products', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const products = await catalog.list(credentials);
    res.json({ products: products.map(productToWire) });
  });
}
