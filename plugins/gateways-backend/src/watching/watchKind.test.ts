import {
  KubernetesObject,
  refOf,
  Snapshot,
  snapshotOf,
} from '@product-gateways/mesh';
import fc from 'fast-check';
import { applyEvent } from './applyEvent';
import { WatchEvent } from './WatchEvent';
import { Source, watchKind } from './watchKind';
import { watchedKinds } from './watchedKinds';
import { WatchState } from './watchState';

const [services] = watchedKinds.filter(({ kind }) => kind === 'Service');

/** What the server, or the way to it, does while it is asked once. */
type Step =
  | { do: 'write'; name: string }
  | { do: 'delete'; name: string }
  | { do: 'compact' }
  | { do: 'fail'; code: string }
  | { do: 'cut'; after: number }
  | { do: 'garble'; after: number };

const names = fc.constantFrom('a', 'b', 'c');
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('write' as const), name: names }),
    fc.record({ do: fc.constant('delete' as const), name: names }),
    fc.constant({ do: 'compact' as const }),
    fc.record({
      do: fc.constant('fail' as const),
      code: fc.constantFrom(
        '500',
        '429',
        '401',
        '403',
        '404',
        'ECONNRESET',
        'SILENT',
      ),
    }),
    fc.record({ do: fc.constant('cut' as const), after: fc.nat(3) }),
    fc.record({ do: fc.constant('garble' as const), after: fc.nat(3) }),
  ),
  { maxLength: 40 },
);

/** A server as a history: one state of the world for each resource version. */
class Server {
  readonly history: Map<string, string>[] = [new Map()];
  readonly #events: WatchEvent[] = [];
  #oldest = 0;

  get version() {
    return this.history.length - 1;
  }

  apply(step: Step) {
    if (step.do === 'compact') this.#oldest = this.version;
    if (step.do === 'write') this.#change(step.name, 'set');
    if (step.do === 'delete' && this.history[this.version].has(step.name)) {
      this.#change(step.name, 'deleted');
    }
  }

  list(): WatchEvent {
    const objects = [...this.history[this.version]].map(([name, version]) =>
      serviceAt(name, version),
    );
    return { type: 'listed', objects, resourceVersion: String(this.version) };
  }

  *watch(from: number): Generator<WatchEvent> {
    if (from < this.#oldest) {
      yield { type: 'expired' };
      return;
    }
    yield { type: 'opened' };
    yield* this.#events.slice(from);
    yield { type: 'ended' };
  }

  #change(name: string, change: 'set' | 'deleted') {
    const resourceVersion = String(this.version + 1);
    const next = new Map(this.history[this.version]);
    if (change === 'set') next.set(name, resourceVersion);
    else next.delete(name);
    this.history.push(next);
    const object = serviceAt(name, resourceVersion);
    this.#events.push({
      type: 'changed',
      change,
      ref: refOf(object),
      object,
      resourceVersion,
    });
  }
}

function serviceAt(name: string, resourceVersion: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'payments', resourceVersion },
  };
}

/** Each request takes the steps up to the next trouble; when there are none left all is well, and watching ends once it has caught up. */
function sourceOf(server: Server, script: Step[], finish: () => void): Source {
  return {
    async *events(_, state) {
      for (let step = script.shift(); step; step = script.shift()) {
        if (step.do === 'fail') {
          yield {
            type: 'failed',
            failure: { code: step.code, message: '', answered: true },
          };
          return;
        }
        if (step.do === 'cut' || step.do === 'garble') {
          yield* broken(answer(server, state), step);
          return;
        }
        server.apply(step);
      }
      yield* answer(server, state);
      if (
        state.next === 'watch' &&
        state.resourceVersion === String(server.version)
      )
        finish();
    },
  };
}

function* answer(server: Server, state: WatchState): Generator<WatchEvent> {
  if (state.next === 'discover') yield { type: 'served', version: 'v1' };
  else if (state.next === 'list') yield server.list();
  else yield* server.watch(Number(state.resourceVersion));
}

/** A list is complete or nothing; of a watch some events arrive. */
function* broken(
  events: Generator<WatchEvent>,
  { do: how, after }: { do: 'cut' | 'garble'; after: number },
): Generator<WatchEvent> {
  let count = 0;
  for (const event of events) {
    if (event.type === 'listed' || event.type === 'ended' || count++ > after)
      break;
    yield event;
  }
  yield how === 'cut'
    ? {
        type: 'failed',
        failure: { code: 'ECONNRESET', message: '', answered: false },
      }
    : { type: 'malformed', message: '' };
}

const shown = (snapshot: Snapshot) =>
  new Map(
    snapshot
      .list('', 'Service')
      .map(({ metadata }) => [metadata.name, metadata.resourceVersion]),
  );

it('shows nothing but what the server once was, never goes back, and catches up', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async script => {
      const server = new Server();
      const stopping = new AbortController();
      let snapshot = snapshotOf('east', []);
      let seen = 0;

      await watchKind(
        services,
        {
          source: sourceOf(server, [...script], () => stopping.abort()),
          clock: { now: () => 0, sleep: async () => {} },
          random: () => 0.5,
          accept: (kind, event, state) => {
            snapshot = applyEvent(snapshot, kind, event, state);
            if (
              state.condition === 'forbidden' ||
              state.resourceVersion === undefined
            )
              return;
            expect(Number(state.resourceVersion)).toBeGreaterThanOrEqual(seen);
            seen = Number(state.resourceVersion);
            expect(shown(snapshot)).toEqual(server.history[seen]);
          },
        },
        stopping.signal,
      );
      expect(shown(snapshot)).toEqual(server.history[server.version]);
    }),
    { numRuns: 500 },
  );
});
