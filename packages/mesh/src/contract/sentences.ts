import { Destination } from '../routing';
import { describeAll } from './condition';
import { RegionAnswer, RegionCondition } from './ContractComparison';
import { Judgement } from './verdict';

/** What became of a region, in a sentence. */
export function sentenceOf(
  { verdict, changes }: Judgement,
  { all }: RegionCondition,
  before: RegionAnswer,
  after: RegionAnswer,
): string {
  const what = describeAll(all);
  switch (verdict) {
    case 'lost':
      return `${what} is lost: before ${tell(before)}, now ${tell(after)}`;
    case 'newly-reachable':
      return `${what} is newly reachable: ${tell(after)}, before ${tell(
        before,
      )}`;
    case 'service-changed':
      return `${what} is now answered by another service: ${tell(
        after,
      )} instead of ${tell(before)}`;
    case 'weight-changed':
      return `${what} is shared out otherwise: ${tell(after)} instead of ${tell(
        before,
      )}`;
    case 'policy-changed':
      return `${what} has another ${changes.join(', ')}: ${tell(
        after,
      )}, before ${tell(before)}`;
    case 'shadowed':
      return `No request reaches ${what} any more: others take what it stands for, ${tell(
        after,
      )}`;
    case 'depends-on-creation-order':
      return `${what} has the same answer, ${tell(
        after,
      )}, only as long as its object is the older one`;
    default:
      return `${what} is as before: ${tell(after)}`;
  }
}

function tell({
  outcome,
  status,
  location,
  destinations,
}: RegionAnswer): string {
  switch (outcome) {
    case 'route':
    case 'tcp':
      return destinations.map(tellDestination).join(' and ') || 'nothing';
    case 'redirect':
      return `${status} to ${location}`;
    case 'direct-response':
      return `${status} at once`;
    case 'no-route':
      return '404';
    case 'no-filter-chain':
      return 'no server for this TLS name';
    case 'tls-error':
      return 'a TLS error';
    default:
      return 'no listener';
  }
}

function tellDestination({
  host,
  port,
  subset,
  weight,
  exists,
}: Destination): string {
  const name = host.replace(/\.svc\.cluster\.local$/, '') || 'no service';
  return [
    ...(weight < 100 ? [`${Math.round(weight * 100) / 100} %`] : []),
    `${name}:${port}`,
    ...(subset ? [`subset ${subset}`] : []),
    ...(exists ? [] : ['(does not exist)']),
  ].join(' ');
}
