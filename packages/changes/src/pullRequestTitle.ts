import { ChangePlan, Wave } from './ChangePlan';

/**
 * The pull request's title: the plan's, and of several waves which one this is, as far as there is room.
 *
 * @example
 * pullRequestTitle(plan, wave) // 'Split payments/payments in east: payments/cards (2 of 6: Lead 10 % of what moves…)'
 *
 * @public
 */
export function pullRequestTitle(plan: ChangePlan, wave: Wave): string {
  const { title, of } = plan;
  if (of === 1) return title;
  const number = `${numberOf(plan, wave)} of ${of}`;
  const room = longest - `${title} (${number}: )`.length;
  const words = cut(wave.title, room);
  return `${title} (${words ? `${number}: ${words}` : number})`;
}

/** From 1, among all waves that the intent takes. */
export function numberOf({ waves, of }: ChangePlan, wave: Wave): number {
  return of - waves.length + waves.indexOf(wave) + 1;
}

/** Lists of pull requests show about so many characters. */
const longest = 120;

/** As many whole words as there is room for. */
function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  const start = text.slice(0, Math.max(room, 0));
  const words = start.slice(0, start.lastIndexOf(' ')).replace(/[,:;]$/, '');
  return words && `${words}…`;
}
