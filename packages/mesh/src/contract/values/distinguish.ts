import { Domain } from './Domain';
import { Machine } from './Machine';

/** What is known after reading a text: the machines that may still match. */
interface Walk {
  readonly text: string;
  readonly alive: readonly Alive[];
}

interface Alive {
  readonly machine: number;
  readonly state: unknown;
}

/** How many places of patterns a walk may step from: some tenths of a second. */
const effort = 400_000;

/**
 * A text for each set of machines that match one and the same text: a walk through all machines at once, which looks at each combination
 * of their states once. Characters between which no machine tells a difference stand for each other.
 */
export function distinguish(
  machines: readonly Machine[],
  { begin, tail, allows }: Domain,
): { readonly texts: readonly string[]; readonly complete: boolean } {
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  const walks: Walk[] = [];
  let steps = 0;
  const visit = (walk: Walk) => {
    const rest = tail(walk.text);
    if (rest === undefined) return;
    const key = `${rest} ${walk.alive
      .map(
        ({ machine, state }) => `${machine}:${machines[machine].keyOf(state)}`,
      )
      .join(' ')}`;
    if (seen.has(key)) return;
    seen.add(key);
    walks.push(walk);
    const matching = walk.alive
      .filter(({ machine, state }) => machines[machine].accepts(state))
      .map(({ machine }) => machine)
      .join();
    if (!texts.has(matching) && allows(walk.text))
      texts.set(matching, walk.text);
  };
  const step = ({ text, alive }: Walk, character: number): Walk => {
    steps += 1;
    for (const { machine, state } of alive)
      steps += machines[machine].placesIn(state);
    return {
      text: text + String.fromCodePoint(character),
      alive: alive.flatMap(({ machine, state }) => {
        const next = machines[machine].step(state, character);
        return next === undefined ? [] : { machine, state: next };
      }),
    };
  };

  let start: Walk = {
    text: '',
    alive: machines.map(({ start: state }, machine) => ({ machine, state })),
  };
  for (const character of begin)
    start = step(start, character.codePointAt(0) ?? 0);
  visit(start);
  for (const walk of walks) {
    const bounds = walk.alive.flatMap(({ machine, state }) =>
      machines[machine].bounds(state),
    );
    for (const character of representatives(bounds))
      visit(step(walk, character));
    if (steps > effort) return { texts: [...texts.values()], complete: false };
  }
  return { texts: [...texts.values()], complete: true };
}

/** The characters that are tried, those first that read best. */
const alphabet = Array.from(
  'xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_/.~:,;=+*@!$&|()%#?\'"<>[]{}\\^` é',
  character => character.codePointAt(0) ?? 0,
);

/** One character of each range between bounds. */
function representatives(bounds: readonly number[]): number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const rangeOf = (character: number) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= character) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const found = new Map<number, number>();
  for (const character of alphabet) {
    const range = rangeOf(character);
    if (!found.has(range)) found.set(range, character);
  }
  return [...found.values()];
}
