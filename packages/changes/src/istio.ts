import { KubernetesObject, ObjectRef, specOf } from '@product-gateways/mesh';

/** The parts of Istio's API that plans read. Snapshots hold them checked against the schema; git's objects may hold anything. */
export const istioNetworking = 'networking.istio.io';

export interface GatewaySpec {
  selector: Readonly<Record<string, string>>;
  servers: readonly GatewayServer[];
}

export interface GatewayServer {
  port: { number: number; name: string; protocol: string };
  hosts: readonly string[];
  tls?: Readonly<Record<string, unknown>>;
}

export function isGateway({ group, kind }: ObjectRef): boolean {
  return group === istioNetworking && kind === 'Gateway';
}

export function serversOf(gateway: KubernetesObject): readonly GatewayServer[] {
  return specOf<GatewaySpec>(gateway).servers ?? [];
}

/** A server's host without the namespace that it asks VirtualServices to be in. */
export function hostOf(serverHost: string): string {
  return serverHost.slice(serverHost.indexOf('/') + 1);
}

/** How a VirtualService names a Gateway: `namespace/name`, or the name alone inside its own namespace. */
export function fullGatewayName(name: string, namespace = ''): string {
  return name.includes('/') || name === 'mesh' ? name : `${namespace}/${name}`;
}
