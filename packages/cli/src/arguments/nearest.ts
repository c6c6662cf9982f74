import leven from 'leven';

/** The word that was meant, where a slip of the keyboard explains it; else all that there are. */
export function nearest(word: string, known: readonly string[]): string {
  const [best] = known
    .map(each => ({ each, distance: leven(word, each) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 3
    ? ` Did you mean ${best.each}?`
    : ` There are: ${known.join(', ')}.`;
}
