import { once } from 'node:events';
import type {
  ClusterClient,
  Fault,
  PolicyRule,
  TestCluster,
} from '@product-gateways/sample-cluster';
import type { Main } from '../agent/Main';
import { runAgent } from '../agent/runAgent';
import type { SyncReport } from '../agent/sync';
import { runControllers } from '../controllers/run';
import type { Repository } from '../git/Repository';
import type { SamplePlace } from './places';
import { reader, without } from './reader';

export type ClusterFault =
  /** Connections stay open and nothing comes any more. */
  | { kind: 'silence' }
  /** Nobody listens. */
  | { kind: 'stop' }
  /** The portal may no longer read one resource. */
  | { kind: 'forbid'; resource: string }
  /** Every answer to the portal takes its time. */
  | { kind: 'slow'; milliseconds: number };

export interface SiteOptions {
  cluster: TestCluster;
  place: SamplePlace;
  repository: Repository;
  main: Main;
  /** What the portal may do when all is well. */
  rules: readonly PolicyRule[];
  log: (line: string) => void;
}

/** One cluster with all that works on it: the agent that applies git, and the loops that make objects live. */
export class Site {
  report?: SyncReport;
  /** Why the agent could not reach the cluster the last time it tried. */
  failure?: string;
  fault?: ClusterFault;
  #serial = 0;
  readonly #bell = new EventTarget();
  #running?: {
    stop: AbortController;
    client: ClusterClient;
    done: Promise<unknown>;
  };

  constructor(private readonly options: SiteOptions) {}

  get name() {
    return this.options.place.name;
  }

  get cluster() {
    return this.options.cluster;
  }

  /** Calls back when `report` or `failure` is new. */
  onChange(listener: () => void) {
    this.#bell.addEventListener('synced', listener);
    this.#bell.addEventListener('failed', listener);
  }

  /** Resolves once the cluster is where main was at `serial`, or later. */
  async reaches(serial: number): Promise<void> {
    while (this.#serial < serial) await once(this.#bell, 'synced');
  }

  start() {
    const { cluster, place, repository, main, log } = this.options;
    const stop = new AbortController();
    const client = cluster.client('admin');
    const say = (line: string) => log(`${place.name}: ${line}`);
    const agent = runAgent(
      {
        client,
        repository,
        main,
        folder: place.folder,
        applied: this.#serial,
        onSynced: (report, serial) => {
          this.report = report;
          this.failure = undefined;
          this.#serial = serial;
          say(sentence(report));
          report.problems.forEach(({ file, message }) =>
            say(`${file}: ${message}`),
          );
          this.#bell.dispatchEvent(new Event('synced'));
        },
        onFailed: error => {
          if (this.failure === undefined) say(`cannot be reached: ${error}`);
          this.failure = String(error);
          this.#bell.dispatchEvent(new Event('failed'));
        },
      },
      stop.signal,
    );
    const loops = runControllers(
      client,
      { ...place, now: () => new Date() },
      { log: say },
      stop.signal,
    );
    this.#running = { stop, client, done: Promise.all([agent, loops]) };
  }

  async stop() {
    const running = this.#running;
    this.#running = undefined;
    running?.stop.abort();
    await running?.client.close();
    await running?.done;
  }

  async break(fault: ClusterFault) {
    const { cluster, rules } = this.options;
    await this.heal();
    switch (fault.kind) {
      case 'silence':
        await cluster.setFaults([
          { then: { type: 'silence', connections: 'all' } },
        ]);
        break;
      case 'stop':
        await cluster.setFaults([{ then: { type: 'refuse' } }]);
        break;
      case 'forbid':
        await cluster.setRules(reader, without(rules, fault.resource));
        await this.#reconnect();
        break;
      default:
        await cluster.setFaults(slowness(fault.milliseconds));
    }
    this.fault = fault;
  }

  /** Ends all faults. Connections that fell silent stay dead, so everything here connects anew. */
  async heal() {
    const { cluster, rules } = this.options;
    await cluster.setFaults([]);
    await cluster.setRules(reader, rules);
    await this.stop();
    this.fault = undefined;
    this.start();
  }

  /** Cuts all connections: whoever watches must ask again, and learns what has changed. */
  async #reconnect() {
    await this.options.cluster.setFaults([{ then: { type: 'refuse' } }]);
    await this.options.cluster.setFaults([]);
  }
}

/** Watches are short, so that the portal has to ask, and wait, again and again. */
function slowness(milliseconds: number): Fault[] {
  return [
    {
      match: { identity: reader },
      then: { type: 'delay', milliseconds },
    },
    {
      match: { identity: reader, verb: 'watch' },
      then: { type: 'end-watch', afterMilliseconds: milliseconds },
    },
  ];
}

function sentence(report: SyncReport): string {
  const { commit, created, changed, unchanged, pruned, problems } = report;
  const counts = Object.entries({ created, changed, pruned, unchanged })
    .filter(([, count]) => count)
    .map(([what, count]) => `${count} ${what}`);
  const refused = problems.length ? `; ${problems.length} problems:` : '';
  return `at commit ${commit.slice(0, 10)}, objects ${counts.join(
    ', ',
  )}${refused}`;
}
