/** A piece of a text and what stands there instead. Offsets count UTF-16 code units, as the yaml library's ranges do. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

export function removal(start: number, end: number): TextEdit {
  return { start, end, text: '' };
}

/** Edits may not overlap; insertions at the same place come out in the order given, before what is replaced there. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
