import { PathMatch } from '../../routing';
import { programOf } from './program';

/** Reads a text character by character and knows at any time whether what it has read so far matches. */
export interface Machine<State = unknown> {
  readonly start: State;
  /** Undefined: nothing that begins like this matches. */
  step(state: State, character: number): State | undefined;
  accepts(state: State): boolean;
  /** Characters at which it may behave otherwise than one below them. */
  bounds(state: State): readonly number[];
  /** Equal for states that behave alike. */
  keyOf(state: State): string;
  /** How much work a step from here is: in how many places of its pattern it is at once. */
  placesIn(state: State): number;
}

/** Undefined: a regular expression that no machine of ours can read. */
export function machineOf(pattern: PathMatch): Machine | undefined {
  return (
    pattern.type === 'regex' ? programOf(pattern.value) : ofLiteral(pattern)
  ) as Machine | undefined;
}

/** A state is how many characters of the literal were read; one more stands for all that lies behind it. */
function ofLiteral({ type, value, ignoreCase }: PathMatch): Machine<number> {
  const spellings = [...value].map(character =>
    ignoreCase
      ? [character.toLowerCase(), character.toUpperCase()].map(codeOf)
      : [codeOf(character)],
  );
  const whole = spellings.length;
  const behind = whole + 1;
  const slash = codeOf('/');
  return {
    start: 0,
    step: (read, character) => {
      if (read < whole)
        return spellings[read].includes(character) ? read + 1 : undefined;
      if (read === behind) return behind;
      if (type === 'exact') return undefined;
      return type === 'prefix' || character === slash ? behind : undefined;
    },
    accepts: read => read >= whole,
    bounds: read => {
      if (read < whole)
        return spellings[read].flatMap(code => [code, code + 1]);
      return read === whole && type === 'segments' ? [slash, slash + 1] : [];
    },
    keyOf: read =>
      type === 'prefix' && read >= whole ? 'in' : read.toString(),
    placesIn: () => 1,
  };
}

const codeOf = (character: string) => character.codePointAt(0) ?? 0;
