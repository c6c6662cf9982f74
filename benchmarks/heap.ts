import {
  gatewaysOf,
  project,
  resolveAt,
  routeTable,
  snapshotOf,
} from '@product-gateways/mesh';
import { world } from './world';

/**
 * A process of its own, so that nothing else is on the heap: prints as JSON how many objects there are, and the bytes that they take as
 * projected, as a snapshot on top, and with every question of routing answered.
 */
function main([teams]: string[]) {
  const { objects } = world(Number(teams));
  // As a watch delivers them: each with its own strings, and only what we read of it.
  const projected = objects.map(object =>
    project(JSON.parse(JSON.stringify(object))),
  );
  const count = objects.length;
  const withoutSnapshot = used();
  const snapshot = snapshotOf('east', projected);
  const asSnapshot = used();
  const gateways = gatewaysOf(snapshot);
  for (const gateway of gateways) {
    routeTable(snapshot, gateway);
    resolveAt(snapshot, gateway, {
      port: 443,
      tls: true,
      method: 'GET',
      host: 'x.example.com',
      path: '/',
    });
  }
  const answered = used();
  console.log(
    JSON.stringify({
      count,
      snapshot: asSnapshot - withoutSnapshot,
      answers: answered - withoutSnapshot,
      gateways: gateways.length + projected.length - count,
    }),
  );
}

function used(): number {
  if (!globalThis.gc) throw new Error('Run it with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

main(process.argv.slice(2));
