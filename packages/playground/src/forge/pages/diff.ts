import type { FileChange } from '../../git/Repository';
import { markup, type Html } from './markup';

const classes: Record<string, string> = {
  '@': 'hunk',
  '+': 'added',
  '-': 'deleted',
  '\\': 'note',
};

/** One file's unified diff, folded away when it is long. Lines keep their + and −, so that colour says nothing alone. */
export function fileDiff(change: FileChange, unified: string): Html {
  const lines = unified.split('\n').slice(0, -1);
  const start = lines.findIndex(text => text.startsWith('@@'));
  const shown = start < 0 ? [] : lines.slice(start);
  return markup`<details class="file" ${shown.length < 400 && 'open'}>
    <summary>
      <span class="path">${change.path}</span>
      <span>${change.status}, +${change.additions} −${change.deletions}</span>
    </summary>
    ${
      shown.length
        ? markup`<pre tabindex="0" aria-label="Changes of ${
            change.path
          }"><code>${shown.map(line)}</code></pre>`
        : markup`<p>No text to show.</p>`
    }
  </details>`;
}

function line(text: string): Html {
  return markup`<span class="${classes[text[0]] ?? ''}">${text}
</span>`;
}
