import { RE2JS } from 're2js';
import { Machine } from './Machine';

/** RE2's compiled form of a regular expression, as far as a walk through it needs. */
interface Program {
  readonly start: number;
  getInst(index: number): Instruction;
}

interface Instruction {
  readonly op: number;
  readonly out: number;
  /** The other way of a fork; the assertion of an empty width; flags of a character. */
  readonly arg: number;
  /** One character, or the bounds of ranges, both ends included. */
  readonly runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
}

const op = {
  fork: [1, 2],
  pass: [3, 7],
  assert: 4,
  fail: 5,
  match: 6,
  characters: [8, 9],
  any: [10, 11],
} as const;

const assertion = { beginLine: 1, endLine: 2, beginText: 4, endText: 8 };
const atBegin = assertion.beginLine | assertion.beginText;
const atEnd = assertion.endLine | assertion.endText;

/** Places in the program, before the ways that need no character are gone. A text holds no line breaks, so a line is the text. */
interface State {
  readonly places: readonly number[];
  readonly begun: boolean;
}

const known = new Map<string, Machine<State> | undefined>();
const limit = 1_000;
/** Regular expressions of people take some dozens. */
const mostPlaces = 500;

/** A machine for a regular expression of RE2's, anchored at both ends; undefined where it is wrong or looks at word boundaries. */
export function programOf(regex: string): Machine<State> | undefined {
  if (known.has(regex)) return known.get(regex);
  if (known.size >= limit) known.clear();
  const machine = compile(regex);
  known.set(regex, machine);
  return machine;
}

function compile(regex: string): Machine<State> | undefined {
  try {
    const program: Program = RE2JS.compile(regex).re2Input.prog;
    return isReadable(program) ? machineOf(program) : undefined;
  } catch {
    return undefined;
  }
}

function machineOf(program: Program): Machine<State> {
  const readers = ({ places, begun }: State) =>
    reach(program, places, begun ? 0 : atBegin)
      .map(place => program.getInst(place))
      .filter(({ op: code }) => isOneOf([...op.characters, ...op.any], code));
  return {
    start: { places: [program.start], begun: false },
    step: (state, character) => {
      const next = readers(state)
        .filter(instruction => reads(instruction, character))
        .map(({ out }) => out);
      const places = [...new Set(next)].sort((a, b) => a - b);
      return places.length > 0 ? { places, begun: true } : undefined;
    },
    accepts: ({ places, begun }) =>
      reach(program, places, atEnd | (begun ? 0 : atBegin)).some(
        place => program.getInst(place).op === op.match,
      ),
    bounds: state => readers(state).flatMap(boundsOf),
    keyOf: ({ places }) => places.join(),
    placesIn: ({ places }) => places.length,
  };
}

/** All places that are reached without reading a character, where these assertions hold. */
function reach(
  program: Program,
  places: readonly number[],
  holding: number,
): number[] {
  const reached = new Set<number>();
  const open = [...places];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const { op: code, out, arg } = program.getInst(place);
    if (isOneOf(op.fork, code)) open.push(out, arg);
    const passes = code === op.assert && (arg & ~holding) === 0;
    if (passes || isOneOf(op.pass, code)) open.push(out);
  }
  return [...reached];
}

/** Whether a walk can follow all that the program does, and in time: large repetitions are large programs. */
function isReadable(program: Program): boolean {
  const all = [...op.fork, ...op.pass, ...op.characters, ...op.any];
  const seen = new Set<number>();
  const open = [program.start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    if (seen.size > mostPlaces) return false;
    const { op: code, out, arg } = program.getInst(place);
    if (code === op.match || code === op.fail) continue;
    const isPlain =
      code === op.assert
        ? (arg & ~(atBegin | atEnd)) === 0
        : isOneOf(all, code);
    if (!isPlain) return false;
    open.push(out);
    if (isOneOf(op.fork, code)) open.push(arg);
  }
  return true;
}

const isOneOf = (codes: readonly number[], code: number) =>
  codes.includes(code);

const reads = (instruction: Instruction, character: number) =>
  isOneOf(op.any, instruction.op) || instruction.matchRune(character);

function boundsOf({ op: code, runes }: Instruction): number[] {
  if (isOneOf(op.any, code)) return [];
  if (runes.length > 1)
    return Array.from(runes, (rune, index) => rune + (index % 2));
  // One character, perhaps in either case.
  const character = String.fromCodePoint(runes[0]);
  return [character.toLowerCase(), character.toUpperCase()].flatMap(
    spelling => {
      const rune = spelling.codePointAt(0) ?? 0;
      return [rune, rune + 1];
    },
  );
}
