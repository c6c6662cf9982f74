import { Schema } from './schema';
import { builtIn } from './schemas/builtIn';
import gatewayApi from './schemas/gateway.networking.k8s.io.json';
import istioNetworking from './schemas/networking.istio.io.json';
import istioSecurity from './schemas/security.istio.io.json';

/** How an object of a kind is built, apart from apiVersion, kind and metadata. Undefined for kinds that we do not interpret. */
export function schemaOf(group: string, kind: string): Schema | undefined {
  const kinds = schemas.get(group);
  return kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

type Kinds = Readonly<Record<string, Schema>>;

const schemas = new Map<string, Kinds>([
  ...Object.entries(builtIn),
  ['gateway.networking.k8s.io', gatewayApi as Kinds],
  ['networking.istio.io', istioNetworking as Kinds],
  ['security.istio.io', istioSecurity as Kinds],
]);
