const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
];

/** How long ago, in its largest unit: `12 s ago`. A clock that is ahead of ours says `just now`. */
export function ago(ms: number): string {
  const unit = units.find(u => ms >= u.ms);
  if (!unit) return 'just now';
  const count = Math.floor(ms / unit.ms);
  const name = unit.name === 'day' && count > 1 ? 'days' : unit.name;
  return `${count} ${name} ago`;
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const calendar = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** The time of day; with the date when it is another day's. */
export function timeOf(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return (sameDay ? clock : calendar).format(at);
}
