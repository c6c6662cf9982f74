import { memoised } from '../../snapshot';
import { mostSpecific } from '../hosts';
import { Choice, choicesOf } from '../merge/listeners';
import { Listener } from '../model';
import { Request } from '../probe';

export type Connection =
  | { readonly type: 'chosen'; readonly choice: Choice }
  | {
      readonly type: 'no-filter-chain' | 'tls-error';
      readonly choice?: Choice;
    };

/** The listener, of those on one socket, that Envoy chooses for a connection: by server name first, then by application protocol. */
export function connect(
  listeners: readonly Listener[],
  { tls, sni, alpn = ['http/1.1'] }: Request,
): Connection {
  const choices = choicesByName(listeners);
  const named =
    tls && sni ? mostSpecific(choices, sni.toLowerCase()) : choices.get('*');
  const offered = tls ? alpn : [];
  const choice =
    named?.find(({ applicationProtocols }) =>
      applicationProtocols?.some(protocol => offered.includes(protocol)),
    ) ?? named?.find(({ applicationProtocols }) => !applicationProtocols);
  if (!choice) return { type: 'no-filter-chain' };
  const { protocol } = choice.listener;
  const wrong = tls ? protocol === 'HTTP' : endsTls(choice.listener);
  return { type: wrong ? 'tls-error' : 'chosen', choice };
}

const endsTls = ({ tls }: Listener) =>
  tls !== undefined && !tls.mode.endsWith('PASSTHROUGH');

const choicesByName = memoised(
  (listeners: readonly Listener[]): ReadonlyMap<string, Choice[]> => {
    const names = new Map<string, Choice[]>();
    for (const choice of choicesOf(listeners)) {
      const others = names.get(choice.serverName);
      if (others) others.push(choice);
      else names.set(choice.serverName, [choice]);
    }
    return names;
  },
);
